import { COUPLING_DECLINE_REASONS } from "#packages/domain/coupling.ts";
import type { CouplingDetail } from "../../api/couplings.ts";
import { Button, Buttons } from "../../components/button.tsx";
import { Checkbox, Radios } from "../../components/choices.tsx";
import { Select, TextArea, TextField } from "../../components/field.tsx";
import { errorOf, type FieldError, HiddenField, PostForm } from "../../components/form.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import type { Form } from "../../frame/form.ts";
import { useView } from "../../frame/view.tsx";

export type FormProps = {
  readonly coupling: CouplingDetail;
  readonly etag: string;
  readonly sendKey: string;
  readonly form: Form;
  readonly errors: readonly FieldError[];
  /** The queue that somebody came from. */
  readonly queue: string | undefined;
};

const Hiddens = ({ etag, sendKey, queue }: Pick<FormProps, "etag" | "sendKey" | "queue">) => (
  <>
    <HiddenField name="versie" value={etag} />
    <HiddenField name="sleutel" value={sendKey} />
    {queue === undefined ? null : <HiddenField name="terug" value={queue} />}
  </>
);

/** Agree wholly or in part, or decline with a reason. */
export const AnswerForm = ({ coupling, etag, sendKey, form, errors, queue }: FormProps) => {
  const { t } = useView();
  const words = t.couplings.answer;
  return (
    <section class="desk-card">
      <Heading level={2}>{words.title}</Heading>
      <PostForm action={`/koppelingen/${coupling.id}/antwoord`}>
        <Hiddens {...{ etag, sendKey, queue }} />
        <Radios
          name="antwoord"
          legend={words.legend}
          value={form.text("antwoord")}
          error={errorOf(errors, "antwoord")}
          options={[
            { value: "agree", label: words.agree },
            { value: "decline", label: words.decline },
          ]}
        />
        <TextField
          name="mensen"
          label={words.people}
          hint={words.peopleHint(coupling.people)}
          width="short"
          inputmode="numeric"
          value={form.text("mensen") || String(coupling.people)}
          error={errorOf(errors, "mensen")}
        />
        <Select
          name="reden"
          label={words.reason}
          hint={words.reasonHint}
          none={t.components.choose}
          value={form.text("reden")}
          error={errorOf(errors, "reden")}
          options={COUPLING_DECLINE_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
        />
        <TextArea
          name="toelichting"
          label={words.note}
          hint={words.noteHint}
          optional
          rows={3}
          value={form.text("toelichting")}
          error={errorOf(errors, "toelichting")}
        />
        <Buttons>
          <Button>{words.button}</Button>
        </Buttons>
      </PostForm>
    </section>
  );
};

/** How the transition goes, in totals: told twice, it is the same. */
export const TransitionForm = ({ coupling, etag, sendKey, form, errors, queue }: FormProps) => {
  const words = useView().t.couplings.transition;
  const { transition = { started: 0, stayed: 0, fellBack: 0 } } = coupling;
  const field = (name: string, known: number) => ({
    name,
    value: form.has(name) ? form.text(name) : String(known),
    error: errorOf(errors, name),
    width: "short" as const,
    inputmode: "numeric" as const,
  });
  return (
    <section class="desk-card">
      <Heading level={2}>{words.title}</Heading>
      <Paragraph>{words.lead}</Paragraph>
      <PostForm action={`/koppelingen/${coupling.id}/overgang`}>
        <Hiddens {...{ etag, sendKey, queue }} />
        <TextField {...field("begonnen", transition.started)} label={words.started} />
        <TextField {...field("gebleven", transition.stayed)} label={words.stayed} />
        <TextField {...field("teruggegaan", transition.fellBack)} label={words.fellBack} />
        <Checkbox
          name="klaar"
          id="klaar"
          value="ja"
          label={words.complete}
          checked={form.text("klaar") === "ja"}
        />
        <Buttons>
          <Button>{words.button}</Button>
        </Buttons>
      </PostForm>
    </section>
  );
};
