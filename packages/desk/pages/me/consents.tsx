import { KvkNumber } from "#packages/domain/ids.ts";
import { giveConsent, listConsents, type OwnConsents, withdrawConsent } from "../../api/me.ts";
import { attempt } from "../../api/trouble.ts";
import { Button } from "../../components/button.tsx";
import { dayText } from "../../components/dates.ts";
import { HiddenField, PostForm } from "../../components/form.tsx";
import { Badge, Card } from "../../components/lists.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { ownPath } from "../../frame/sign-in-again.ts";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { useView } from "../../frame/view.tsx";
import { ownPage } from "./own-page.ts";
import { ME } from "./paths.ts";

type Given = OwnConsents["items"][number];
type Purpose = Given["purpose"];
const TEAMS = "mobility-teams";

type Shown = {
  readonly purpose: Purpose;
  readonly receiver: Given["receiver"];
  /** The one that stands, or else the last one that did. */
  readonly last: Given | undefined;
};

const stands = (one: Given | undefined): one is Given => one !== undefined && one.withdrawnAt === undefined;

/** Of each purpose and receiver what holds now. */
const shownOf = ({ items }: OwnConsents): Shown[] => {
  const receivers = [...new Set<Given["receiver"]>([TEAMS, ...items.map(({ receiver }) => receiver)])];
  return receivers.map((receiver) => {
    const those = items.filter((one) => one.receiver === receiver);
    return {
      purpose: receiver === TEAMS ? "matching" : "introduction",
      receiver,
      last: those.find(stands) ?? those.at(-1),
    };
  });
};

const State = ({ last }: Pick<Shown, "last">) => {
  const { t, language } = useView();
  const { consents } = t.me;
  if (last === undefined) return <Badge>{consents.never}</Badge>;
  if (last.withdrawnAt === undefined)
    return <Badge kind="good">{consents.given(dayText(last.givenAt, language))}</Badge>;
  return <Badge>{consents.withdrawn(dayText(last.withdrawnAt, language))}</Badge>;
};

const Words = ({ children }: { readonly children: string }) => (
  <blockquote class="desk-quote" lang="nl">
    {children}
  </blockquote>
);

type ConsentFormProps = Pick<Shown, "purpose" | "receiver"> & {
  readonly wording: OwnConsents["wordings"][number];
  readonly returnTo: string;
};

/** What is agreed to, and the button that does. */
export const GiveConsent = ({ purpose, receiver, wording, returnTo }: ConsentFormProps) => {
  const { consents } = useView().t.me;
  return (
    <>
      <Paragraph>{consents.wordsAsked}</Paragraph>
      <Words>{wording.text}</Words>
      <PostForm action={`${ME.consents}/geven`}>
        <HiddenField name="doel" value={purpose} />
        <HiddenField name="ontvanger" value={receiver} />
        <HiddenField name="tekst" value={wording.version} />
        <HiddenField name="terug" value={returnTo} />
        <Button>{consents.give}</Button>
      </PostForm>
    </>
  );
};

const WithdrawConsent = ({ last }: { readonly last: Given }) => {
  const { consents } = useView().t.me;
  return (
    <>
      <Paragraph>{consents.wordsGiven}</Paragraph>
      <Words>{last.text ?? consents.otherWording(last.wording)}</Words>
      <Paragraph>
        {last.purpose === "matching" ? consents.whatWithdrawn : consents.whatIntroductionWithdrawn}
      </Paragraph>
      <PostForm action={`${ME.consents}/intrekken`}>
        <HiddenField name="doel" value={last.purpose} />
        <HiddenField name="ontvanger" value={last.receiver} />
        <Button kind="danger">{consents.withdraw}</Button>
      </PostForm>
    </>
  );
};

type OneProps = { readonly shown: Shown; readonly all: OwnConsents };

const One = ({ shown: { purpose, receiver, last }, all }: OneProps) => {
  const { consents } = useView().t.me;
  const wording = all.wordings.find((one) => one.purpose === purpose);
  const title =
    purpose === "matching"
      ? consents.matchingTitle
      : consents.introductionTitle(last?.employerName ?? consents.anEmployer);
  return (
    <Card id={`toestemming-${receiver}`}>
      <Heading level={2}>{title}</Heading>
      <p class="desk-state">
        <State last={last} />
      </p>
      {stands(last) ? <WithdrawConsent last={last} /> : null}
      {!stands(last) && wording !== undefined ? (
        <GiveConsent purpose={purpose} receiver={receiver} wording={wording} returnTo={ME.consents} />
      ) : null}
    </Card>
  );
};

const ConsentsPage = ({ all }: { readonly all: OwnConsents }) => {
  const { t, language } = useView();
  const shown = shownOf(all);
  return (
    <>
      <BackLink href={ME.overview}>{t.me.back}</BackLink>
      <Heading level={1}>{t.me.consents.title}</Heading>
      <Paragraph lead>{t.me.consents.lead}</Paragraph>
      <div class="desk-stack">
        {shown.map((one) => (
          <One shown={one} all={all} />
        ))}
      </div>
      {shown.some(({ purpose }) => purpose === "introduction") ? null : (
        <>
          <Heading level={2}>{t.me.consents.introductionsTitle}</Heading>
          <Paragraph>{t.me.consents.introductionsNone}</Paragraph>
        </>
      )}
      {language === "nl" ? null : <Paragraph quiet>{t.me.consents.dutch}</Paragraph>}
    </>
  );
};

const forWhat = (c: DeskContext) => {
  const purpose = c.var.form.text("doel");
  const receiver = c.var.form.text("ontvanger");
  if (purpose === "matching") return { purpose, receiver: TEAMS } as const;
  const employer = KvkNumber.safeParse(receiver);
  return employer.success ? ({ purpose: "introduction", receiver: employer.data } as const) : undefined;
};

const give = async (c: DeskContext): Promise<Response> => {
  const { api, form, t } = c.var;
  const what = forWhat(c);
  if (what === undefined) return showTrouble(c, "bad-request");
  const outcome = await attempt(giveConsent(api, what, form.text("tekst")), [409]);
  const words = t.me.consents;
  return redirectWith(
    c,
    form.text("terug") === "" ? ME.consents : ownPath(form.text("terug")),
    outcome.kind === "done" ? { kind: "ok", text: words.doneGiven } : { kind: "warning", text: words.notNow },
  );
};

const withdraw = async (c: DeskContext): Promise<Response> => {
  const { api, t } = c.var;
  const what = forWhat(c);
  if (what === undefined) return showTrouble(c, "bad-request");
  const outcome = await attempt(withdrawConsent(api, what), [409]);
  const words = t.me.consents;
  return redirectWith(
    c,
    ME.consents,
    outcome.kind === "done"
      ? { kind: "ok", text: words.doneWithdrawn }
      : { kind: "warning", text: words.notNow },
  );
};

/** What somebody agreed to (S4): to be given and taken back, each for one purpose and one receiver. */
export const serveConsents = (desk: Desk): void => {
  desk.get(
    ME.consents,
    ownPage(async (c) => {
      const all = await listConsents(c.var.api);
      return showPage(c, { title: c.var.t.me.consents.title, content: <ConsentsPage all={all} /> });
    }),
  );
  desk.post(`${ME.consents}/geven`, ownPage(give));
  desk.post(`${ME.consents}/intrekken`, ownPage(withdraw));
};
