import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { WorkList, WorkSort } from "#packages/delivery/work-queue.ts";
import { OccupationUri } from "#packages/domain/ids.ts";
import { CouplingLine, PersonLine } from "#packages/domain/queue-line.ts";
import { plainText } from "#packages/domain/text.ts";
import { allow } from "../access.ts";
import { pageQuery } from "../cursors.ts";
import { ByRegion } from "./delivery-proposals.ts";
import { ColleagueView } from "./delivery-views.ts";
import { body, ok, problems, TOKEN } from "./parts.ts";
import { WorkQueueView } from "./queue-views.ts";

const shared = { tags: ["work-queue"], security: TOKEN };
const whole = (max: number) => z.coerce.number().int().min(0).max(max);

/** Larger pages than of other lists: the desk writes a file of all that passes. */
const LIMIT = 500;

export const QueueQuery = z
  .object({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(LIMIT).default(50).meta({ description: "At most this many" }),
    list: WorkList.default("all"),
    sort: WorkSort.default("oldest"),
    state: z.enum([...PersonLine.shape.state.options, ...CouplingLine.shape.state.options]).optional(),
    kind: z.enum(["person", "coupling"]).optional(),
    text: plainText(100).optional().meta({ description: "Words of the title or the employer's name" }),
    occupation: OccupationUri.optional().meta({ description: "Occupation of the vacancy" }),
    maximumKm: whole(400).optional().meta({ description: "Between home and work" }),
    minimumScore: whole(1_000_000).optional(),
    minimumAgeDays: whole(1000).optional().meta({ description: "Proposed at least so many days ago" }),
    term: z
      .enum(["late", "soon"])
      .optional()
      .meta({ description: "Passed, or ending today or within two days" }),
    assignee: plainText(200).optional().meta({ description: "Subject of the colleague who has it" }),
    newSince: z.iso.datetime().optional().meta({ description: "Count what came after this moment" }),
  })
  .strict();
export type QueueQuery = z.infer<typeof QueueQuery>;

export const showQueueRoute = createRoute({
  ...shared,
  method: "get",
  path: "/regions/{code}/queue",
  operationId: "showQueue",
  summary: "Read a team's work: lists with counts, filtered and in order",
  description:
    "Proposals of people and couplings of firms. Counts may lag behind a write by a moment; what is shown of an item is what it is now, so a page may hold fewer than `limit` and still have a nextCursor.",
  middleware: allow("showQueue"),
  request: { params: ByRegion, query: QueueQuery },
  responses: { 200: ok(WorkQueueView, "A page of the queue"), ...problems(400, 401, 403) },
});

export const listColleaguesRoute = createRoute({
  ...shared,
  method: "get",
  path: "/regions/{code}/colleagues",
  operationId: "listColleagues",
  summary: "Read who works for a team",
  description: "Whoever did something for it in the past 400 days, as the desk calls them.",
  middleware: allow("listColleagues"),
  request: { params: ByRegion },
  responses: {
    200: ok(z.object({ items: z.array(ColleagueView) }), "The colleagues"),
    ...problems(400, 401, 403),
  },
});

const DeskName = z
  .object({ deskName: plainText(60).meta({ description: "A desk or a role, no name of a person" }) })
  .strict()
  .meta({ id: "DeskName", example: { deskName: "Balie Breda 2" } });

export const nameDeskRoute = createRoute({
  ...shared,
  method: "put",
  path: "/regions/{code}/colleagues/me",
  operationId: "nameDesk",
  summary: "Say what colleagues see instead of the subject of your token",
  middleware: allow("nameDesk"),
  request: { params: ByRegion, body: body(DeskName) },
  responses: { 200: ok(ColleagueView, "Named"), ...problems(400, 401, 403, 413, 415) },
});
