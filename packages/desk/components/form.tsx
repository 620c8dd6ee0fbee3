import type { PropsWithChildren } from "hono/jsx";
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

/** Everything that is wrong, above the form, each with a link to its field. The script puts the focus here. */
export const ErrorSummary = ({ errors }: { readonly errors: readonly FieldError[] }) => {
  const { components } = useView().t;
  if (errors.length === 0) return null;
  return (
    <div class="utrecht-alert utrecht-alert--error desk-summary" role="alert" tabindex={-1} id="fouten">
      <div class="utrecht-alert__content">
        <Heading level={2}>{components.errorSummary(errors.length)}</Heading>
        <ul class="desk-list">
          {errors.map(({ field, message }) => (
            <li>
              <a class="nl-link" href={`#${field}`}>
                {message}
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
