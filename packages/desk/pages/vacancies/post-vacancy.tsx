import { randomUUID } from "node:crypto";
import type { Child } from "hono/jsx";
import {
  type ConceptName,
  findOccupation,
  searchCompetencies,
  searchOccupations,
} from "../../api/concepts.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { ErrorSummary, type FieldError, PostForm } from "../../components/form.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import { type Form, formOf } from "../../frame/form.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { forRoles, type SignedIn, typedBefore } from "../../frame/signed-in.ts";
import { showTrouble } from "../../frame/trouble-page.tsx";
import { useTexts } from "../../frame/view.tsx";
import { fieldsOf, NO_OCCUPATION, STEPS, type Step, wishesOf } from "./answers.ts";
import { postDraft, showCheck } from "./check-vacancy.tsx";
import { findDraft, newDraft, saveDraft, throwAway, type VacancyDraft, withAnswers } from "./draft.ts";
import { placesOf, rearranged } from "./places.ts";
import { type AbleProps, AbleQuestion, PeopleQuestion, WhenQuestion, WorkQuestion } from "./questions.tsx";
import { errorsOf } from "./validate.ts";
import { WhereQuestion } from "./where-question.tsx";

const ROLES = ["employer"] as const;
export const draftPath = (id: string, step: Step | "controle"): string => `/vacatures/concept/${id}/${step}`;

const stepNamed = (name: string | undefined): Step | undefined => STEPS.find((step) => step === name);
const after = (step: Step): Step | "controle" => STEPS[STEPS.indexOf(step) + 1] ?? "controle";

/** What a question needs beside the answers: occupations to choose from, competencies of the occupation. */
type Help = {
  readonly occupations?: readonly ConceptName[];
  readonly notice?: string | undefined;
  readonly able?: Omit<AbleProps, "form" | "errors" | "notice">;
};

type StepPageProps = {
  readonly step: Step;
  readonly draft: VacancyDraft;
  readonly errors: readonly FieldError[];
  readonly help: Help;
  readonly toCheck: boolean;
};

const questionOf = ({ step, draft: { form }, errors, help }: StepPageProps): Child => {
  const asked = { form, errors };
  const { occupations = [], notice, able } = help;
  const questions: Readonly<Record<Step, () => Child>> = {
    werk: () => <WorkQuestion {...asked} occupations={occupations} notice={notice} />,
    waar: () => <WhereQuestion {...asked} />,
    wanneer: () => <WhenQuestion {...asked} />,
    mensen: () => <PeopleQuestion {...asked} />,
    kunnen: () => (able === undefined ? null : <AbleQuestion {...asked} {...able} notice={notice} />),
  };
  return questions[step]();
};

const StepPage = (props: StepPageProps) => {
  const { step, draft, errors, toCheck } = props;
  const { components, vacancies } = useTexts();
  const words = vacancies.form;
  const index = STEPS.indexOf(step);
  const before = STEPS[index - 1];
  const back = before === undefined ? "/vacatures" : draftPath(draft.id, before);
  return (
    <>
      <BackLink href={toCheck ? draftPath(draft.id, "controle") : back}>
        {before === undefined || toCheck ? vacancies.list.title : words.back}
      </BackLink>
      <ErrorSummary errors={errors} />
      <p class="desk-steps">{components.steps(index + 1, STEPS.length)}</p>
      <Heading level={1}>{words.steps[step]}</Heading>
      <PostForm>
        {questionOf(props)}
        <Buttons>
          <Button name="doe" value="verder">
            {toCheck ? words.saveChange : words.continue}
          </Button>
        </Buttons>
      </PostForm>
      <Paragraph quiet>{words.saved}</Paragraph>
    </>
  );
};

/** Competencies to show: those chosen first, then those of the occupation, then what a search found. */
const ableHelp = async (c: DeskContext, form: Form, searched: string): Promise<Help> => {
  const { api, language } = c.var;
  const uri = form.text("beroep");
  const [occupation, found] = await Promise.all([
    uri === "" || uri === NO_OCCUPATION ? undefined : findOccupation(api, uri, language),
    searched === "" ? undefined : searchCompetencies(api, { q: searched, language, limit: 12 }),
  ]);
  const chosen = wishesOf(form);
  const have = new Set(chosen.map((wish) => wish.uri));
  const suggested = (occupation?.essential ?? []).filter((one) => !have.has(one.uri));
  for (const one of suggested) have.add(one.uri);
  const fresh = (found?.items ?? []).filter((one) => !have.has(one.uri));
  return {
    notice: c.var.t.vacancies.form.taxonomy,
    able: {
      occupation: occupation?.label,
      rows: [...chosen, ...suggested.map((one) => ({ ...one, importance: "none" as const }))],
      searched,
      found: fresh,
    },
  };
};

const showStep = (c: DeskContext, page: StepPageProps): Promise<Response> =>
  showPage(c, {
    title: c.var.t.vacancies.form.steps[page.step],
    hasErrors: page.errors.length > 0,
    status: page.errors.length > 0 ? 400 : 200,
    content: <StepPage {...page} />,
  });

const goesToCheck = (c: DeskContext): boolean => c.req.query("naar") === "controle";

