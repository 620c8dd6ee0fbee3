import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type * as z from "zod";
import { NotFound, NotPossibleNow, TooBusy, VersionConflict } from "#packages/domain/errors.ts";
import { faultsOf, InvalidInput } from "#packages/intake/invalid-input.ts";
import { OtherPartyResponsible } from "#packages/intake/register-profile.ts";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import { KeyReused } from "#packages/store/idempotency.ts";
import { StrangePosition } from "#packages/store/pages.ts";
import type { ApiEnv } from "./api-env.ts";
import { API_VERSION } from "./api-version.ts";
import type { ClientLimiter } from "./client-limiter.ts";
import { invalidInput, Problem } from "./problem.ts";
import { readBody } from "./read-body.ts";
import { takesFiles } from "./routes/import-paths.ts";
import { traceOf } from "./trace.ts";

/** On every answer, whatever it is (standards.md, NLGov REST API Design Rules). */
const HEADERS = {
  "api-version": API_VERSION,
  "cache-control": "no-store",
  "content-security-policy": "frame-ancestors 'none'",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Where GET is answered, HEAD is: the same without the body. */
const withHead = (method: string): string[] => (method === "GET" ? ["GET", "HEAD"] : [method]);

const answerProblem = (c: Context, problem: Problem): Response =>
  c.body(JSON.stringify(problem.document), problem.status, {
    ...HEADERS,
    ...problem.headers,
    "content-type": "application/problem+json",
  });

/** Named errors of the layers below, as the API tells them. */
const KNOWN: readonly ((error: unknown) => Problem | undefined)[] = [
  (error) => (error instanceof Problem ? error : undefined),
  (error) => (error instanceof InvalidInput ? invalidInput(error.faults, "body") : undefined),
  (error) =>
    error instanceof StrangePosition
      ? invalidInput([{ parameter: "cursor", detail: "is not a cursor of this list: begin without" }])
      : undefined,
  (error) => (error instanceof NotFound ? new Problem("not-found", "There is no such thing.") : undefined),
  (error) => (error instanceof NotPossibleNow ? new Problem("not-possible-now", error.detail) : undefined),
  (error) =>
    error instanceof VersionConflict
      ? new Problem("changed-meanwhile", "It was changed in the meantime: read it again.")
      : undefined,
  (error) =>
    error instanceof KeyReused
      ? new Problem("key-reused", "This Idempotency-Key was used for another body.")
      : undefined,
  (error) =>
    error instanceof TooBusy
      ? new Problem("too-busy", "Others are writing the same thing.", { headers: { "retry-after": "1" } })
      : undefined,
  (error) =>
    error instanceof OtherPartyResponsible ? new Problem("not-allowed", `${error.message}.`) : undefined,
  (error) => (error instanceof HTTPException ? ofHttp(error) : undefined),
];

/** What the framework itself refuses. */
const ofHttp = ({ status }: HTTPException): Problem => {
  if (status === 413) return new Problem("too-large", "The body is larger than 6 MB.");
  if (status === 415) return new Problem("unsupported-media-type", "Send application/json.");
  return new Problem("invalid-json", "The request cannot be read.");
};

const problemOf = (error: unknown): Problem | undefined => {
  for (const recognise of KNOWN) {
    const problem = recognise(error);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** What zod found in a part of the request: in the body by pointer, of parameters and headers by name. */
const asProblem = (error: z.core.$ZodError, target: string): Problem => {
  const faults = faultsOf(error);
  if (target === "json") return invalidInput(faults, "body");
  const key = target === "header" ? "header" : "parameter";
  return invalidInput(faults.map(({ pointer, detail }) => ({ [key]: pointer.slice(1), detail })));
};

const CSV = /(^|,)\s*text\/(\*|csv)\s*(;|,|$)/i;
const TO_READ = /(^|,)\s*text\/(\*|html|plain)\s*(;|,|$)/i;
const ACCEPTABLE = /(^|,)\s*(\*\/\*|application\/(\*|json|problem\+json))\s*(;|,|$)/i;
/** Throws a Problem (406) when the caller takes nothing that is answered here. Pages have their own form. */
const checkAccept = (c: Context): void => {
  const accept = c.req.header("accept");
  if (accept === undefined || ACCEPTABLE.test(accept) || c.req.path.startsWith("/v1/reference")) return;
  if (takesFiles(c.req.path) && CSV.test(accept)) return;
  if (c.req.path === "/v1/me/export" && TO_READ.test(accept)) return;
  throw new Problem("not-acceptable", "Answers are application/json.");
};

export type ApiDeps = {
  readonly log: Log;
  /** Holds back clients that ask too much; without it, only the gateway does. */
  readonly limiter?: ClientLimiter;
  /** What other functions answer at a path: for the one to which the gateway sends what has no route. */
  readonly elsewhere?: (path: string) => readonly string[];
};

/**
 * The frame of every API function: headers on every answer, problem+json for every error, strict reading of bodies,
 * the trace of the request. Routes come from `packages/api/routes`, mounted under `/v1`.
 */
export const createApi = ({ log, limiter, elsewhere = () => [] }: ApiDeps) => {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw asProblem(result.error, result.target);
    },
  }).basePath("/v1");

  api.use("*", async (c, next) => {
    c.set("limiter", limiter);
    c.set("traceparent", traceOf(c.req.header("traceparent")));
    checkAccept(c);
    await readBody(c.req);
    await next();
    for (const [name, value] of Object.entries(HEADERS))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });

  api.onError((error, c) => {
    const problem = problemOf(error);
    if (problem !== undefined) return answerProblem(c, problem);
    log.error("request failed", { method: c.req.method, ...describeError(error) });
    return answerProblem(c, new Problem("server-error", "It has been noted; try again later."));
  });

  api.notFound((c) => {
    const here = METHODS.filter((method) =>
      api.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method),
    );
    const others = here.length > 0 ? here : elsewhere(c.req.path);
    if (others.length === 0) return answerProblem(c, new Problem("not-found", "There is no such path."));
    return answerProblem(
      c,
      new Problem("method-not-allowed", `${c.req.method} is not for this path.`, {
        headers: { allow: others.flatMap(withHead).join(", ") },
      }),
    );
  });
  return api;
};
