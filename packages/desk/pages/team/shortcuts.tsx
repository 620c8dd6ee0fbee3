import { Button } from "../../components/button.tsx";
import { HiddenField, PostForm } from "../../components/form.tsx";
import { Heading, Paragraph } from "../../components/text.tsx";
import { setShortcuts } from "../../frame/cookies.ts";
import type { Desk } from "../../frame/desk-env.ts";
import { redirectWith } from "../../frame/show-page.tsx";
import { forRoles } from "../../frame/signed-in.ts";
import { useView } from "../../frame/view.tsx";
import { safeReturn } from "./queue-address.ts";
import { TEAM_ROLES } from "./who-here.ts";

/** Keys of the work queue, as enhance.js has them. */
const KEYS = ["j", "k", "o", "c", "x", "/", "?"] as const;

type Switch = { readonly on: boolean; readonly back: string };

const SwitchForm = ({ on, back }: Switch) => {
  const words = useView().t.team.shortcuts;
  return (
    <PostForm action="/werkvoorraad/sneltoetsen">
      <HiddenField name="terug" value={back} />
      <HiddenField name="aan" value={on ? "" : "ja"} />
      <Button kind="secondary">{on ? words.switchOff : words.switchOn}</Button>
    </PostForm>
  );
};

/** Where somebody asks for keyboard shortcuts. Without script there are none, and the page says so. */
export const ShortcutSwitch = ({ on, back }: Switch) => {
  const words = useView().t.team.shortcuts;
  return (
    <>
      <Heading level={2}>{words.title}</Heading>
      <Paragraph>{words.what}</Paragraph>
      <noscript>
        <Paragraph>{words.needsScript}</Paragraph>
      </noscript>
      <div data-scripted hidden>
        <SwitchForm on={on} back={back} />
      </div>
    </>
  );
};

/** The keys with what they do, for who switched them on; the script opens it at "?". */
export const ShortcutList = ({ back }: { readonly back: string }) => {
  const words = useView().t.team.shortcuts;
  return (
    <div data-scripted hidden>
      <details class="desk-details desk-noprint" data-shortcuts>
        <summary class="desk-summary-line">{words.overview}</summary>
        <dl class="desk-shortcuts">
          {KEYS.map((key) => (
            <div>
              <dt>
                <kbd class="desk-key">{key}</kbd>
              </dt>
              <dd>{words.keys[key]}</dd>
            </div>
          ))}
        </dl>
        <SwitchForm on={true} back={back} />
      </details>
    </div>
  );
};

/** Switches them on and off. */
export const serveShortcuts = (desk: Desk): void => {
  desk.post(
    "/werkvoorraad/sneltoetsen",
    forRoles(TEAM_ROLES, (c, { user }) => {
      const on = c.var.form.text("aan") === "ja";
      setShortcuts(c, user.subject, on);
      const { shortcuts } = c.var.t.team;
      const text = on ? shortcuts.switchedOn : shortcuts.switchedOff;
      return redirectWith(c, safeReturn(c.var.form.text("terug")), { kind: "ok", text });
    }),
  );
};
