import type { ConceptName } from "../../api/concepts.ts";
import { Button } from "../../components/button.tsx";
import { Checkboxes, Fieldset, Radios } from "../../components/choices.tsx";
import { DateField, Select, TextArea, TextField } from "../../components/field.tsx";
import { errorOf, type FieldError, fieldsIn, HiddenField } from "../../components/form.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import type { Form } from "../../frame/form.ts";
import { useTexts } from "../../frame/view.tsx";
import { COMPETENCY_SUGGESTIONS, OCCUPATION_SUGGESTIONS } from "../concepts/suggestions.tsx";
import { NO_OCCUPATION, type Wish } from "./answers.ts";
import { placesOf, totalPositions } from "./places.ts";

export type Question = { readonly form: Form; readonly errors: readonly FieldError[] };

type WorkProps = Question & {
  readonly occupations: readonly ConceptName[];
  readonly notice: string | undefined;
};

const LEADS_TO = ["course", "practice-statement", "certificate", "diploma"] as const;
const KINDS = ["regular", "learning", "open-hiring"] as const;

/** What work. The occupation is asked only when the title leaves doubt. */
export const WorkQuestion = ({ form, errors, occupations, notice }: WorkProps) => {
  const words = useTexts().vacancies.form;
  const field = fieldsIn(form, errors);
  return (
    <>
      <TextField
        {...field("werk")}
        label={words.titleLabel}
        hint={words.titleHint}
        suggest={OCCUPATION_SUGGESTIONS}
      />
      <HiddenField name="beroepvoor" value={form.text("beroepvoor")} />
      <HiddenField name="beroepnaam" value={form.text("beroepnaam")} />
      {occupations.length === 0 ? (
        <HiddenField name="beroep" value={form.text("beroep")} />
      ) : (
        <>
          <Radios
            {...field("beroep")}
            legend={words.occupationLegend}
            hint={words.occupationHint}
            options={[
              ...occupations.map(({ uri, label }) => ({ value: uri, label })),
              { value: NO_OCCUPATION, label: words.occupationNone },
            ]}
          />
          <Paragraph quiet>{notice}</Paragraph>
        </>
      )}
      <TextArea
        {...field("omschrijving")}
        label={words.descriptionLabel}
        hint={words.descriptionHint}
        optional
      />
      <div class="desk-when-group">
        <Radios
          name="soort"
          legend={words.kindLegend}
          value={form.text("soort") || "regular"}
          error={errorOf(errors, "soort")}
          options={KINDS.map((kind) => {
            const { label, hint } = words.kinds[kind];
            return { value: kind, label, ...(hint === "" ? {} : { hint }) };
          })}
        />
        <LearningFields form={form} errors={errors} />
      </div>
    </>
  );
};

/** Shown when the choice above is a learning job, by style alone. */
const LearningFields = ({ form, errors }: Question) => {
  const { vacancies, components } = useTexts();
  const words = vacancies.form;
  const field = fieldsIn(form, errors);
  return (
    <div class="desk-when desk-when--learning">
      <Fieldset legend={words.learningLegend}>
        <Select
          {...field("leidttoe")}
          label={words.leadsToLabel}
          none={components.choose}
          options={LEADS_TO.map((value) => ({ value, label: words.leadsTo[value] }))}
        />
        <TextField
          {...field("weken")}
          label={words.weeksLabel}
          hint={words.weeksHint}
          width="short"
          inputmode="numeric"
        />
        <YesNo name="erkend" legend={words.recognisedLegend} form={form} error={errorOf(errors, "erkend")} />
      </Fieldset>
    </div>
  );
};

type YesNoProps = {
  readonly name: string;
  readonly legend: string;
  readonly form: Form;
  readonly error?: string | undefined;
  readonly optional?: boolean;
};

const YesNo = ({ name, legend, form, error, optional = false }: YesNoProps) => {
  const { components } = useTexts();
  return (
    <Radios
      name={name}
      legend={legend}
      optional={optional}
      error={error}
      value={form.text(name)}
      options={[
        { value: "ja", label: components.yes },
        { value: "nee", label: components.no },
      ]}
    />
  );
};

const CONTRACTS = ["permanent", "temporary", "agency", "on-call"] as const;

