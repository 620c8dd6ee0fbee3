import type { PropsWithChildren } from "hono/jsx";
import type { Flash } from "../frame/keeping.ts";
import { useTexts } from "../frame/view.tsx";
import { Button } from "./button.tsx";
import { HiddenField, PostForm } from "./form.tsx";

const KINDS = {
  ok: "utrecht-alert utrecht-alert--ok",
  info: "utrecht-alert utrecht-alert--info",
  warning: "utrecht-alert utrecht-alert--warning",
  error: "utrecht-alert utrecht-alert--error",
} as const;

type AlertProps = PropsWithChildren<{ readonly kind: keyof typeof KINDS }>;

/** Something that stands out from the page; not announced, for it is there when the page opens. */
export const Alert = ({ kind, children }: AlertProps) => (
  <div class={KINDS[kind]}>
    <div class="utrecht-alert__content">{children}</div>
  </div>
);

/** What just happened, and the way to take it back where there is one. */
export const FlashMessage = ({ kind, text, undo }: Flash) => {
  const { components } = useTexts();
  return (
    <div class="desk-flash" role="status">
      <Alert kind={kind}>
        <div class="desk-flash__row">
          <p class="nl-paragraph">{text}</p>
          {undo === undefined ? null : (
            <PostForm action={undo.action}>
              {Object.entries(undo.fields).map(([name, value]) => (
                <HiddenField name={name} value={value} />
              ))}
              <Button kind="subtle">{components.undo}</Button>
            </PostForm>
          )}
        </div>
      </Alert>
    </div>
  );
};
