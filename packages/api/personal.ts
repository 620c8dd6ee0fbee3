import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { findSession } from "#packages/store/personal-access.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { ApiEnv } from "./api-env.ts";
import { holdBack } from "./client-limiter.ts";
import { Problem } from "./problem.ts";

const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/;

const tokenOf = (c: Context): string => {
  const token = BEARER.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined)
    throw new Problem("no-token", "This path needs the token of a personal session as bearer token.");
  return token;
};

/**
 * Lets through who has a personal session that stands, as `c.var.own`. The gateway lets these paths pass unseen, and
 * claims of a token never open them: only the session decides whose data they are. 401 otherwise.
 */
export const personally = ({ persons, now }: { readonly persons: Table; readonly now: () => Date }) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const token = tokenOf(c);
    const own = await findSession(persons, token, now());
    if (own === undefined) throw new Problem("no-token", "The session is over: ask for a new personal link.");
    await holdBack(c, own.jobSeekerId);
    c.set("own", own);
    c.set("sessionToken", token);
    c.set("caller", { actor: { subject: own.jobSeekerId, role: "job-seeker" } });
    await next();
  });
