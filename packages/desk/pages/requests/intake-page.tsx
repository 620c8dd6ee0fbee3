import { currentWording } from "#packages/domain/consent-wordings.ts";
import { SITUATIONS } from "#packages/domain/situation.ts";
import type { ConceptName } from "../../api/concepts.ts";
import { Button, ButtonLink, Buttons } from "../../components/button.tsx";
import { Checkboxes, Fieldset } from "../../components/choices.tsx";
import { DateField, Select, TextField } from "../../components/field.tsx";
import {
  ErrorSummary,
  errorOf,
  type FieldError,
  fieldsIn,
  HiddenField,
  PostForm,
} from "../../components/form.tsx";
import { BackLink, Heading, Paragraph } from "../../components/text.tsx";
import type { Form } from "../../frame/form.ts";
import { useView } from "../../frame/view.tsx";
import { OCCUPATION_SUGGESTIONS } from "../concepts/suggestions.tsx";
import { WORK_LINES, type WorkLine, workFields } from "./intake-form.ts";
import { pathOfRequest } from "./words.ts";

/** Occupations to choose from, by line, where a title leaves doubt. */
export type Choices = ReadonlyMap<WorkLine, readonly ConceptName[]>;

export type IntakeProps = {
  readonly id: string;
  readonly form: Form;
  readonly errors: readonly FieldError[];
  readonly choices: Choices;
};

const WhoItIs = ({ form, errors }: IntakeProps) => {
  const { t } = useView();
  const words = t.requests.intake;
  const field = fieldsIn(form, errors);
  return (
    <Fieldset legend={words.person} id="wie" hint={words.personHint}>
      <div class="desk-row">
        <TextField {...field("voornaam")} label={words.givenName} />
        <TextField {...field("achternaam")} label={words.familyName} />
      </div>
      <TextField {...field("postcode")} label={words.postcode} width="short" />
      <Select
        {...field("situatie")}
        label={words.situation}
        options={SITUATIONS.map((value) => ({ value, label: t.help.self.situations[value] }))}
      />
      <TextField {...field("email")} label={words.email} type="email" optional />
      <TextField {...field("telefoon")} label={words.phone} type="tel" width="middle" optional />
    </Fieldset>
  );
};

const Line = ({ form, errors, choices, line }: IntakeProps & { readonly line: WorkLine }) => {
  const { t } = useView();
  const words = t.requests.intake;
  const names = workFields(line);
  const field = fieldsIn(form, errors);
  const offered = choices.get(line) ?? [];
  return (
    <>
      <TextField
        {...field(names.title)}
        label={line === 1 ? words.title1 : words.titleMore(line)}
        optional={line > 1}
        suggest={OCCUPATION_SUGGESTIONS}
      />
      <HiddenField name={names.of} value={form.text(names.of)} />
      {offered.length === 0 ? (
        <HiddenField name={names.occupation} value={form.text(names.occupation)} />
      ) : (
        <Select
          {...field(names.occupation)}
          label={words.choose(form.text(names.title))}
          none={t.components.choose}
          options={offered.map(({ uri, label }) => ({ value: uri, label }))}
        />
      )}
    </>
  );
};

const Terms = ({ form, errors }: IntakeProps) => {
  const words = useView().t.requests.intake;
  const field = fieldsIn(form, errors);
  return (
    <Fieldset legend={words.terms} id="uren">
      <div class="desk-row">
        <TextField {...field("urenmin")} label={words.hoursMin} width="short" inputmode="numeric" optional />
        <TextField {...field("urenmax")} label={words.hoursMax} width="short" inputmode="numeric" optional />
      </div>
      <DateField {...field("beschikbaar")} label={words.available} hint={words.dateHint} optional />
      <TextField
        {...field("reis")}
        label={words.reach}
        hint={words.reachHint}
        width="short"
        inputmode="numeric"
        optional
      />
    </Fieldset>
  );
};

/** What the person agrees to, in the words that are kept with the consent (S4). */
const Consent = ({ form, errors }: IntakeProps) => {
  const words = useView().t.requests.intake;
  return (
    <>
      <Heading level={2}>{words.consent}</Heading>
      <Paragraph>{words.consentHint}</Paragraph>
      <blockquote class="desk-quote" lang="nl">
        {currentWording("matching").text}
      </blockquote>
      <Checkboxes
        name="toestemming"
        legend={words.consentLegend}
        error={errorOf(errors, "toestemming")}
        values={form.all("toestemming")}
        options={[{ value: "ja", label: words.consentYes }]}
      />
      <DateField {...fieldsIn(form, errors)("toestemmingsdag")} label={words.consentDay} />
    </>
  );
};

/** What came up in the intake: who it is, which work, and the consent without which there is no profile. */
export const IntakePage = (props: IntakeProps) => {
  const { id, form, errors } = props;
  const words = useView().t.requests.intake;
  return (
    <>
      <BackLink href={pathOfRequest(id)}>{words.back}</BackLink>
      <Heading level={1}>{words.title}</Heading>
      <ErrorSummary errors={errors} />
      <Paragraph lead>{words.lead}</Paragraph>
      <PostForm action={`${pathOfRequest(id)}/profiel`}>
        <HiddenField name="sleutel" value={form.text("sleutel")} />
        <WhoItIs {...props} />
        <Fieldset legend={words.work} id="werk" hint={words.workHint}>
          {WORK_LINES.map((line) => (
            <Line {...props} line={line} />
          ))}
        </Fieldset>
        <Terms {...props} />
        <Consent {...props} />
        <Buttons>
          <Button>{words.save}</Button>
          <ButtonLink href={pathOfRequest(id)} kind="subtle">
            {words.cancel}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>
  );
};
