import type { Child, PropsWithChildren } from "hono/jsx";
import { useTexts } from "../frame/view.tsx";

/** What every field has: what is asked, what helps to answer it, and what is wrong with the answer. */
export type FieldProps = {
  /** Also the id, unless there is another: where several fields of one name stand on a page. */
  readonly name: string;
  readonly id?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
};

const idOf = ({ id, name }: FieldProps): string => id ?? name;

const idsOf = (field: FieldProps) => ({
  hint: field.hint === undefined ? undefined : `${idOf(field)}-uitleg`,
  error: field.error === undefined ? undefined : `${idOf(field)}-fout`,
});

const describedBy = (field: FieldProps): string | undefined => {
  const { hint, error } = idsOf(field);
  return [hint, error].filter((id) => id !== undefined).join(" ") || undefined;
};

const Hints = (field: FieldProps) => {
  const { components } = useTexts();
  const ids = idsOf(field);
  return (
    <>
      {field.hint === undefined ? null : (
        <div class="utrecht-form-field-description utrecht-form-field__description" id={ids.hint}>
          {field.hint}
        </div>
      )}
      {field.error === undefined ? null : (
        <div class="utrecht-form-field-error-message utrecht-form-field__error-message" id={ids.error}>
          <span class="desk-hidden">{components.errorWord}: </span>
          {field.error}
        </div>
      )}
    </>
  );
};

const Optional = () => <span class="desk-optional"> ({useTexts().components.optional})</span>;

const frameClass = ({ error }: FieldProps): string =>
  error === undefined
    ? "utrecht-form-field desk-field"
    : "utrecht-form-field utrecht-form-field--invalid desk-field";

const Frame = ({ field, children }: PropsWithChildren<{ readonly field: FieldProps }>) => (
  <div class={frameClass(field)}>
    <div class="utrecht-form-field__label">
      <label class="utrecht-form-label" for={idOf(field)}>
        {field.label}
        {field.optional === true ? <Optional /> : null}
      </label>
    </div>
    <Hints {...field} />
    {children}
  </div>
);

const WIDTHS = { full: "", short: "desk-input--short", middle: "desk-input--middle" } as const;

export type TextFieldProps = FieldProps & {
  readonly value?: string | undefined;
  readonly type?: "text" | "email" | "tel" | "search";
  readonly inputmode?: "numeric" | "decimal";
  readonly autocomplete?: string;
  readonly width?: keyof typeof WIDTHS;
  /** Path that answers suggestions while typing; without script it is a plain field. */
  readonly suggest?: string;
  /** A button or a unit beside the field. */
  readonly beside?: Child;
};

/** A line of text; also for dates and numbers, which people type best themselves. */
export const TextField = (field: TextFieldProps) => {
  const { error, width = "full", beside, suggest } = field;
  const { components } = useTexts();
  const input = (
    <input
      class={`utrecht-textbox utrecht-textbox--html-input ${error === undefined ? "" : "utrecht-textbox--invalid"} ${WIDTHS[width]}`}
      id={idOf(field)}
      name={field.name}
      type={field.type ?? "text"}
      value={field.value ?? ""}
      inputmode={field.inputmode}
      autocomplete={field.autocomplete ?? "off"}
      aria-describedby={describedBy(field)}
      aria-invalid={error === undefined ? undefined : "true"}
      data-suggest={suggest}
      data-suggestions={suggest === undefined ? undefined : components.suggestionList}
    />
  );
  return (
    <Frame field={field}>
      {beside === undefined ? (
        input
      ) : (
        <div class="desk-beside">
          {input}
          {beside}
        </div>
      )}
    </Frame>
  );
};

/** A day as people write it: dd-mm-jjjj. */
export const DateField = (field: Omit<TextFieldProps, "width" | "inputmode">) => (
  <TextField {...field} width="middle" />
);

type TextAreaProps = FieldProps & { readonly value?: string | undefined; readonly rows?: number };

export const TextArea = (field: TextAreaProps) => (
  <Frame field={field}>
    <textarea
      class={
        field.error === undefined
          ? "utrecht-textarea utrecht-textarea--html-textarea"
          : "utrecht-textarea utrecht-textarea--html-textarea utrecht-textarea--invalid"
      }
      id={idOf(field)}
      name={field.name}
      rows={field.rows ?? 4}
      aria-describedby={describedBy(field)}
      aria-invalid={field.error === undefined ? undefined : "true"}
    >
      {field.value ?? ""}
    </textarea>
  </Frame>
);

export type Option = { readonly value: string; readonly label: string; readonly hint?: string };

type SelectProps = FieldProps & {
  readonly options: readonly Option[];
  readonly value?: string | undefined;
  /** Text of the choice that is none; without it one of the options is always chosen. */
  readonly none?: string;
};

export const Select = (field: SelectProps) => (
  <Frame field={field}>
    <select
      class={
        field.error === undefined
          ? "utrecht-select utrecht-select--html-select"
          : "utrecht-select utrecht-select--html-select utrecht-select--invalid"
      }
      id={idOf(field)}
      name={field.name}
      aria-describedby={describedBy(field)}
      aria-invalid={field.error === undefined ? undefined : "true"}
    >
      {field.none === undefined ? null : <option value="">{field.none}</option>}
      {field.options.map(({ value, label }) => (
        <option value={value} selected={value === field.value}>
          {label}
        </option>
      ))}
    </select>
  </Frame>
);

type FileFieldProps = FieldProps & { readonly accept: string; readonly multiple?: boolean };

export const FileField = (field: FileFieldProps) => (
  <Frame field={field}>
    <input
      class="desk-file"
      id={idOf(field)}
      name={field.name}
      type="file"
      accept={field.accept}
      multiple={field.multiple}
      aria-describedby={describedBy(field)}
      aria-invalid={field.error === undefined ? undefined : "true"}
    />
  </Frame>
);
