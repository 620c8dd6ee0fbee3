import type { PropsWithChildren } from "hono/jsx";
import { useTexts } from "../frame/view.tsx";
import type { FieldProps, Option } from "./field.tsx";

type FieldsetProps = PropsWithChildren<{
  readonly legend: string;
  /** Id of the group, for links from the error summary. */
  readonly id?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
}>;

/** Fields that answer one question together. */
export const Fieldset = ({ legend, id, hint, error, optional = false, children }: FieldsetProps) => {
  const { components } = useTexts();
  const ids = [
    hint === undefined ? undefined : `${id}-uitleg`,
    error === undefined ? undefined : `${id}-fout`,
  ];
  return (
    <fieldset
      class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset desk-fieldset"
      id={id}
      tabindex={id === undefined ? undefined : -1}
      aria-describedby={ids.filter((each) => each !== undefined).join(" ") || undefined}
    >
      <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">
        {legend}
        {optional ? <span class="desk-optional"> ({components.optional})</span> : null}
      </legend>
      {hint === undefined ? null : (
        <div class="utrecht-form-field-description" id={`${id}-uitleg`}>
          {hint}
        </div>
      )}
      {error === undefined ? null : (
        <div class="utrecht-form-field-error-message" id={`${id}-fout`}>
          <span class="desk-hidden">{components.errorWord}: </span>
          {error}
        </div>
      )}
      {children}
    </fieldset>
  );
};

type ChoiceProps = Option & { readonly name: string; readonly id: string; readonly checked: boolean };

const Label = ({ id, label, hint }: Pick<ChoiceProps, "id" | "label" | "hint">) => (
  <div class="desk-choice__text">
    <label class="utrecht-form-label" for={id}>
      {label}
    </label>
    {hint === undefined ? null : (
      <div class="desk-choice__hint" id={`${id}-uitleg`}>
        {hint}
      </div>
    )}
  </div>
);

const Radio = ({ name, id, value, label, hint, checked }: ChoiceProps) => (
  <div class="desk-choice">
    <input
      class="utrecht-radio-button utrecht-radio-button--html-input"
      type="radio"
      name={name}
      id={id}
      value={value}
      checked={checked}
      aria-describedby={hint === undefined ? undefined : `${id}-uitleg`}
    />
    <Label id={id} label={label} {...(hint === undefined ? {} : { hint })} />
  </div>
);

/** One box that is ticked or not. */
export const Checkbox = ({ name, id, value, label, hint, checked }: ChoiceProps) => (
  <div class="desk-choice">
    <input
      class="utrecht-checkbox utrecht-checkbox--html-input"
      type="checkbox"
      name={name}
      id={id}
      value={value}
      checked={checked}
      aria-describedby={hint === undefined ? undefined : `${id}-uitleg`}
    />
    <Label id={id} label={label} {...(hint === undefined ? {} : { hint })} />
  </div>
);

type GroupProps = Omit<FieldProps, "label"> & {
  readonly legend: string;
  readonly options: readonly Option[];
};

const idOf = (name: string, index: number): string => (index === 0 ? name : `${name}-${index}`);

/** One of a few. A link to the group's name goes to the first choice. */
export const Radios = ({
  name,
  options,
  value,
  ...field
}: GroupProps & { readonly value?: string | undefined }) => (
  <Fieldset {...field} id={`${name}-groep`}>
    {options.map((option, index) => (
      <Radio {...option} name={name} id={idOf(name, index)} checked={option.value === value} />
    ))}
  </Fieldset>
);

/** Any of a few. */
export const Checkboxes = ({
  name,
  options,
  values,
  ...field
}: GroupProps & { readonly values: readonly string[] }) => (
  <Fieldset {...field} id={`${name}-groep`}>
    {options.map((option, index) => (
      <Checkbox {...option} name={name} id={idOf(name, index)} checked={values.includes(option.value)} />
    ))}
  </Fieldset>
);
