import type { PropsWithChildren } from "hono/jsx";
import type { Form } from "../frame/form.ts";
import { TOKEN_FIELD } from "../frame/form.ts";
import { useView } from "../frame/view.tsx";
import { Heading } from "./text.tsx";

/** The session's token, in every form that is posted. */
export const Csrf = () => <input type="hidden" name={TOKEN_FIELD} value={useView().token} />;

type FormProps = PropsWithChildren<{
  readonly action?: string;
  /** Set for forms with files. */
  readonly files?: boolean;
  readonly id?: string;
  readonly label?: string;
}>;

/** A form that changes something. Checking is the server's: it can say what is wrong in words. */
export const PostForm = ({ action, files = false, id, label, children }: FormProps) => (
  <form
    class="desk-form"
    method="post"
    action={action}
    enctype={files ? "multipart/form-data" : undefined}
    id={id}
    aria-label={label}
    novalidate
  >
    <Csrf />
    {children}
  </form>
);

/** What is wrong with a field, by the id of what has to be put right. */
export type FieldError = { readonly field: string; readonly message: string };

export const errorOf = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;

/** A field by its name, with what was typed in it and what is wrong with that. */
export const fieldsIn = (form: Form, errors: readonly FieldError[]) => (name: string) => ({
  name,
  value: form.text(name),
  error: errorOf(errors, name),
});

type SummaryProps<E extends FieldError> = {
  readonly errors: readonly E[];
  /** Where an error is put right, when that is not on this page. */
  readonly hrefOf?: (error: E) => string;
};

/** Everything that is wrong, above the form, each with a link to its field. The script puts the focus here. */
export const ErrorSummary = <E extends FieldError>({
  errors,
  hrefOf = ({ field }) => `#${field}`,
}: SummaryProps<E>) => {
  const { components } = useView().t;
  if (errors.length === 0) return null;
  return (
    <div class="utrecht-alert utrecht-alert--error desk-summary" role="alert" tabindex={-1} id="fouten">
      <div class="utrecht-alert__content">
        <Heading level={2}>{components.errorSummary(errors.length)}</Heading>
        <ul class="desk-list">
          {errors.map((error) => (
            <li>
              <a class="nl-link" href={hrefOf(error)}>
                {error.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
};

/** Hidden values that go along with a form. */
export const HiddenField = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <input type="hidden" name={name} value={value} />
);
