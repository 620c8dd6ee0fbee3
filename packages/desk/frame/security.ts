import { createMiddleware } from "hono/factory";
import type { DeskContext, DeskEnv } from "./desk-env.ts";

/**
 * Nothing but our own style, script and pictures, and no script in a page: what somebody typed can never run. `connect-src`
 * is for suggestions while typing.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

const HEADERS = {
  "content-security-policy": POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "same-origin",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** On every answer; pages are kept nowhere, for the next at the same computer may be somebody else. */
export const securityHeaders = createMiddleware<DeskEnv>(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
});

/**
 * Whether a form was sent from one of our own pages, as far as the browser says: Sec-Fetch-Site, or Origin from
 * browsers that do not know it. The token in the form decides beside it.
 */
export const comesFromHere = (c: DeskContext): boolean => {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  const origin = c.req.header("origin");
  return origin === undefined || origin === c.var.deps.deskUrl;
};
