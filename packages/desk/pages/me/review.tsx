import { randomUUID } from "node:crypto";
import { ProposalId } from "#packages/domain/ids.ts";
import { REVIEW_SUBJECTS, ReviewSubject } from "#packages/domain/review-request.ts";
import { askReview, findOwnProposal, type ReviewView } from "../../api/me.ts";
import { attempt } from "../../api/trouble.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Radios } from "../../components/choices.tsx";
import { dayText } from "../../components/dates.ts";
import { TextArea } from "../../components/field.tsx";
import { ErrorSummary, errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Badge } from "../../components/lists.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Desk, DeskContext } from "../../frame/desk-env.ts";
import type { Form } from "../../frame/form.ts";
import { redirectWith, showPage } from "../../frame/show-page.tsx";
import { useView } from "../../frame/view.tsx";
import { ownPage } from "./own-page.ts";
import { ME } from "./paths.ts";
import { titleOf } from "./proposal.tsx";

const LONGEST_QUESTION = 2000;

const ReviewState = ({ review }: { readonly review: ReviewView }) => {
  const { t, language } = useView();
  const words = t.meRights;
  const { answer, dueAt, overdue } = review;
  if (answer !== undefined)
    return (
      <>
        <Badge kind="good">{words.outcomes[answer.outcome]}</Badge>
        <span class="desk-sub">{words.answered(dayText(answer.at, language))}</span>
        {answer.text === undefined ? null : <p class="nl-paragraph">{answer.text}</p>}
      </>
    );
  return overdue ? (
    <Badge kind="late">{words.overdue}</Badge>
  ) : (
    <Badge>{words.due(dayText(dueAt, language))}</Badge>
  );
};

/** What somebody asked people to look at again, newest first. */
export const Reviews = ({ items }: { readonly items: readonly ReviewView[] }) => {
  const { t, language } = useView();
  const words = t.meRights;
  if (items.length === 0) return null;
  return (
    <>
      <Heading level={3}>{words.reviewsTitle}</Heading>
      <ul class="desk-moves">
        {items.toReversed().map((review) => (
          <li class="desk-move">
            <strong>{words.subjects[review.subject]}</strong>
            <span class="desk-sub">{words.asked(dayText(review.requestedAt, language))}</span>
            {review.question === undefined ? null : <p class="nl-paragraph">{review.question}</p>}
            <ReviewState review={review} />
          </li>
        ))}
      </ul>
    </>
  );
};

type AskProps = {
  readonly form: Form;
  readonly proposal: { readonly id: string; readonly title: string } | undefined;
  readonly errors: readonly FieldError[];
};

const About = ({ form, proposal, errors }: AskProps) => {
  const { ask, subjects } = useView().t.meRights;
  if (proposal !== undefined)
    return (
      <>
        <HiddenField name="onderwerp" value="proposal" />
        <HiddenField name="voorstel" value={proposal.id} />
        <Paragraph>
          {ask.aboutProposal} <strong>{proposal.title}</strong>
        </Paragraph>
      </>
    );
  return (
    <Radios
      name="onderwerp"
      legend={ask.about}
      value={form.text("onderwerp")}
      error={errorOf(errors, "onderwerp")}
      options={REVIEW_SUBJECTS.filter((one) => one !== "proposal").map((value) => ({
        value,
        label: subjects[value],
      }))}
    />
  );
};

const AskPage = (props: AskProps) => {
  const { me, meRights } = useView().t;
  const { ask } = meRights;
  const { form, errors } = props;
  return (
    <>
      <BackLink href={ME.rights}>{meRights.title}</BackLink>
      <Heading level={1}>{ask.title}</Heading>
      <ErrorSummary errors={errors} />
      <Paragraph lead>{ask.lead}</Paragraph>
      <PostForm action={ME.review}>
        <HiddenField name="sleutel" value={form.text("sleutel") || randomUUID()} />
        <About {...props} />
        <TextArea
          name="vraag"
          label={ask.question}
          hint={ask.questionHint}
          optional
          rows={6}
          value={form.text("vraag")}
          error={errorOf(errors, "vraag")}
        />
        <Buttons>
          <Button>{ask.button}</Button>
          <ButtonLink href={ME.rights} kind="subtle">
            {me.edit.cancel}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};

/** The proposal that the question is about; 404 for one that is not the person's own. */
const proposalAsked = async (c: DeskContext, id: string): Promise<AskProps["proposal"]> => {
  if (id === "") return undefined;
  const { api, language, t } = c.var;
  const proposal = await findOwnProposal(api, language, id);
  return { id: proposal.id, title: titleOf(proposal, t) };
};

const show = async (c: DeskContext, id: string, errors: readonly FieldError[] = []): Promise<Response> => {
  const proposal = await proposalAsked(c, id);
  return showPage(c, {
    title: c.var.t.meRights.ask.title,
    status: errors.length === 0 ? 200 : 400,
    hasErrors: errors.length > 0,
    content: <AskPage form={c.var.form} proposal={proposal} errors={errors} />,
  });
};

const ask = async (c: DeskContext): Promise<Response> => {
  const { api, form, t } = c.var;
  const words = t.meRights.ask;
  const [question, id] = [form.text("vraag"), form.text("voorstel")];
  const subject = ReviewSubject.safeParse(form.text("onderwerp"));
  const proposalId = ProposalId.safeParse(id);
  const errors: FieldError[] = [
    ...(subject.success ? [] : [{ field: "onderwerp", message: words.aboutNeeded }]),
    ...(question.length > LONGEST_QUESTION ? [{ field: "vraag", message: words.questionLong }] : []),
  ];
  if (!subject.success || errors.length > 0) return show(c, id, errors);
  const body = {
    subject: subject.data,
    ...(proposalId.success ? { proposalId: proposalId.data } : {}),
    ...(question === "" ? {} : { question }),
  };
  const outcome = await attempt(askReview(api, body, form.text("sleutel") || randomUUID()), [400]);
  if (outcome.kind === "refused") return show(c, id, [{ field: "vraag", message: words.questionWrong }]);
  return redirectWith(c, `${ME.rights}#mens`, { kind: "ok", text: words.done });
};

/** Asking that a person looks again (GDPR 22). */
export const serveReview = (desk: Desk): void => {
  desk.get(
    ME.review,
    ownPage((c) => show(c, c.req.query("voorstel") ?? "")),
  );
  desk.post(ME.review, ownPage(ask));
};
