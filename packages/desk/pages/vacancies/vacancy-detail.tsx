import { randomUUID } from "node:crypto";
import { WITHDRAWAL_REASONS } from "#packages/domain/vacancy.ts";
import { namesOf } from "../../api/concepts.ts";
import { listRegions, type Region } from "../../api/regions.ts";
import { attempt } from "../../api/trouble.ts";
import {
  confirmVacancy,
  countProposals,
  findVacancy,
  type ProposalCounts,
  type VacancyView,
  withdrawVacancy,
} from "../../api/vacancies.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Radios } from "../../components/choices.tsx";
import { dayText } from "../../components/dates.ts";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Card, DataList, type Datum } from "../../components/lists.tsx";
import { BackLink, Heading, Link, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { formOf } from "../../frame/form.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn } from "../../frame/signed-in.ts";
import { useTexts, useView } from "../../frame/view.tsx";
import { typedOf } from "./answers.ts";
import { saveDraft } from "./draft.ts";
import { daysUntouched, isOld } from "./still-open.ts";
import { Answers } from "./summary.tsx";
import { StateBadge } from "./vacancy-list.tsx";

const ROLES = ["employer"] as const;

const typedFor = async (c: DeskContext, vacancy: VacancyView) => {
  const { api, language } = c.var;
  const uris = vacancy.requirements.map(({ competency }) => competency);
  const [competencies, occupations] = await Promise.all([
    namesOf(api, "competencies", uris, language),
    namesOf(api, "occupations", vacancy.occupation === undefined ? [] : [vacancy.occupation], language),
  ]);
  const names = [...competencies, ...occupations].map(([uri, { label }]) => [uri, label] as const);
  return typedOf(vacancy, new Map(names));
};

const regionsOf = async (c: DeskContext, vacancy: VacancyView): Promise<Region[]> => {
  const codes = new Set(vacancy.places.map(({ region }) => region));
  return (await listRegions(c.var.api)).filter(({ code }) => codes.has(code));
};

/** Who to call at the employer service point of the region where the work is (D1). */
const ServicePoint = ({ regions }: { readonly regions: readonly Region[] }) => {
  const { public: texts, vacancies } = useTexts();
  return (
    <Card>
      <Heading level={2}>{vacancies.detail.servicePoint}</Heading>
      {regions.map(({ name, desk }) => {
        const facts: (Datum | undefined)[] = [
          { key: vacancies.detail.desk, value: desk.name ?? name },
          desk.phone === undefined ? undefined : { key: texts.findDesk.phone, value: desk.phone },
          desk.email === undefined
            ? undefined
            : { key: texts.findDesk.email, value: <Link href={`mailto:${desk.email}`}>{desk.email}</Link> },
        ];
        return <DataList items={facts.filter((fact) => fact !== undefined)} />;
      })}
    </Card>
  );
};

type DetailProps = {
  readonly vacancy: VacancyView;
  readonly typed: Record<string, string[]>;
  readonly counts: ProposalCounts | undefined;
  readonly regions: readonly Region[];
  readonly old: boolean;
  readonly back: string;
};

const StillOpen = ({ vacancy }: Pick<DetailProps, "vacancy">) => {
  const { t, now } = useView();
  const words = t.vacancies.detail;
  return (
    <Alert kind="warning">
      <Heading level={2}>{words.stillOpen}</Heading>
      <Paragraph>{words.stillOpenText(daysUntouched(vacancy, now))}</Paragraph>
      <PostForm action={`/vacatures/${vacancy.id}/nog-open`}>
        <Buttons>
          <Button>{words.yesOpen}</Button>
          <ButtonLink kind="secondary" href={`/vacatures/${vacancy.id}/intrekken`}>
            {words.noClosed}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </Alert>
  );
};

const stateFacts = (
  { vacancy, counts }: Pick<DetailProps, "vacancy" | "counts">,
  view: ReturnType<typeof useView>,
) => {
  const { t, language } = view;
  const words = t.vacancies;
  const sum = (member: "open" | "held" | "filled"): number =>
    vacancy.places.reduce((total, place) => total + place[member], 0);
  const total = sum("open") + sum("held") + sum("filled");
  const facts: (Datum | undefined)[] = [
    { key: words.list.state, value: <StateBadge status={vacancy.status} /> },
    { key: words.list.positions, value: words.positionsText(sum("open"), total) },
    sum("held") === 0 ? undefined : { key: words.detail.held, value: String(sum("held")) },
    sum("filled") === 0 ? undefined : { key: words.detail.filled, value: String(sum("filled")) },
    counts === undefined
      ? undefined
      : { key: words.detail.proposals, value: words.proposalCounts(counts.open, counts.takenUp) },
    { key: words.detail.registered, value: dayText(vacancy.registeredAt, language) },
    { key: words.detail.lastChange, value: dayText(vacancy.changedAt, language) },
    vacancy.confirmedAt === undefined
      ? undefined
      : { key: words.detail.confirmed, value: dayText(vacancy.confirmedAt, language) },
  ];
  return facts.filter((fact) => fact !== undefined);
};

const Deeds = ({ vacancy }: Pick<DetailProps, "vacancy">) => {
  const words = useTexts().vacancies.detail;
  const path = `/vacatures/${vacancy.id}`;
  return (
    <div class="desk-deeds">
      {vacancy.status === "withdrawn" ? null : (
        <PostForm action={`${path}/wijzigen`}>
          <Button kind="secondary">{words.change}</Button>
        </PostForm>
      )}
      <PostForm action={`${path}/opnieuw`}>
        <Button kind="secondary">{words.duplicate}</Button>
      </PostForm>
      {vacancy.status === "withdrawn" ? null : (
        <ButtonLink kind="danger" href={`${path}/intrekken`}>
          {words.withdraw}
        </ButtonLink>
      )}
    </div>
  );
};

const Detail = (props: DetailProps) => {
  const { vacancy, typed, regions, old, back } = props;
  const view = useView();
  const { detail, peopleNever, withdraw } = view.t.vacancies;
  const { withdrawal } = vacancy;
  return (
    <>
      <BackLink href={back}>{detail.back}</BackLink>
      <Heading level={1}>{vacancy.title}</Heading>
      {withdrawal === undefined ? null : (
        <Alert kind="info">
          <Paragraph>
            {detail.withdrawn(withdraw.reasons[withdrawal.reason], dayText(withdrawal.at, view.language))}
          </Paragraph>
        </Alert>
      )}
      {old ? <StillOpen vacancy={vacancy} /> : null}
      <div class="desk-columns desk-wide">
        <div>
          <DataList items={stateFacts(props, view)} />
          <Paragraph quiet>{peopleNever}</Paragraph>
          <Deeds vacancy={vacancy} />
          <Heading level={2}>{detail.facts}</Heading>
          <Answers form={formOf(typed)} />
        </div>
        <div>
          <ServicePoint regions={regions} />
        </div>
      </div>
    </>
  );
};

const backOf = (c: DeskContext, id: string): string => {
  const cursor = c.req.query("vanaf");
  return `/vacatures${cursor === undefined ? "" : `?vanaf=${encodeURIComponent(cursor)}`}#v-${id}`;
};

const showDetail = async (c: DeskContext): Promise<Response> => {
  const { api, deps } = c.var;
  const { data: vacancy } = await findVacancy(api, c.req.param("id") ?? "");
  const [typed, counts, regions] = await Promise.all([
    typedFor(c, vacancy),
    vacancy.status === "open" ? countProposals(api, vacancy.id) : undefined,
    regionsOf(c, vacancy),
  ]);
  const old = isOld(vacancy, deps.now());
  return showPage(c, {
    title: vacancy.title,
    content: (
      <Detail
        vacancy={vacancy}
        typed={typed}
        counts={counts}
        regions={regions}
        old={old}
        back={backOf(c, vacancy.id)}
      />
    ),
  });
};

type ReceiptProps = { readonly vacancy: VacancyView; readonly regions: readonly Region[] };

const Receipt = ({ vacancy, regions }: ReceiptProps) => {
  const { receipt } = useTexts().vacancies;
  const steps = vacancy.kind === "open-hiring" ? receipt.openHiringSteps : receipt.steps;
  return (
    <>
      <div class="desk-receipt">
        <Heading level={1}>{receipt.title}</Heading>
        <Paragraph lead>{receipt.lead(regions.map(({ name }) => name).join(", "))}</Paragraph>
        {vacancy.nationalEmployer ? <Paragraph>{receipt.national}</Paragraph> : null}
        <Paragraph>
          {receipt.number}: <strong class="desk-code">{vacancy.id}</strong>
        </Paragraph>
      </div>
      <Heading level={2}>{receipt.next}</Heading>
      <ol class="desk-list">
        {steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <ServicePoint regions={regions} />
      <Buttons>
        <ButtonLink href={`/vacatures/${vacancy.id}`}>{receipt.toVacancy}</ButtonLink>
        <ButtonLink href="/vacatures/nieuw" kind="secondary">
          {receipt.another}
        </ButtonLink>
      </Buttons>
    </>
  );
};

const showReceipt = async (c: DeskContext): Promise<Response> => {
  const { data: vacancy } = await findVacancy(c.var.api, c.req.param("id") ?? "");
  const regions = await regionsOf(c, vacancy);
  return showPage(c, {
    title: c.var.t.vacancies.receipt.title,
    content: <Receipt vacancy={vacancy} regions={regions} />,
  });
};

/** A draft from a vacancy: to change it, under its version, or to post another like it. */
const draftFrom =
  (changing: boolean) =>
  async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
    const { data: vacancy, etag = "" } = await findVacancy(c.var.api, c.req.param("id") ?? "");
    const id = changing ? vacancy.id : randomUUID();
    const changes = changing ? { id: vacancy.id, etag } : undefined;
    await saveDraft(keeping, { id, form: formOf(await typedFor(c, vacancy)), changes }, c.var.deps.now());
    return c.redirect(`/vacatures/concept/${id}/controle`, 303);
  };

type WithdrawProps = { readonly vacancy: VacancyView; readonly errors: readonly FieldError[] };

const WithdrawPage = ({ vacancy, errors }: WithdrawProps) => {
  const { withdraw } = useTexts().vacancies;
  return (
    <>
      <BackLink href={`/vacatures/${vacancy.id}`}>{vacancy.title}</BackLink>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{withdraw.title}</Heading>
      <Paragraph lead>{withdraw.lead(vacancy.title)}</Paragraph>
      <PostForm>
        <HiddenField name="sleutel" value={randomUUID()} />
        <Radios
          name="reden"
          legend={withdraw.reason}
          error={errorOf(errors, "reden")}
          options={WITHDRAWAL_REASONS.map((value) => ({ value, label: withdraw.reasons[value] }))}
        />
        <Buttons>
          <Button kind="danger">{withdraw.button}</Button>
          <ButtonLink kind="subtle" href={`/vacatures/${vacancy.id}`}>
            {withdraw.keep}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};

const showWithdraw = async (c: DeskContext, errors: readonly FieldError[]): Promise<Response> => {
  const { data: vacancy } = await findVacancy(c.var.api, c.req.param("id") ?? "");
  return showPage(c, {
    title: c.var.t.vacancies.withdraw.title,
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 400 : 200,
    content: <WithdrawPage vacancy={vacancy} errors={errors} />,
  });
};

const withdraw = async (c: DeskContext): Promise<Response> => {
  const { form, t, api } = c.var;
  const reason = WITHDRAWAL_REASONS.find((one) => one === form.text("reden"));
  if (reason === undefined)
    return showWithdraw(c, [{ field: "reden", message: t.vacancies.withdraw.reasonMissing }]);
  const id = c.req.param("id") ?? "";
  await withdrawVacancy(api, id, reason, form.text("sleutel") || `withdraw-${id}`);
  return redirectWith(c, `/vacatures/${id}`, { kind: "ok", text: t.vacancies.withdraw.done });
};

const confirmOpen = async (c: DeskContext): Promise<Response> => {
  const id = c.req.param("id") ?? "";
  const { stillOpenThanks, notOpenNow } = c.var.t.vacancies.detail;
  const outcome = await attempt(confirmVacancy(c.var.api, id), [409]);
  return redirectWith(
    c,
    `/vacatures/${id}`,
    outcome.kind === "done" ? { kind: "ok", text: stillOpenThanks } : { kind: "warning", text: notOpenNow },
  );
};

/** One vacancy of the employer's own, and what can be done with it. */
export const serveVacancyDetail = (desk: Desk): void => {
  desk.get("/vacatures/:id", forRoles(ROLES, showDetail));
  desk.get("/vacatures/:id/ontvangen", forRoles(ROLES, showReceipt));
  desk.post("/vacatures/:id/wijzigen", forRoles(ROLES, draftFrom(true)));
  desk.post("/vacatures/:id/opnieuw", forRoles(ROLES, draftFrom(false)));
  desk.get(
    "/vacatures/:id/intrekken",
    forRoles(ROLES, (c) => showWithdraw(c, [])),
  );
  desk.post("/vacatures/:id/intrekken", forRoles(ROLES, withdraw));
  desk.post("/vacatures/:id/nog-open", forRoles(ROLES, confirmOpen));
};
