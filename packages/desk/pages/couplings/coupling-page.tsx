import { randomUUID } from "node:crypto";
import { COUPLING_DECLINE_REASONS, COUPLING_PARTIES, type CouplingParty } from "#packages/domain/coupling.ts";
import { type Names, namesOf } from "../../api/concepts.ts";
import {
  answerCoupling,
  type CouplingAnswerBody,
  type CouplingDetail,
  findCoupling,
  reportTransition,
} from "../../api/couplings.ts";
import { findNotice } from "../../api/surplus-notices.ts";
import { type ApiTrouble, attempt } from "../../api/trouble.ts";
import { findVacancy } from "../../api/vacancies.ts";
import { dayText } from "../../components/dates.ts";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, type FieldError } from "../../components/form.tsx";
import { DataList, type Datum } from "../../components/lists.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { EMPTY_FORM, type Form } from "../../frame/form.ts";
import { placeText } from "../../frame/places.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn, typedBefore } from "../../frame/signed-in.ts";
import { useView } from "../../frame/view.tsx";
import type { Texts } from "../../texts/texts.ts";
import type { Colleagues } from "../team/queue-address.ts";
import { rowId } from "../team/queue-items.tsx";
import { refusalText } from "../team/words.ts";
import { CodesCard } from "./coupling-codes.tsx";
import { AnswerForm, TransitionForm } from "./coupling-forms.tsx";
import { backToList, COUPLERS, CouplingBadge, waitsForYou } from "./coupling-list.tsx";
import { colleaguesFor, Dividing } from "./coupling-team.tsx";
import { Why } from "./coupling-why.tsx";
import { hrefOfCoupling, queueIn } from "./ways-back.ts";

type PageProps = {
  readonly coupling: CouplingDetail;
  readonly etag: string;
  readonly names: Names;
  /** Of one's own side only: the other's notice or vacancy is not for this firm to read. */
  readonly vacancy: string | undefined;
  readonly group: string | undefined;
  /** The list or the queue that somebody came from. */
  readonly back: string;
  readonly queue: string | undefined;
  readonly colleagues: Colleagues;
  readonly form: Form;
  readonly errors: readonly FieldError[];
  readonly refusal: string | undefined;
};

const factsOf = ({ coupling, vacancy, group }: PageProps, view: ReturnType<typeof useView>): Datum[] => {
  const { t, language } = view;
  const { detail, people, firm, transition: words } = t.couplings;
  const { explanation, transition } = coupling;
  const facts: (Datum | undefined)[] = [
    { key: t.couplings.list.state, value: <CouplingBadge state={coupling.state} /> },
    { key: detail.people, value: people(coupling.people) },
    coupling.agreed === undefined ? undefined : { key: detail.agreed, value: people(coupling.agreed) },
    { key: detail.from, value: firm(coupling.fromFirm, coupling.fromName) },
    group === undefined ? undefined : { key: detail.group, value: group },
    { key: detail.to, value: firm(coupling.toFirm, coupling.toName) },
    vacancy === undefined ? undefined : { key: detail.vacancy, value: vacancy },
    { key: detail.place, value: placeText(coupling.pc4) },
    {
      key: detail.distance,
      value: detail.km((explanation.distanceHm / 10).toLocaleString(language === "nl" ? "nl-NL" : "en-GB")),
    },
    coupling.state === "proposed"
      ? { key: detail.hold, value: dayText(coupling.holdEndsAt, language) }
      : undefined,
    transition === undefined
      ? undefined
      : { key: words.label, value: words.now(transition.started, transition.stayed, transition.fellBack) },
  ];
  return facts.filter((fact) => fact !== undefined);
};

const answersOf = ({ coupling }: PageProps, view: ReturnType<typeof useView>): Datum[] => {
  const { t, language } = view;
  const { detail, parties } = t.couplings;
  return COUPLING_PARTIES.map((party: CouplingParty) => {
    const answer = coupling.answers.find((one) => one.party === party);
    const you = coupling.yourParty === party ? ` ${detail.you}` : "";
    return {
      key: `${parties[party]}${you}`,
      value:
        answer === undefined ? detail.noAnswer : detail.answered(answer.people, dayText(answer.at, language)),
    };
  });
};

