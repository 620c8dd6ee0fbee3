import type { ApiTrouble } from "../../api/trouble.ts";
import { attempt, type Outcome } from "../../api/trouble.ts";
import { changeVacancy, registerVacancy } from "../../api/vacancies.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { Alert } from "../../components/flash.tsx";
import { ErrorSummary, PostForm } from "../../components/form.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { DeskContext } from "../../frame/desk-env.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import type { SignedIn } from "../../frame/signed-in.ts";
import { useTexts } from "../../frame/view.tsx";
import { inputOf, patchOf, type Step } from "./answers.ts";
import { findDraft, keyOf, throwAway, type VacancyDraft } from "./draft.ts";
import { Answers } from "./summary.tsx";
import { allErrors, refusedBy, type StepError } from "./validate.ts";

const stepPath = (id: string, step: Step): string => `/vacatures/concept/${id}/${step}?naar=controle`;

type CheckProps = {
  readonly draft: VacancyDraft;
  readonly errors: readonly StepError[];
  /** Why it cannot be done at all, whatever is changed. */
  readonly refusal?: string | undefined;
};

const CheckPage = ({ draft, errors, refusal }: CheckProps) => {
  const { list, check, form } = useTexts().vacancies;
  const changing = draft.changes !== undefined;
  return (
    <>
      <BackLink
        href={
          draft.changes === undefined
            ? `/vacatures/concept/${draft.id}/kunnen`
            : `/vacatures/${draft.changes.id}`
        }
      >
        {changing ? list.title : form.back}
      </BackLink>
      {/* Each leads to the question where it is put right. */}
      <ErrorSummary errors={errors} hrefOf={({ step, field }) => `${stepPath(draft.id, step)}#${field}`} />
      {refusal === undefined ? null : (
        <Alert kind="error">
          <Paragraph>{refusal}</Paragraph>
        </Alert>
      )}
      <Heading level={1}>{changing ? check.changeTitle : check.title}</Heading>
      <Paragraph lead>{check.lead}</Paragraph>
      <Answers form={draft.form} changeAt={(step) => stepPath(draft.id, step)} />
      <PostForm>
        <Buttons>
          <Button>{changing ? check.save : check.place}</Button>
        </Buttons>
      </PostForm>
    </>
  );
};

const show = (c: DeskContext, page: CheckProps): Promise<Response> => {
  const { check } = c.var.t.vacancies;
  const hasErrors = page.errors.length > 0 || page.refusal !== undefined;
  return showPage(c, {
    title: page.draft.changes === undefined ? check.title : check.changeTitle,
    hasErrors,
    status: hasErrors ? 400 : 200,
    content: <CheckPage {...page} />,
  });
};

export const showCheck = async (c: DeskContext, { keeping }: SignedIn): Promise<Response> => {
  const draft = await findDraft(keeping, c.req.param("id") ?? "");
  return draft === undefined ? c.redirect("/vacatures", 303) : show(c, { draft, errors: [] });
};

type Sent = Outcome<{ readonly id: string; readonly changed: boolean }>;

const send = async (c: DeskContext, draft: VacancyDraft, kvkNumber: string): Promise<Sent> => {
  const { api } = c.var;
  const { changes, form } = draft;
  if (changes !== undefined) {
    const change = changeVacancy(api, changes.id, patchOf(form, kvkNumber), changes.etag);
    const outcome = await attempt(change, [400, 409, 412]);
    return outcome.kind === "done" ? { kind: "done", value: { id: changes.id, changed: true } } : outcome;
  }
  const body = inputOf(form, kvkNumber);
  const outcome = await attempt(registerVacancy(api, body, keyOf(draft.id, body)));
  return outcome.kind === "done"
    ? { kind: "done", value: { id: outcome.value.data.id, changed: false } }
    : outcome;
};

const refusalOf = ({ status }: ApiTrouble, c: DeskContext): string | undefined => {
  const { check } = c.var.t.vacancies;
  const texts: Readonly<Record<number, string>> = { 409: check.notNow, 412: check.changedMeanwhile };
  return texts[status];
};

/** Sends the draft to the API: a new vacancy, or the change of one. What is refused is shown here, with nothing lost. */
export const postDraft = async (c: DeskContext, { keeping, user }: SignedIn): Promise<Response> => {
  const id = c.req.param("id") ?? "";
  const draft = await findDraft(keeping, id);
  // Sent before: it is in the list by now.
  if (draft === undefined) return c.redirect("/vacatures", 303);
  const { t, deps } = c.var;
  const changing = draft.changes !== undefined;
  const errors = allErrors({ form: draft.form, words: t.vacancies, now: deps.now(), changing });
  if (errors.length > 0) return show(c, { draft, errors });
  const sent = await send(c, draft, user.kvkNumber ?? "");
  if (sent.kind === "refused") {
    const { trouble } = sent;
    return show(c, {
      draft,
      errors: refusedBy(trouble, draft.form, t.vacancies),
      refusal: refusalOf(trouble, c),
    });
  }
  await throwAway(keeping, id);
  if (sent.value.changed)
    return redirectWith(c, `/vacatures/${sent.value.id}`, { kind: "ok", text: t.vacancies.detail.changed });
  return c.redirect(`/vacatures/${sent.value.id}/ontvangen`, 303);
};
