import { setSessionId } from "./cookies.ts";
import type { DeskContext } from "./desk-env.ts";
import type { Known } from "./sessions.ts";

/** The session of whoever asks, also of a visitor: a page with a form needs one, for the form's token. */
export const sessionOf = async (c: DeskContext): Promise<Known> => {
  const { known, sessions } = c.var;
  if (known?.stale === false) return known;
  const opened = await sessions.open();
  setSessionId(c, opened.id);
  c.set("known", opened);
  return opened;
};
