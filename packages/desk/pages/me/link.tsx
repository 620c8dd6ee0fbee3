import { randomUUID } from "node:crypto";
import { openPersonalSession } from "../../api/me.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { TextField } from "../../components/field.tsx";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, HiddenField, PostForm } from "../../components/form.tsx";
import { Heading, Link, List, Paragraph } from "../../components/text.tsx";
import { setSessionId } from "../../frame/cookies.ts";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { showPage } from "../../frame/show-page.tsx";
import { useTexts } from "../../frame/view.tsx";
import { sessionOf } from "../../frame/visitors.ts";
import { ME } from "./paths.ts";

const HOUR_MS = 3_600_000;
/** As long as the API keeps a session at most; within that time the API says when it is over. */
const LONGEST_MS = 8 * HOUR_MS;

/** A code of the API, also at the end of a whole link. */
const CODE = /([A-Za-z0-9_-]{20,200})\s*$/;
const codeIn = (typed: string): string | undefined => CODE.exec(typed)?.[1];

const LinkPage = ({ token }: { readonly token: string }) => {
  const { link } = useTexts().me;
  return (
    <>
      <Heading level={1}>{link.title}</Heading>
      <Paragraph lead>{link.lead}</Paragraph>
      <PostForm action={ME.open}>
        <HiddenField name="code" value={token} />
        <Buttons>
          <Button>{link.button}</Button>
        </Buttons>
      </PostForm>
      <Paragraph>{link.once}</Paragraph>
      <Paragraph quiet>{link.shared}</Paragraph>
    </>
  );
};

type WhereProps = {
  readonly over: boolean;
  readonly typed?: string;
  readonly error?: string | undefined;
};

/** For whoever has no session: what a link is, who gives it, and a field for one that does not open. */
const WherePage = ({ over, typed = "", error }: WhereProps) => {
  const { link } = useTexts().me;
  return (
    <>
      <Heading level={1}>{link.whereTitle}</Heading>
      <ErrorSummary errors={error === undefined ? [] : [{ field: "code", message: error }]} />
      {over ? (
        <Alert kind="info">
          <Paragraph>{link.over}</Paragraph>
        </Alert>
      ) : null}
      <Paragraph lead>{link.whereLead}</Paragraph>
      <PostForm action={ME.open}>
        <TextField name="code" label={link.code} hint={link.codeHint} value={typed} error={error} />
        <Buttons>
          <Button>{link.button}</Button>
        </Buttons>
      </PostForm>
      <Heading level={2}>{link.noLinkTitle}</Heading>
      <Paragraph>
        {link.noLink} <Link href="/zelf-melden">{link.noLinkLink}</Link>
      </Paragraph>
    </>
  );
};

const DeadPage = () => {
  const { link } = useTexts().me;
  return (
    <>
      <Heading level={1}>{link.deadTitle}</Heading>
      <Paragraph lead>{link.deadLead}</Paragraph>
      <Heading level={2}>{link.deadDo}</Heading>
      <List>
        <li>{link.deadNewer}</li>
        <li>{link.deadAsk}</li>
        <li>{link.deadNotYou}</li>
      </List>
      <Buttons>
        <ButtonLink href="/uw-regio" kind="secondary">
          {useTexts().frame.footer.findDesk}
        </ButtonLink>
      </Buttons>
    </>
  );
};

const showWhere = async (c: DeskContext, error?: string): Promise<Response> => {
  await sessionOf(c);
  const over = c.req.query("voorbij") !== undefined;
  return showPage(c, {
    title: c.var.t.me.link.whereTitle,
    status: error === undefined ? 200 : 400,
    hasErrors: error !== undefined,
    content: <WherePage over={over} typed={c.var.form.text("code")} error={error} />,
  });
};

/** Opening a link only shows a button: programs that look through mail would use it up otherwise. */
const showLink = async (c: DeskContext): Promise<Response> => {
  await sessionOf(c);
  const token = codeIn(c.req.param("token") ?? "");
  if (token === undefined) return showDead(c);
  return showPage(c, { title: c.var.t.me.link.title, content: <LinkPage token={token} /> });
};

const showDead = (c: DeskContext): Promise<Response> =>
  showPage(c, { title: c.var.t.me.link.deadTitle, status: 410, content: <DeadPage /> });

/** Uses the link up: a session of the API, kept in one of the desk under a name of its own, and on without the code. */
const open = async (c: DeskContext): Promise<Response> => {
  const { api, deps, form, known, sessions, t } = c.var;
  const typed = form.text("code");
  const token = codeIn(typed);
  if (token === undefined) return showWhere(c, typed === "" ? t.me.link.codeNeeded : t.me.link.codeWrong);
  const outcome = await attempt(openPersonalSession(api, token), [400, 404]);
  if (outcome.kind === "refused") return showDead(c);
  if (known !== undefined) await sessions.end(known);
  const { id } = await sessions.open({
    user: {
      // Nothing that tells who it is: the desk needs a name for what it keeps during this session only.
      subject: `personal-session ${randomUUID()}`,
      role: "job-seeker",
      accessToken: outcome.value,
      tokenEndsAt: new Date(deps.now().getTime() + LONGEST_MS).toISOString(),
    },
  });
  setSessionId(c, id);
  return c.redirect(ME.overview, 303);
};

/** The way in for job seekers (decision 0035). */
export const serveLink = (desk: Desk): void => {
  desk.get(ME.link, (c) => showWhere(c));
  desk.get(`${ME.link}/:token`, showLink);
  desk.post(ME.open, open);
};
