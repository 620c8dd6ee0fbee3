import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { Moment } from "#packages/domain/dates.ts";
import { RematchId } from "#packages/domain/ids.ts";
import { Rematch, RematchReason, RematchScope } from "#packages/domain/rematch.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import {
  BODY_TROUBLE,
  body,
  IdempotencyHeader,
  listed,
  ok,
  problems,
  TOKEN,
  WITH_LOCATION,
} from "./parts.ts";

const shared = { tags: ["rematches"], security: TOKEN };

const Scope = RematchScope.meta({
  description: "A region by its CBS code, or `country`",
  example: "AM18",
});

const RematchInput = z
  .object({
    scope: Scope,
    reason: RematchReason.default("asked").meta({ description: "Why, for whoever looks later" }),
  })
  .strict()
  .meta({ id: "RematchInput" });

const count = (description: string) => z.number().int().min(0).meta({ description });

/** A re-match as it is shown: where it is, by what it scores, and what it changed. */
export const RematchView = Rematch.pick({
  id: true,
  scope: true,
  reason: true,
  state: true,
  endedAt: true,
  rules: true,
  classification: true,
})
  .extend({
    startedAt: Moment,
    done: count("Vacancies seen to"),
    total: count("Vacancies in all, as it is now; absent until work has begun").optional(),
    changes: z.object({
      new: count("Proposals that came"),
      renewed: count("Open proposals with another score, other reasons or other rules"),
      withdrawn: count("Open proposals that ended"),
    }),
  })
  .meta({
    id: "Rematch",
    example: {
      id: "0b7a3c1e-58d4-4b8c-9f5e-6d1a2b3c4d5e",
      scope: "AM18",
      reason: "rules-changed",
      state: "running",
      startedAt: "2026-11-23T09:00:00.000Z",
      rules: "rules-1+esco-1.1.1",
      classification: "esco-1.1.1",
      done: 120,
      total: 843,
      changes: { new: 14, renewed: 961, withdrawn: 9 },
    },
  });

export type RematchView = z.infer<typeof RematchView>;

export const requestRematchRoute = createRoute({
  ...shared,
  method: "post",
  path: "/rematches",
  operationId: "requestRematch",
  summary: "Have all vacancies of a region or of the country matched once more",
  description:
    "A team its own region, an administrator any and the country. One is under way per scope: 409 names it. It runs beside daily traffic, in small steps.",
  middleware: allow("requestRematch"),
  request: { headers: IdempotencyHeader, body: body(RematchInput) },
  responses: {
    202: ok(RematchView, "It has been started; see where it is", WITH_LOCATION),
    ...problems(...BODY_TROUBLE),
  },
});

export const listRematchesRoute = createRoute({
  ...shared,
  method: "get",
  path: "/rematches",
  operationId: "listRematches",
  summary: "List re-matches, by scope and oldest first",
  description: "A team's: those of its region. An administrator's: all, or those of a scope.",
  middleware: allow("listRematches"),
  request: { query: z.object({ ...pageQuery, scope: RematchScope.optional() }).strict() },
  responses: listed(pageOf(RematchView), "A page of re-matches"),
});

const ByRematch = z.object({ id: RematchId.meta({ description: "Id of the re-match" }) });

export const findRematchRoute = createRoute({
  ...shared,
  method: "get",
  path: "/rematches/{id}",
  operationId: "findRematch",
  summary: "Read how far a re-match is, and what it changed",
  middleware: allow("findRematch"),
  request: { params: ByRematch },
  responses: { 200: ok(RematchView, "The re-match"), ...problems(400, 401, 403, 404) },
});

export const stopRematchRoute = createRoute({
  ...shared,
  method: "post",
  path: "/rematches/{id}/stops",
  operationId: "stopRematch",
  summary: "Stop a re-match; it can go on later",
  description: "The step at work is finished first. Asking again changes nothing; 409 when it is done.",
  middleware: allow("stopRematch"),
  request: { params: ByRematch, headers: IdempotencyHeader },
  responses: { 202: ok(RematchView, "It stops, or has stopped"), ...problems(...BODY_TROUBLE, 404) },
});

export const continueRematchRoute = createRoute({
  ...shared,
  method: "post",
  path: "/rematches/{id}/continuations",
  operationId: "continueRematch",
  summary: "Let a re-match that was stopped go on from where it is",
  description: "Asking again changes nothing; 409 when it is done, or another is under way for its scope.",
  middleware: allow("continueRematch"),
  request: { params: ByRematch, headers: IdempotencyHeader },
  responses: { 202: ok(RematchView, "It goes on"), ...problems(...BODY_TROUBLE, 404) },
});
