import { describeError } from "#packages/runtime/describe-error.ts";
import { closePersonalSession } from "../../api/me.ts";
import { attempt } from "../../api/trouble.ts";
import { ButtonLink, Buttons } from "../../components/button.tsx";
import { Alert } from "../../components/flash.tsx";
import { Heading, Link, List, Paragraph } from "../../components/text.tsx";
import { forgetSessionId, setSessionId } from "../../frame/cookies.ts";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { RETURN_PATH, SignInFailed } from "../../frame/identity.ts";
import { showPage } from "../../frame/show-page.tsx";
import { ownPath, SIGN_IN_PATH } from "../../frame/sign-in-again.ts";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { useTexts } from "../../frame/view.tsx";

const BEGIN_PATH = `${SIGN_IN_PATH}/begin`;
const SIGNED_OUT_PATH = "/afgemeld";

const SignInPage = ({ returnTo }: { readonly returnTo: string }) => {
  const { signInPage } = useTexts().frame;
  const begin = returnTo === "/" ? BEGIN_PATH : `${BEGIN_PATH}?naar=${encodeURIComponent(returnTo)}`;
  return (
    <>
      <Heading level={1}>{signInPage.title}</Heading>
      {returnTo === "/" ? (
        <Paragraph lead>{signInPage.lead}</Paragraph>
      ) : (
        <Alert kind="info">
          <Paragraph>{signInPage.resume}</Paragraph>
        </Alert>
      )}
      <Buttons>
        <ButtonLink href={begin}>{signInPage.button}</ButtonLink>
      </Buttons>
      <Heading level={2}>{signInPage.who}</Heading>
      <List>
        <li>{signInPage.employers}</li>
        <li>{signInPage.sectors}</li>
        <li>{signInPage.teams}</li>
      </List>
      <Paragraph>
        {signInPage.seekers} <Link href="/zelf-melden">{signInPage.seekersLink}</Link>
      </Paragraph>
    </>
  );
};

/** Off to the provider, remembering in a session of a visitor's own what to expect back. */
const begin = async (c: DeskContext): Promise<Response> => {
  const { identity } = c.var.deps;
  const { url, signingIn } = await identity.begin(ownPath(c.req.query("naar")));
  const { id } = await c.var.sessions.open({ signingIn });
  setSessionId(c, id);
  return c.redirect(url, 303);
};

/** Back from the provider: a new session for whoever it is, and on to where they were going. */
const finish = async (c: DeskContext): Promise<Response> => {
  const { known, deps, sessions } = c.var;
  const signingIn = known?.session.signingIn;
  if (known === undefined || signingIn === undefined) return showTrouble(c, "sign-in-failed");
  const { pathname, search } = new URL(c.req.url);
  try {
    const user = await deps.identity.finish(new URL(`${pathname}${search}`, deps.deskUrl), signingIn);
    await sessions.end(known);
    const { id } = await sessions.open({ user });
    setSessionId(c, id);
    return c.redirect(signingIn.returnTo, 303);
  } catch (error) {
    if (!(error instanceof SignInFailed)) throw error;
    deps.log.warn("signing in failed", describeError(error.cause));
    return showTrouble(c, "sign-in-failed");
  }
};

const signOut = async (c: DeskContext): Promise<Response> => {
  const { known, sessions, user, api } = c.var;
  // Theirs is a session of the API too; one that is over already needs no closing.
  if (user?.role === "job-seeker") await attempt(closePersonalSession(api), [401]);
  if (known !== undefined) await sessions.end(known);
  forgetSessionId(c);
  return c.redirect(user?.role === "job-seeker" ? `${SIGNED_OUT_PATH}?link=1` : SIGNED_OUT_PATH, 303);
};

/** For whom came by a personal link: there is no provider, and no way back without a new link. */
const LinkClosedPage = () => {
  const { signedOut } = useTexts().frame;
  return (
    <>
      <Heading level={1}>{signedOut.title}</Heading>
      <Paragraph lead>{signedOut.byLink}</Paragraph>
      <Buttons>
        <ButtonLink href="/" kind="secondary">
          {useTexts().frame.toStart}
        </ButtonLink>
      </Buttons>
    </>
  );
};

type SignedOutProps = { readonly atProvider: string | undefined };

const SignedOutPage = ({ atProvider }: SignedOutProps) => {
  const { signedOut } = useTexts().frame;
  return (
    <>
      <Heading level={1}>{signedOut.title}</Heading>
      <Paragraph lead>{signedOut.text}</Paragraph>
      <Buttons>
        {atProvider === undefined ? null : <ButtonLink href={atProvider}>{signedOut.atProvider}</ButtonLink>}
        <ButtonLink href={SIGN_IN_PATH} kind="secondary">
          {signedOut.again}
        </ButtonLink>
      </Buttons>
    </>
  );
};

/** Signing in and out (decision 0029). Who somebody is, the provider says; the desk keeps it in the session. */
export const serveSignIn = (desk: Desk): void => {
  desk.get(SIGN_IN_PATH, (c) =>
    showPage(c, {
      title: c.var.t.frame.signInPage.title,
      content: <SignInPage returnTo={ownPath(c.req.query("naar"))} />,
    }),
  );
  desk.get(BEGIN_PATH, begin);
  desk.get(RETURN_PATH, finish);
  desk.post("/afmelden", signOut);
  desk.get(SIGNED_OUT_PATH, async (c) =>
    showPage(c, {
      title: c.var.t.frame.signedOut.title,
      content:
        c.req.query("link") === undefined ? (
          <SignedOutPage atProvider={await c.var.deps.identity.endUrl(undefined)} />
        ) : (
          <LinkClosedPage />
        ),
    }),
  );
};