const outcomeOf = ({ declined, endReason }: CouplingDetail, t: Texts): string | undefined => {
  const { detail, parties, answer } = t.couplings;
  if (declined !== undefined)
    return detail.declined(parties[declined.party], answer.reasons[declined.reason]);
  return endReason === undefined ? undefined : detail.ended(detail.endReasons[endReason]);
};

const Forms = (props: PageProps) => {
  const { coupling, etag, form, errors, queue } = props;
  const asked = { coupling, etag, form, errors, queue, sendKey: randomUUID() };
  if (waitsForYou(coupling)) return <AnswerForm {...asked} />;
  const follows = coupling.state === "agreed" || coupling.state === "transition";
  return follows && coupling.yourParty !== undefined ? <TransitionForm {...asked} /> : null;
};

const CouplingPage = (props: PageProps) => {
  const { coupling, names, back, queue, colleagues, errors, refusal } = props;
  const view = useView();
  const { detail, title } = view.t.couplings;
  const outcome = outcomeOf(coupling, view.t);
  return (
    <>
      <BackLink href={back}>{queue === undefined ? detail.back : view.t.team.queue.title}</BackLink>
      <ErrorSummary errors={errors} />
      {refusal === undefined ? null : (
        <Alert kind="error">
          <Paragraph>{refusal}</Paragraph>
        </Alert>
      )}
      <Heading level={1}>{title(coupling.people, placeText(coupling.pc4))}</Heading>
      {outcome === undefined ? null : (
        <Alert kind="info">
          <Paragraph>{outcome}</Paragraph>
        </Alert>
      )}
      <div class="desk-columns desk-wide">
        <div>
          <Heading level={2}>{detail.facts}</Heading>
          <DataList items={factsOf(props, view)} />
          <Heading level={2}>{detail.answers}</Heading>
          <DataList items={answersOf(props, view)} />
          <Why coupling={coupling} names={names} />
        </div>
        <div>
          <Dividing {...{ coupling, colleagues, queue }} />
          <Forms {...props} />
          <CodesCard coupling={coupling} />
        </div>
      </div>
    </>
  );
};

/** What is one's own to read is read; the rest stays unknown. */
const sidesOf = async (c: DeskContext, coupling: CouplingDetail) => {
  const { api } = c.var;
  const [notice, vacancy] = await Promise.all([
    attempt(findNotice(api, coupling.noticeId), [403, 404]),
    attempt(findVacancy(api, coupling.vacancyId), [403, 404]),
  ]);
  const groups = notice.kind === "done" ? notice.value.data.groups : [];
  return {
    group: groups.find(({ groupKey }) => groupKey === coupling.groupKey)?.jobTitle,
    vacancy: vacancy.kind === "done" ? vacancy.value.data.title : undefined,
  };
};

const namesFor = (c: DeskContext, { explanation, learning }: CouplingDetail): Promise<Names> => {
  const uris = [
    ...explanation.requirements.flatMap(({ competency, by }) =>
      by === undefined ? [competency] : [competency, by],
    ),
    ...learning.toLearn.map(({ competency }) => competency),
  ];
  return namesOf(c.var.api, "competencies", uris, c.var.language);
};

type Shown = { readonly form?: Form; readonly errors?: readonly FieldError[]; readonly refusal?: string };
const idIn = (c: DeskContext): string => c.req.param("id") ?? "";

const show = async (
  c: DeskContext,
  who: SignedIn,
  { form = EMPTY_FORM, errors = [], refusal }: Shown = {},
): Promise<Response> => {
  const { data: coupling, etag = "" } = await findCoupling(c.var.api, idIn(c));
  const [names, sides, colleagues] = await Promise.all([
    namesFor(c, coupling),
    sidesOf(c, coupling),
    colleaguesFor(c, who, coupling),
  ]);
  const hasErrors = errors.length > 0 || refusal !== undefined;
  const queue = queueIn(c);
  const back = queue === undefined ? backToList(c, coupling.id) : `${queue}#${rowId(coupling.id)}`;
  const page = { coupling, etag, names, ...sides, back, queue, colleagues, form, errors, refusal };
  return showPage(c, {
    title: c.var.t.couplings.title(coupling.people, placeText(coupling.pc4)),
    hasErrors,
    status: hasErrors ? 400 : 200,
    content: <CouplingPage {...page} />,
  });
};