const openStep = async (c: DeskContext, who: SignedIn): Promise<Response> => {
  const step = stepNamed(c.req.param("step"));
  const id = c.req.param("id") ?? "";
  if (step === undefined) return showTrouble(c, "not-found");
  const draft = (await findDraft(who.keeping, id)) ?? newDraft(id);
  const typed = await typedBefore(c, who);
  const form = typed === undefined ? draft.form : withAnswers(draft.form, fieldsOf(step, typed), typed);
  const help = step === "kunnen" ? await ableHelp(c, form, "") : {};
  return showStep(c, { step, draft: { ...draft, form }, errors: [], help, toCheck: goesToCheck(c) });
};

const sameWords = (one: string, other: string): boolean =>
  one.localeCompare(other, "nl", { sensitivity: "base" }) === 0;

/**
 * The occupation of a title: known already, surely meant, or to be asked. A title that is exactly the name of an occupation is
 * not asked about.
 */
const linkOccupation = async (c: DeskContext, form: Form): Promise<{ form: Form; help: Help }> => {
  const title = form.text("werk");
  const isFor = form.text("beroepvoor") === title;
  if (isFor && form.text("beroep") !== "") return { form, help: {} };
  const { items, notice } = await searchOccupations(c.var.api, { q: title, language: c.var.language });
  const exact = items.find(({ label }) => sameWords(label, title));
  const chosen = exact?.uri ?? (items.length === 0 ? NO_OCCUPATION : "");
  const linked = formOf({
    ...form.typed,
    beroepvoor: [title],
    beroep: [chosen],
    beroepnaam: exact === undefined ? [] : [exact.label],
  });
  return chosen === "" ? { form: linked, help: { occupations: items, notice } } : { form: linked, help: {} };
};

/** The name of the occupation that somebody chose of those offered. */
const nameChosen = async (c: DeskContext, form: Form): Promise<Form> => {
  const uri = form.text("beroep");
  if (uri === "" || uri === NO_OCCUPATION || form.text("beroepnaam") !== "") return form;
  const occupation = await findOccupation(c.var.api, uri, c.var.language);
  return formOf({ ...form.typed, beroepnaam: occupation === undefined ? [] : [occupation.label] });
};

type Answered = { readonly form: Form; readonly help: Help; readonly stay: boolean };

const isSearch = (c: DeskContext): boolean => c.var.form.text("doe") === "zoek";

/** What comes of the answers to a question: on to the next one, or the same again with more to choose from. */
const workAnswers = async (c: DeskContext, step: Step, form: Form): Promise<Answered> => {
  if (step === "werk") {
    const { form: linked, help } = await linkOccupation(c, form);
    return { form: await nameChosen(c, linked), help, stay: help.occupations !== undefined };
  }
  if (step === "kunnen" && isSearch(c))
    return { form, help: await ableHelp(c, form, c.var.form.text("zoek")), stay: true };
  return { form, help: {}, stay: false };
};

/** A place of work more or less: the same question again, at the place that is the last now. */
const rearrange = async (
  c: DeskContext,
  keeping: SignedIn["keeping"],
  draft: VacancyDraft,
): Promise<Response> => {
  await saveDraft(keeping, draft, c.var.deps.now());
  const query = goesToCheck(c) ? "?naar=controle" : "";
  return c.redirect(`${draftPath(draft.id, "waar")}${query}#werkplek-${placesOf(draft.form).length}`, 303);
};

const answerStep = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const step = stepNamed(c.req.param("step"));
  const id = c.req.param("id") ?? "";
  if (step === undefined) return showTrouble(c, "not-found");
  const { t, deps } = c.var;
  const draft = (await findDraft(keeping, id)) ?? newDraft(id);
  const form = withAnswers(draft.form, fieldsOf(step, c.var.form), c.var.form);
  const other = step === "waar" ? rearranged(form, c.var.form.text("doe")) : undefined;
  if (other !== undefined) return rearrange(c, keeping, { ...draft, form: other });
  const asking = { form, words: t.vacancies, now: deps.now(), changing: draft.changes !== undefined };
  const errors = errorsOf(step, asking);
  const toCheck = goesToCheck(c);
  const answered =
    errors.length > 0
      ? { form, help: step === "kunnen" ? await ableHelp(c, form, "") : {}, stay: true }
      : await workAnswers(c, step, form);
  const saved = { ...draft, form: answered.form };
  await saveDraft(keeping, saved, deps.now());
  if (answered.stay) return showStep(c, { step, draft: saved, errors, help: answered.help, toCheck });
  return c.redirect(draftPath(id, toCheck ? "controle" : after(step)), 303);
};

const removeDraft = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  await throwAway(keeping, c.req.param("id") ?? "");
  return redirectWith(c, "/vacatures", { kind: "ok", text: c.var.t.vacancies.list.draftGone });
};

/** Posting a vacancy in five questions, a check, and a receipt; what was typed is kept on the server at each step. */
export const servePostVacancy = (desk: Desk): void => {
  desk.get(
    "/vacatures/nieuw",
    forRoles(ROLES, (c) => c.redirect(draftPath(randomUUID(), "werk"), 303)),
  );
  desk.get("/vacatures/concept/:id/controle", forRoles(ROLES, showCheck));
  desk.post("/vacatures/concept/:id/controle", forRoles(ROLES, postDraft));
  desk.post("/vacatures/concept/:id/weg", forRoles(ROLES, removeDraft));
  desk.get("/vacatures/concept/:id/:step", forRoles(ROLES, openStep));
  desk.post("/vacatures/concept/:id/:step", forRoles(ROLES, answerStep));
};
