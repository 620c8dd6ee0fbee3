import type { ProposalDetail } from "#packages/api/routes/delivery-views.ts";
import {
  CONTACT_CHANNELS,
  CONTACT_OUTCOMES,
  CONTACT_PARTIES,
  NOT_PLACED_REASONS,
  REJECTION_REASONS,
} from "#packages/domain/proposal.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { DateField, type Option, Select, TextArea } from "../../components/field.tsx";
import { errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import type { Form } from "../../frame/form.ts";
import { useView } from "../../frame/view.tsx";
import { type Colleagues, colleagueName } from "./queue-address.ts";
import { regionOptions } from "./region-options.ts";
import { regionName } from "./words.ts";

export type DeedsProps = {
  readonly proposal: ProposalDetail;
  readonly colleagues: Colleagues;
  /** The list that somebody came from. */
  readonly back: string;
  readonly errors: readonly FieldError[];
  /** What was typed in the form that was refused. */
  readonly typed: Form;
  /** Made when the page is shown: a form that is sent twice does its work once. */
  readonly keyOfForm: string;
};
type Deed = ProposalDetail["deeds"][number];

const optionsOf = <K extends string>(values: readonly K[], texts: Readonly<Record<K, string>>): Option[] =>
  values.map((value) => ({ value, label: texts[value] }));

const Hiddens = ({
  deed,
  back,
  keyOfForm,
}: { readonly deed: string } & Pick<DeedsProps, "back" | "keyOfForm">) => (
  <>
    <HiddenField name="doe" value={deed} />
    <HiddenField name="terug" value={back} />
    <HiddenField name="sleutel" value={keyOfForm} />
  </>
);

/** Fields of a form have the deed in their names, since several forms stand on one page. */
const Note = ({ deed, errors, typed }: { readonly deed: string } & Pick<DeedsProps, "errors" | "typed">) => {
  const words = useView().t.team.proposal;
  const name = `notitie-${deed}`;
  return (
    <TextArea
      name={name}
      label={words.note}
      hint={words.noteHint}
      rows={2}
      optional
      value={typed.text(name)}
      error={errorOf(errors, name)}
    />
  );
};

/** What a decision asks beside a note. */
const DecisionField = ({ deed, errors, typed }: { readonly deed: Deed } & DeedsProps) => {
  const words = useView().t.team.proposal;
  const name = `keuze-${deed}`;
  const field = { name, error: errorOf(errors, name), value: typed.text(name) };
  switch (deed) {
    case "reject":
      return (
        <Select
          {...field}
          label={words.reason}
          none={words.chooseReason}
          options={optionsOf(REJECTION_REASONS, words.reasons)}
        />
      );
    case "not-place":
      return (
        <Select
          {...field}
          label={words.reason}
          none={words.chooseReason}
          options={optionsOf(NOT_PLACED_REASONS, words.notPlacedReasons)}
        />
      );
    case "check":
      return (
        <Select
          {...field}
          label={words.outcome}
          options={Object.entries(words.outcomes).map(([value, label]) => ({ value, label }))}
        />
      );
    case "place":
      return <DateField {...field} label={words.placeDate} />;
    default:
      return null;
  }
};

const DECISIONS = ["accept", "introduce", "place", "check", "not-place", "reject"] as const;
type Decision = (typeof DECISIONS)[number];

const titleOf = (deed: Decision, words: ReturnType<typeof useView>["t"]["team"]["proposal"]): string =>
  deed === "not-place" ? words.notPlace : words[deed];

const explanationOf = (
  deed: Decision,
  words: ReturnType<typeof useView>["t"]["team"]["proposal"],
): string | undefined => {
  const texts: Partial<Record<Decision, string>> = {
    accept: words.acceptText,
    introduce: words.introduceText,
    place: words.placeText,
  };
  return texts[deed];
};

const hasError = (errors: readonly FieldError[], deed: string): boolean =>
  errors.some(
    ({ field }) => field === `notitie-${deed}` || field === `keuze-${deed}` || field.endsWith(`-${deed}`),
  );

const DecisionForm = ({
  deed,
  first,
  ...props
}: { readonly deed: Decision; readonly first: boolean } & DeedsProps) => {
  const words = useView().t.team.proposal;
  const explanation = explanationOf(deed, words);
  return (
    <details class="desk-details" open={first || hasError(props.errors, deed)}>
      <summary class="desk-summary-line">{titleOf(deed, words)}</summary>
      <PostForm action={`/voorstellen/${props.proposal.id}/besluit`} label={titleOf(deed, words)}>
        <Hiddens deed={deed} {...props} />
        {explanation === undefined ? null : <Paragraph>{explanation}</Paragraph>}
        <DecisionField deed={deed} {...props} />
        <Note deed={deed} {...props} />
        <Button kind={deed === "reject" || deed === "not-place" ? "secondary" : "primary"}>
          {titleOf(deed, words)}
        </Button>
      </PostForm>
    </details>
  );
};

const ContactForm = (props: DeedsProps) => {
  const words = useView().t.team.proposal;
  const { errors, typed } = props;
  const field = (name: string) => ({ name, error: errorOf(errors, name), value: typed.text(name) });
  return (
    <details class="desk-details" open={hasError(errors, "contact")}>
      <summary class="desk-summary-line">{words.contact}</summary>
      <PostForm action={`/voorstellen/${props.proposal.id}/contact`} label={words.contact}>
        <Hiddens deed="contact" {...props} />
        <Select
          {...field("wie-contact")}
          label={words.party}
          options={optionsOf(CONTACT_PARTIES, words.contactParties)}
        />
        <Select
          {...field("hoe-contact")}
          label={words.channel}
          options={optionsOf(CONTACT_CHANNELS, words.channels)}
        />
        <Select
          {...field("uitkomst-contact")}
          label={words.contactOutcome}
          options={optionsOf(CONTACT_OUTCOMES, words.contactOutcomes)}
        />
        <Note deed="contact" {...props} />
        <Button kind="secondary">{words.save}</Button>
      </PostForm>
    </details>
  );
};

const PassOn = (props: DeedsProps) => {
  const { t } = useView();
  const words = t.team.proposal;
  const { proposal, colleagues, errors } = props;
  const can = (deed: Deed) => proposal.deeds.includes(deed);
  return (
    <>
      {can("assign") ? (
        <details class="desk-details" open={hasError(errors, "assign")}>
          <summary class="desk-summary-line">{words.assign}</summary>
          <PostForm action={`/voorstellen/${proposal.id}/toewijzen`} label={words.assign}>
            <Hiddens deed="assign" {...props} />
            <Select
              name="keuze-assign"
              label={words.colleague}
              none={t.components.choose}
              error={errorOf(errors, "keuze-assign")}
              options={colleagues.map(({ subject }) => ({
                value: subject,
                label: colleagueName(subject, colleagues),
              }))}
            />
            <Button kind="secondary">{words.assign}</Button>
          </PostForm>
        </details>
      ) : null}
      {can("hand-over") ? (
        <details class="desk-details" open={hasError(errors, "hand-over")}>
          <summary class="desk-summary-line">{words.handOver}</summary>
          <PostForm action={`/voorstellen/${proposal.id}/overdragen`} label={words.handOver}>
            <Hiddens deed="hand-over" {...props} />
            <Paragraph>{words.handOverText}</Paragraph>
            <Select
              name="keuze-hand-over"
              label={words.toRegion}
              none={t.components.choose}
              error={errorOf(errors, "keuze-hand-over")}
              options={regionOptions(proposal.region, words.neighbour)}
            />
            <Note deed="hand-over" {...props} />
            <Button kind="secondary">{words.handOver}</Button>
          </PostForm>
        </details>
      ) : null}
    </>
  );
};

const Answer = (props: DeedsProps) => {
  const { t, user } = useView();
  const words = t.team.proposal;
  const { proposal } = props;
  const { handOver } = proposal;
  if (handOver === undefined) return null;
  const mine = handOver.to === user?.region;
  return (
    <PostForm action={`/voorstellen/${proposal.id}/antwoord`} label={words.handOver}>
      <Hiddens deed="answer" {...props} />
      <Paragraph>
        <strong>
          {mine ? words.answerOffer(regionName(handOver.from)) : words.offeredTo(regionName(handOver.to))}
        </strong>
      </Paragraph>
      <Note deed="answer" {...props} />
      <Buttons>
        {mine ? (
          <Button name="antwoord" value="accepted">
            {words.takeOver}
          </Button>
        ) : null}
        <Button kind="secondary" name="antwoord" value="returned">
          {mine ? words.giveBack : words.takeBack}
        </Button>
      </Buttons>
    </PostForm>
  );
};

const ClaimForm = (props: DeedsProps) => {
  const { t } = useView();
  const { deeds, id } = props.proposal;
  const deed = deeds.includes("claim") ? "claim" : "release";
  if (!deeds.includes(deed)) return null;
  return (
    <PostForm action={`/voorstellen/${id}/oppakken`} label={t.team.queue[deed]}>
      <Hiddens deed={deed} {...props} />
      {deed === "claim" ? <Paragraph>{t.team.proposal.claimFirst}</Paragraph> : null}
      <Buttons>
        <Button kind={deed === "claim" ? "primary" : "subtle"}>{t.team.queue[deed]}</Button>
      </Buttons>
    </PostForm>
  );
};

/** All that somebody may do with a proposal now, as the API says. */
export const Deeds = (props: DeedsProps) => {
  const words = useView().t.team.proposal;
  const { deeds, handOver } = props.proposal;
  const decisions = DECISIONS.filter((deed) => deeds.includes(deed));
  return (
    <section class="desk-card desk-noprint" aria-labelledby="beslissen">
      <Heading level={2} id="beslissen">
        {words.decide}
      </Heading>
      {deeds.length === 0 && handOver === undefined ? <Paragraph>{words.noDeeds}</Paragraph> : null}
      <Answer {...props} />
      <ClaimForm {...props} />
      {decisions.map((deed, index) => (
        <DecisionForm deed={deed} first={index === 0} {...props} />
      ))}
      {deeds.includes("log-contact") ? <ContactForm {...props} /> : null}
      <PassOn {...props} />
    </section>
  );
};
