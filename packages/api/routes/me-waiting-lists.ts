import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { OpenHiringView, OwnPlace } from "./open-hiring-views.ts";
import { ById, body, ok, PERSONAL, problems, WITH_LINK } from "./parts.ts";

const shared = { tags: ["me"], security: PERSONAL };

const PLACE = { 200: ok(OwnPlace, "The own place as it is now") };
const DONE = problems(400, 401, 404, 409);

export const listOwnOpenHiringRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me/open-hiring",
  operationId: "listOwnOpenHiring",
  summary: "List vacancies of open hiring in a region, oldest first",
  description:
    "Permanent work without selection (D4): whoever is first on the list starts. Without `region`: where the person lives.",
  request: { query: z.object({ ...pageQuery, region: RegionCode.optional() }).strict() },
  responses: { 200: ok(pageOf(OpenHiringView), "A page of them", WITH_LINK), ...problems(400, 401, 404) },
});

export const listOwnPlacesRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me/waiting-lists",
  operationId: "listOwnWaitingPlaces",
  summary: "Read the own places on waiting lists of open hiring",
  responses: {
    200: ok(z.object({ items: z.array(OwnPlace) }), "Places on lists, those that have closed among them"),
    ...problems(401, 404),
  },
});

export const joinOwnListRoute = createRoute({
  ...shared,
  method: "put",
  path: "/me/waiting-lists/{id}",
  operationId: "joinOwnWaitingList",
  summary: "Put oneself on the waiting list of a vacancy (D4)",
  description:
    "At the end of it: nothing about suitability is asked. Whoever is on it already keeps the place. When a position is free the work is offered at once.",
  request: { params: ById },
  responses: { ...PLACE, ...DONE },
});

export const leaveOwnListRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/me/waiting-lists/{id}",
  operationId: "leaveOwnWaitingList",
  summary: "Take oneself off a waiting list",
  description: "What was offered goes to the next. Whoever comes back goes to the end.",
  request: { params: ById },
  responses: { ...PLACE, ...DONE },
});

export const takeOwnWorkRoute = createRoute({
  ...shared,
  method: "put",
  path: "/me/waiting-lists/{id}/start",
  operationId: "takeOwnOpenHiring",
  summary: "Take the work that was offered",
  description: "Only whoever was offered it (409). A position is filled, and a life coach is offered.",
  request: { params: ById },
  responses: { ...PLACE, ...DONE },
});

const OwnLifeCoachAnswer = z
  .object({ accepted: z.boolean() })
  .strict()
  .meta({ id: "OwnLifeCoachAnswer", example: { accepted: true } });

export const answerOwnLifeCoachRoute = createRoute({
  ...shared,
  method: "put",
  path: "/me/waiting-lists/{id}/life-coach",
  operationId: "answerOwnLifeCoach",
  summary: "Say whether one wants the life coach that is offered with the work",
  request: { params: ById, body: body(OwnLifeCoachAnswer) },
  responses: { ...PLACE, ...problems(400, 401, 404, 409, 413, 415) },
});
