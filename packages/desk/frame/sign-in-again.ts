import type { DeskContext } from "./desk-env.ts";
import { keepingOf, keepTyped } from "./keeping.ts";
import type { User } from "./sessions.ts";

export const SIGN_IN_PATH = "/aanmelden";
/** Name in an address of what was typed before somebody had to sign in again. */
export const TYPED_PARAMETER = "bewaard";

/** A path of ours, or the start page: an address of elsewhere is never followed. */
export const ownPath = (given: string | undefined): string =>
  given !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(given) ? given : "/";

export const signInPath = (returnTo: string): string =>
  returnTo === "/" ? SIGN_IN_PATH : `${SIGN_IN_PATH}?naar=${encodeURIComponent(returnTo)}`;

const hereOf = (c: DeskContext): string => {
  const { pathname, search } = new URL(c.req.url);
  return `${pathname}${search}`;
};

/** The page whose form was sent: where it came from, when that is ours; else where it went to. */
const formPageOf = (c: DeskContext): string => {
  const from = c.req.header("referer");
  const { deskUrl } = c.var.deps;
  return from?.startsWith(`${deskUrl}/`) === true ? from.slice(deskUrl.length) : hereOf(c);
};

/** Where a job seeker is told how to get in: they have a link and no account. */
export const LINK_PATH = "/mijn/link";

/**
 * To the sign-in page and back again to where somebody was, with what they had typed. A job seeker cannot sign in: they are
 * told how to get a new link.
 */
export const signInAgain = async (c: DeskContext, user: User | undefined): Promise<Response> => {
  if (user?.role === "job-seeker") return c.redirect(`${LINK_PATH}?voorbij=1`, 303);
  if (c.req.method !== "POST") return c.redirect(signInPath(hereOf(c)), 303);
  const page = new URL(formPageOf(c), c.var.deps.deskUrl);
  if (user !== undefined) {
    const keeping = keepingOf(c.var.deps.store, user, c.var.deps.now);
    page.searchParams.set(TYPED_PARAMETER, await keepTyped(keeping, c.var.form.typed));
  }
  return c.redirect(signInPath(`${page.pathname}${page.search}`), 303);
};