export const WhenQuestion = ({ form, errors }: Question) => {
  const words = useTexts().vacancies.form;
  const field = fieldsIn(form, errors);
  return (
    <>
      <DateField {...field("begin")} label={words.startLabel} hint={words.dateHint} optional />
      <div class="desk-row">
        <TextField
          {...field("urenmin")}
          label={words.hoursMinLabel}
          optional
          width="short"
          inputmode="numeric"
        />
        <TextField
          {...field("urenmax")}
          label={words.hoursMaxLabel}
          optional
          width="short"
          inputmode="numeric"
        />
      </div>
      <YesNo name="onregelmatig" legend={words.irregularLegend} form={form} optional />
      <Checkboxes
        name="contract"
        legend={words.contractLegend}
        optional
        error={errorOf(errors, "contract")}
        values={form.all("contract")}
        options={CONTRACTS.map((value) => ({ value, label: words.contracts[value] }))}
      />
      <DateField {...field("sluit")} label={words.closingLabel} optional />
    </>
  );
};

export const PeopleQuestion = ({ form, errors }: Question) => {
  const words = useTexts().vacancies.form;
  const field = fieldsIn(form, errors);
  return (
    <>
      {placesOf(form).length > 1 ? (
        <Paragraph>{words.positionsTotal(totalPositions(form), placesOf(form).length)}</Paragraph>
      ) : (
        <TextField {...field("aantal")} label={words.positionsLabel} width="short" inputmode="numeric" />
      )}
      <Fieldset legend={words.contactLegend} hint={words.contactHint} id="contact" optional>
        <TextField {...field("contactnaam")} label={words.contactName} autocomplete="name" />
        <TextField {...field("contactmail")} label={words.contactEmail} type="email" autocomplete="email" />
        <TextField
          name="contacttelefoon"
          label={words.contactPhone}
          type="tel"
          width="middle"
          value={form.text("contacttelefoon")}
          autocomplete="tel"
        />
      </Fieldset>
    </>
  );
};

type AbleRow = Pick<ConceptName, "uri" | "label"> &
  Pick<Wish, "weight"> & { readonly importance: Wish["importance"] | "none" };

/** Competencies to choose from: those chosen, those of the occupation, and what was searched for. */
export type AbleProps = Question & {
  readonly occupation: string | undefined;
  readonly rows: readonly AbleRow[];
  readonly searched: string;
  readonly found: readonly ConceptName[];
  readonly notice: string | undefined;
};

const SHOWN_LICENCES = ["B", "BE", "C", "CE", "D", "T"];

export const AbleQuestion = ({ form, errors, occupation, rows, searched, found, notice }: AbleProps) => {
  const words = useTexts().vacancies.form;
  const shown: readonly AbleRow[] = [
    ...rows,
    ...found.map((concept) => ({ ...concept, importance: "none" as const })),
  ];
  return (
    <>
      <Paragraph>
        {occupation === undefined ? words.competencyNoOccupation : words.competencyIntro(occupation)}
      </Paragraph>
      {shown.length === 0 ? null : <Heading level={2}>{words.competencyLegend}</Heading>}
      <div class="desk-wishes">
        {shown.map(({ uri, label, importance, weight }, index) => (
          <div class="desk-wish">
            <HiddenField name="competentie" value={uri} />
            <HiddenField name="competentienaam" value={label} />
            <HiddenField name="gewicht" value={weight === undefined ? "" : String(weight)} />
            <Select
              name="belang"
              id={`belang-${index}`}
              label={label}
              value={importance}
              options={(["none", "nice", "must"] as const).map((value) => ({
                value,
                label: words.importance[value],
              }))}
            />
          </div>
        ))}
      </div>
      <TextField
        name="zoek"
        label={words.searchLabel}
        hint={words.searchHint}
        optional
        value={searched}
        error={errorOf(errors, "zoek")}
        suggest={COMPETENCY_SUGGESTIONS}
        beside={
          <Button kind="secondary" name="doe" value="zoek">
            {words.searchButton}
          </Button>
        }
      />
      {searched !== "" && found.length === 0 ? <Paragraph>{words.searchEmpty(searched)}</Paragraph> : null}
      <Checkboxes
        name="rijbewijs"
        legend={words.licencesLegend}
        optional
        values={form.all("rijbewijs")}
        options={SHOWN_LICENCES.map((value) => ({ value, label: value }))}
      />
      {notice === undefined ? null : <Paragraph quiet>{notice}</Paragraph>}
    </>
  );
};
