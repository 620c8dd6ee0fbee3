import type { PropsWithChildren } from "hono/jsx";

const KINDS = {
  primary: "nl-button nl-button--primary",
  secondary: "nl-button nl-button--secondary",
  subtle: "nl-button nl-button--subtle",
  danger: "nl-button nl-button--secondary nl-button--negative",
} as const;
type Kind = keyof typeof KINDS;

type ButtonProps = PropsWithChildren<{
  readonly kind?: Kind;
  readonly name?: string;
  readonly value?: string;
  /** Sends the form elsewhere than its own action. */
  readonly formaction?: string;
  readonly form?: string;
  readonly id?: string;
}>;

/** A button that sends its form. */
export const Button = ({ kind = "primary", name, value, formaction, form, id, children }: ButtonProps) => (
  <button
    class={KINDS[kind]}
    type="submit"
    name={name}
    value={value}
    formaction={formaction}
    form={form}
    id={id}
  >
    <span class="nl-button__label">{children}</span>
  </button>
);

type ButtonLinkProps = PropsWithChildren<{
  readonly href: string;
  readonly kind?: Kind;
  readonly id?: string;
}>;

/** A link that looks like a button: goes somewhere, changes nothing. */
export const ButtonLink = ({ href, kind = "primary", id, children }: ButtonLinkProps) => (
  <a class={KINDS[kind]} href={href} id={id}>
    <span class="nl-button__label">{children}</span>
  </a>
);

/** Buttons that belong together, the most likely one first. */
export const Buttons = ({ children }: PropsWithChildren) => <div class="desk-buttons">{children}</div>;

/**
 * What the Enter key does in a field of a form with several buttons: browsers press the first one. For keys only: it is
 * not seen, heard or stopped at, as the same button stands at the end.
 */
export const EnterKey = ({ value }: { readonly value: string }) => (
  <div aria-hidden="true">
    <button class="desk-hidden" type="submit" name="doe" value={value} tabindex={-1} />
  </div>
);
