import type { ConceptName } from "../../api/concepts.ts";
import { Button, Buttons, EnterKey } from "../../components/button.tsx";
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
import { BackLink, Heading, Hidden, Paragraph } from "../../components/text.tsx";
import { useView } from "../../frame/view.tsx";
import { OCCUPATION_SUGGESTIONS } from "../concepts/suggestions.tsx";
import { type Group, groupsOf, idOf, NO_OCCUPATION, REASONS } from "./notice-answers.ts";
import type { NoticeDraft } from "./notice-draft.ts";

export type NoticeFormProps = {
  readonly draft: NoticeDraft;
  readonly errors: readonly FieldError[];
  /** Occupations to choose from, by group, where a title leaves doubt. */
  readonly choices: ReadonlyMap<number, readonly ConceptName[]>;
};

type GroupProps = Pick<NoticeFormProps, "errors" | "choices"> & {
  readonly group: Group;
  readonly index: number;
  readonly only: boolean;
};

const Occupation = ({ group, index, errors, choices }: GroupProps) => {
  const { t } = useView();
  const words = t.surplus.form;
  const offered = choices.get(index) ?? [];
  if (offered.length === 0) return <HiddenField name="beroep" value={group.beroep} />;
  return (
    <Select
      name="beroep"
      id={idOf("beroep", index)}
      label={words.occupation}
      none={t.components.choose}
      error={errorOf(errors, idOf("beroep", index))}
      value={group.beroep}
      options={[
        ...offered.map(({ uri, label }) => ({ value: uri, label })),
        { value: NO_OCCUPATION, label: words.occupationNone },
      ]}
    />
  );
};

const GroupFields = (props: GroupProps) => {
  const { group, index, errors, only } = props;
  const words = useView().t.surplus.form;
  const field = (name: Parameters<typeof idOf>[0]) => ({
    name,
    id: idOf(name, index),
    value: group[name],
    error: errorOf(errors, idOf(name, index)),
  });
  return (
    <div class="desk-group">
      <Fieldset legend={words.group(index + 1)} id={`groep-${index + 1}`}>
        <HiddenField name="groep" value={group.groep} />
        <HiddenField name="beroepvoor" value={group.beroepvoor} />
        <TextField
          {...field("functie")}
          label={words.jobTitle}
          hint={words.jobTitleHint}
          suggest={OCCUPATION_SUGGESTIONS}
        />
        <Occupation {...props} />
        <div class="desk-row">
          <TextField {...field("aantal")} label={words.headCount} width="short" inputmode="numeric" />
          <TextField {...field("postcode")} label={words.postcode} width="short" autocomplete="postal-code" />
        </div>
        <div class="desk-row">
          <DateField {...field("vrij")} label={words.available} hint={words.dateHint} />
          <DateField {...field("einde")} label={words.dismissal} hint={words.dateHint} optional />
        </div>
        <div class="desk-row">
          <Select
            {...field("duur")}
            label={words.kind}
            options={(["lasting", "temporary"] as const).map((value) => ({
              value,
              label: words.kinds[value],
            }))}
          />
          <DateField {...field("tot")} label={words.until} hint={words.untilHint} optional />
          <TextField {...field("uren")} label={words.hours} width="short" inputmode="numeric" optional />
        </div>
        {only ? null : (
          <Buttons>
            <Button kind="subtle" name="doe" value={`weg-${index}`}>
              {words.remove}
              <Hidden> {index + 1}</Hidden>
            </Button>
          </Buttons>
        )}
      </Fieldset>
    </div>
  );
};

/** All of a notice on one page: the firm, any number of groups, from when it may be known, and whom to call. */
export const NoticeForm = ({ draft, errors, choices }: NoticeFormProps) => {
  const { t, user } = useView();
  const words = t.surplus.form;
  const { form } = draft;
  const field = fieldsIn(form, errors);
  const groups = groupsOf(form);
  return (
    <>
      <BackLink href="/overschot">{t.surplus.list.title}</BackLink>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{draft.changes === undefined ? words.title : words.changeTitle}</Heading>
      <Paragraph lead>{words.lead}</Paragraph>
      <PostForm>
        <EnterKey value="verder" />
        <Fieldset legend={words.firm} id="bedrijf-groep">
          {user?.role === "sector-organisation" ? (
            <TextField
              {...field("kvk")}
              label={words.kvk}
              hint={words.kvkHint}
              width="middle"
              inputmode="numeric"
            />
          ) : null}
          <TextField {...field("bedrijf")} label={words.name} autocomplete="organization" />
        </Fieldset>
        <Checkboxes
          name="reden"
          legend={words.reasons}
          optional
          values={form.all("reden")}
          options={REASONS.map((value) => ({ value, label: words.reasonOf[value] }))}
        />
        {groups.map((group, index) => (
          <GroupFields
            group={group}
            index={index}
            errors={errors}
            choices={choices}
            only={groups.length === 1}
          />
        ))}
        <Buttons>
          <Button kind="secondary" name="doe" value="erbij">
            {words.add}
          </Button>
        </Buttons>
        <DateField {...field("embargo")} label={words.embargo} hint={words.embargoHint} optional />
        <Fieldset legend={words.contact} id="contact" optional>
          <TextField {...field("contactnaam")} label={words.contactName} autocomplete="name" />
          <TextField {...field("contactmail")} label={words.contactEmail} type="email" autocomplete="email" />
          <TextField
            {...field("contacttelefoon")}
            label={words.contactPhone}
            type="tel"
            width="middle"
            autocomplete="tel"
          />
        </Fieldset>
        <Buttons>
          <Button name="doe" value="verder">
            {words.toAbles}
          </Button>
        </Buttons>
      </PostForm>
    </>
  );
};