const open = async (c: DeskContext, who: SignedIn): Promise<Response> =>
  show(c, who, { form: (await typedBefore(c, who)) ?? EMPTY_FORM });

const LONGEST_NOTE = 1000;
const countIn = (form: Form, name: string): number =>
  /^\d{1,5}$/.test(form.text(name)) ? Number(form.text(name)) : Number.NaN;

type Read<T> = { readonly body: T } | { readonly errors: readonly FieldError[] };

/** The answer that was filled in, or what is wrong with it. */
const readAnswer = (
  form: Form,
  most: number,
  words: Texts["couplings"]["answer"],
): Read<CouplingAnswerBody> => {
  const text = form.text("toelichting");
  if (text.length > LONGEST_NOTE) return { errors: [{ field: "toelichting", message: words.noteLong }] };
  const note = text === "" ? {} : { note: text };
  const answer = form.text("antwoord");
  if (answer === "decline") {
    const reason = COUPLING_DECLINE_REASONS.find((one) => one === form.text("reden"));
    if (reason === undefined) return { errors: [{ field: "reden", message: words.reasonMissing }] };
    return { body: { answer, reason, ...note } };
  }
  if (answer !== "agree") return { errors: [{ field: "antwoord", message: words.choiceMissing }] };
  const people = countIn(form, "mensen");
  if (!(people >= 1 && people <= most))
    return { errors: [{ field: "mensen", message: words.peopleWrong(most) }] };
  return { body: { answer, people, ...note } };
};

const sendingOf = (c: DeskContext) => {
  const { form } = c.var;
  return { id: idIn(c), etag: form.text("versie"), key: form.text("sleutel") };
};

/** Why it could not be done: a colleague has it, or the coupling is not what it was when the page was opened. */
const refusalOf = (c: DeskContext, { problem }: ApiTrouble): string => {
  const { t, language } = c.var;
  return problem?.why === undefined ? t.couplings.answer.notNow : refusalText(problem, t, language);
};

const answer = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const { form, t, api } = c.var;
  const words = t.couplings.answer;
  const { data: coupling } = await findCoupling(api, idIn(c));
  const read = readAnswer(form, coupling.people, words);
  if ("errors" in read) return show(c, who, { form, errors: read.errors });
  const outcome = await attempt(answerCoupling(api, sendingOf(c), read.body), [400, 409, 412]);
  if (outcome.kind === "refused") return show(c, who, { form, refusal: refusalOf(c, outcome.trouble) });
  return redirectWith(c, hrefOfCoupling(idIn(c), queueIn(c)), { kind: "ok", text: words.done });
};

type Totals = { readonly started: number; readonly stayed: number; readonly fellBack: number };

const readTotals = (form: Form, words: Texts["couplings"]["transition"]): Read<Totals> => {
  const fields = ["begonnen", "gebleven", "teruggegaan"];
  const wrong = fields.filter((name) => !(countIn(form, name) <= 10_000));
  if (wrong.length > 0) return { errors: wrong.map((field) => ({ field, message: words.countWrong })) };
  const [started = 0, stayed = 0, fellBack = 0] = fields.map((name) => countIn(form, name));
  if (stayed + fellBack > started) return { errors: [{ field: "begonnen", message: words.sumWrong }] };
  return { body: { started, stayed, fellBack } };
};

const report = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const { form, t, api } = c.var;
  const words = t.couplings.transition;
  const read = readTotals(form, words);
  if ("errors" in read) return show(c, who, { form, errors: read.errors });
  const body = { ...read.body, complete: form.text("klaar") === "ja" };
  const outcome = await attempt(reportTransition(api, sendingOf(c), body), [400, 409, 412]);
  if (outcome.kind === "refused") return show(c, who, { form, refusal: refusalOf(c, outcome.trouble) });
  return redirectWith(c, hrefOfCoupling(idIn(c), queueIn(c)), { kind: "ok", text: words.done });
};

/** One coupling, from both sides and for the team: why, who agreed, and how the transition goes (B1). */
export const serveCoupling = (desk: Desk): void => {
  desk.get("/koppelingen/:id", forRoles(COUPLERS, open));
  desk.post("/koppelingen/:id/antwoord", forRoles(COUPLERS, answer));
  desk.post("/koppelingen/:id/overgang", forRoles(COUPLERS, report));
};
