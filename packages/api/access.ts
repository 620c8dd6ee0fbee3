import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { NotFound } from "#packages/domain/errors.ts";
import { accessOf } from "#packages/policy/access.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { BY_PEOPLE, type Operation } from "#packages/policy/operations.ts";
import type { Resource } from "#packages/policy/relations.ts";
import type { Page } from "#packages/store/pages.ts";
import type { ApiEnv } from "./api-env.ts";
import { callerOf } from "./caller.ts";
import { holdBack } from "./client-limiter.ts";
import { Problem } from "./problem.ts";

/** A handler gave an answer without asking the policy about the thing: nobody gets it. */
class PolicyNotAsked extends Error {
  override readonly name = "PolicyNotAsked";
}

/** M4: throws a Problem (403) for a system. Who decides about somebody is a person, and is named. */
export const needPerson = ({ system }: Caller): void => {
  if (system === true)
    throw new Problem(
      "not-allowed",
      "People decide this: it takes the token of a person who has signed in, not that of a system.",
    );
};

/**
 * Lets through who may ask for this operation, as `c.var.caller`; 401 without token, 403 for other roles and, of what
 * people decide, for systems, 429 for a client that asks too much at once. About the thing
 * itself the handler asks with `seen` or `mayAbout`; an answer without either is withheld.
 */
export const allow = (operation: Operation) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const caller = callerOf(c);
    await holdBack(c, caller.actor.subject);
    const access = accessOf(operation, caller);
    if (access === undefined)
      throw new Problem("not-allowed", `This is not for the role ${caller.actor.role}.`);
    if (BY_PEOPLE.includes(operation)) needPerson(caller);
    c.set("caller", caller);
    c.set("access", access);
    await next();
    if (c.res.status < 400 && !access.isDecided()) {
      // The answer of the error must not carry headers of the one that is withheld.
      c.res = undefined;
      throw new PolicyNotAsked(`${operation} was answered without asking the policy`);
    }
  });

/** Whether the thing is one on which the caller may ask this operation. */
export const mayAbout = (c: Context<ApiEnv>, thing: Resource): boolean => c.var.access?.may(thing) ?? false;

/** Of a page of things, those that the policy lets the caller see: all of them, where the list is the caller's own. */
export const seenPage = <T>(
  c: Context<ApiEnv>,
  page: Page<T>,
  resourceOf: (thing: T) => Resource,
): Page<T> => {
  const things = page.things.filter((thing) => mayAbout(c, resourceOf(thing)));
  c.var.access?.settle();
  return { ...page, things };
};

/**
 * The thing, when there is one and the caller stands to it as the policy says. Throws NotFound: what is not the
 * caller's does not exist. `resourceOf` is one of `packages/policy/resources.ts`.
 */
export const seen = <T>(
  c: Context<ApiEnv>,
  thing: T | undefined,
  resourceOf: (thing: T) => Resource,
  id: string,
): T => {
  if (thing === undefined || !mayAbout(c, resourceOf(thing))) throw new NotFound(id);
  return thing;
};
