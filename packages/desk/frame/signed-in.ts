import type { Role } from "#packages/domain/actor.ts";
import type { DeskContext } from "./desk-env.ts";
import { EMPTY_FORM, type Form, formOf } from "./form.ts";
import { type Keeping, keepingOf, Typed } from "./keeping.ts";
import type { User } from "./sessions.ts";
import { signInAgain, TYPED_PARAMETER } from "./sign-in-again.ts";
import { showTrouble } from "./trouble-page.tsx";

/** A page for people who are signed in, and what it works with beside the request. */
export type PageOf = (c: DeskContext, who: SignedIn) => Response | Promise<Response>;
export type SignedIn = { readonly user: User; readonly keeping: Keeping };

/**
 * A page for these roles. Visitors sign in first and come back; others are told whom it is for. What somebody may
 * see of it is up to the API.
 */
export const forRoles =
  (roles: readonly Role[], page: PageOf) =>
  (c: DeskContext): Response | Promise<Response> => {
    const { user, deps } = c.var;
    if (user === undefined) return signInAgain(c, undefined);
    if (!roles.includes(user.role)) return showTrouble(c, "not-allowed");
    return page(c, { user, keeping: keepingOf(deps.store, user, deps.now) });
  };

/** What was typed before signing in again, once; an empty form otherwise. */
export const typedBefore = async (c: DeskContext, { keeping }: SignedIn): Promise<Form | undefined> => {
  const id = c.req.query(TYPED_PARAMETER);
  if (id === undefined) return undefined;
  const typed = Typed.safeParse(await keeping.find("TYPED", "form", id));
  return typed.success ? formOf(typed.data) : undefined;
};

export const formOrEmpty = (form: Form | undefined): Form => form ?? EMPTY_FORM;
