import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { MarketProfileId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { OpenHiringView, WaitingListView, WaitingPlaceView } from "./open-hiring-views.ts";
import { BODY_TROUBLE, ById, body, ok, problems, TOKEN, WITH_LINK } from "./parts.ts";

const shared = { tags: ["open-hiring"], security: TOKEN };
const OnePerson = ById.extend({ profileId: MarketProfileId });

export const listOpenHiringRoute = createRoute({
  ...shared,
  method: "get",
  path: "/open-hiring",
  operationId: "listOpenHiring",
  summary: "List vacancies of open hiring in a region, oldest first",
  description: "Permanent work without selection (D4): whoever is first on the list starts.",
  middleware: allow("listOpenHiring"),
  request: { query: z.object({ ...pageQuery, region: RegionCode }).strict() },
  responses: { 200: ok(pageOf(OpenHiringView), "A page of them", WITH_LINK), ...problems(400, 401, 403) },
});

export const findWaitingListRoute = createRoute({
  ...shared,
  method: "get",
  path: "/vacancies/{id}/waiting-list",
  operationId: "findWaitingList",
  summary: "Read the waiting list of open hiring, in numbers",
  middleware: allow("findWaitingList"),
  request: { params: ById },
  responses: { 200: ok(WaitingListView, "The list"), ...problems(400, 401, 403, 404, 409) },
});

const PLACE = { 200: ok(WaitingPlaceView, "The person's place as it is now") };

export const findOnWaitingListRoute = createRoute({
  ...shared,
  method: "get",
  path: "/vacancies/{id}/waiting-list/{profileId}",
  operationId: "findOnWaitingList",
  summary: "Read somebody's place on a waiting list",
  middleware: allow("findOnWaitingList"),
  request: { params: OnePerson },
  responses: { ...PLACE, ...problems(400, 401, 403, 404, 409) },
});

export const joinWaitingListRoute = createRoute({
  ...shared,
  method: "put",
  path: "/vacancies/{id}/waiting-list/{profileId}",
  operationId: "joinWaitingList",
  summary: "Put somebody on a waiting list, at their own wish",
  description:
    "At the end of it, whoever it is: nothing about suitability is asked (D4). Who is on it already keeps the place. When a position is free the work is offered at once.",
  middleware: allow("joinWaitingList"),
  request: { params: OnePerson },
  responses: { ...PLACE, ...problems(400, 401, 403, 404, 409, 503) },
});

export const leaveWaitingListRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/vacancies/{id}/waiting-list/{profileId}",
  operationId: "leaveWaitingList",
  summary: "Take somebody off a waiting list",
  description: "What was offered goes to the next. Whoever comes back goes to the end.",
  middleware: allow("leaveWaitingList"),
  request: { params: OnePerson },
  responses: { ...PLACE, ...problems(400, 401, 403, 404, 409, 503) },
});

export const takeOpenHiringRoute = createRoute({
  ...shared,
  method: "put",
  path: "/vacancies/{id}/waiting-list/{profileId}/start",
  operationId: "takeOpenHiring",
  summary: "Take the work that was offered",
  description: "Only whoever was offered it (409). A position is filled, and a life coach is offered.",
  middleware: allow("takeOpenHiring"),
  request: { params: OnePerson },
  responses: { ...PLACE, ...problems(400, 401, 403, 404, 409, 503) },
});

const LifeCoachAnswer = z
  .object({ accepted: z.boolean() })
  .strict()
  .meta({ id: "LifeCoachAnswer", example: { accepted: true } });

export const answerLifeCoachRoute = createRoute({
  ...shared,
  method: "put",
  path: "/vacancies/{id}/waiting-list/{profileId}/life-coach",
  operationId: "answerLifeCoach",
  summary: "Say whether somebody who started wants the life coach",
  middleware: allow("answerLifeCoach"),
  request: { params: OnePerson, body: body(LifeCoachAnswer) },
  responses: { ...PLACE, ...problems(...BODY_TROUBLE, 404) },
});
