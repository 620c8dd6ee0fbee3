import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { Vacancy, VacancyPlace } from "#packages/domain/vacancy.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { BODY_TROUBLE, ById, body, ok, problems, TOKEN, WITH_LINK } from "./parts.ts";

const shared = { tags: ["open-hiring"], security: TOKEN };
const Count = z.number().int().min(0);

/** A waiting list in numbers. Who is on it is nobody's but the person's own party (D4, S4). */
export const WaitingListView = z
  .object({
    vacancyId: VacancyId,
    status: z.enum(["open", "closed"]),
    waiting: Count,
    offered: Count.meta({ description: "Whose work it is to take" }),
    started: Count,
    free: Count.meta({ description: "Positions that nobody has been offered, since nobody waits" }),
    withLifeCoach: Count.meta({ description: "Of those who started, who accepted a life coach" }),
  })
  .meta({ id: "WaitingList" });
export type WaitingListView = z.infer<typeof WaitingListView>;

/** Somebody's own place on a list. */
export const WaitingPlaceView = z
  .object({
    vacancyId: VacancyId,
    profileId: MarketProfileId,
    state: z.enum(["not-on-list", "waiting", "offered", "started"]),
    before: Count.meta({ description: "How many wait who came earlier" }),
    lifeCoach: z.enum(["not-offered", "offered", "accepted", "declined"]),
  })
  .meta({ id: "WaitingPlace" });
export type WaitingPlaceView = z.infer<typeof WaitingPlaceView>;

/** A vacancy of open hiring with its list, for people to find. */
export const OpenHiringView = WaitingListView.extend({
  title: Vacancy.shape.title,
  employerName: z.string().max(200),
  region: RegionCode,
  pc4: VacancyPlace.shape.pc4,
  hoursPerWeek: Vacancy.shape.hoursPerWeek,
  startDate: Vacancy.shape.startDate,
}).meta({ id: "OpenHiring" });

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
