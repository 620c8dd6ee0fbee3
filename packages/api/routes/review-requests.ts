import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { REVIEW_OUTCOMES } from "#packages/domain/review-request.ts";
import { plainText } from "#packages/domain/text.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { ReviewView } from "./me-views.ts";
import { BODY_TROUBLE, ById, body, ok, problems, TOKEN, WITH_ETAG, WITH_LINK } from "./parts.ts";

const shared = { tags: ["review-requests"], security: TOKEN };

export const listReviewRequestsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/review-requests",
  operationId: "listReviewRequests",
  summary: "List job seekers' requests for review in a region, oldest term first",
  description: "A team's: those of its region. A party's: those it is responsible for, in a region.",
  middleware: allow("listReviewRequests"),
  request: {
    query: z
      .object({
        ...pageQuery,
        region: RegionCode.optional(),
        state: z.enum(["open", "answered"]).default("open"),
      })
      .strict(),
  },
  responses: {
    200: ok(pageOf(ReviewView), "A page of requests, without their words", WITH_LINK),
    ...problems(400, 401, 403),
  },
});

export const findReviewRequestRoute = createRoute({
  ...shared,
  method: "get",
  path: "/review-requests/{id}",
  operationId: "findReviewRequest",
  summary: "Read a request for review",
  description: "The reading is logged, and the job seeker sees it.",
  middleware: allow("findReviewRequest"),
  request: { params: ById },
  responses: {
    200: ok(ReviewView, "The request, in the job seeker's words", WITH_ETAG),
    ...problems(400, 401, 403, 404),
  },
});

const Answer = z
  .object({ outcome: z.enum(REVIEW_OUTCOMES), text: plainText(2000) })
  .strict()
  .meta({ id: "ReviewAnswer", example: { outcome: "stands", text: "Wij hebben opnieuw gekeken." } });

export const answerReviewRequestRoute = createRoute({
  ...shared,
  method: "put",
  path: "/review-requests/{id}/answer",
  operationId: "answerReviewRequest",
  summary: "Answer a request for review",
  description:
    "A person answers, in words for the job seeker. Whoever decided on the proposal may not be the one who reviews it. The same answer by the same person again changes nothing.",
  middleware: allow("answerReviewRequest"),
  request: { params: ById, body: body(Answer) },
  responses: { 200: ok(ReviewView, "Answered", WITH_ETAG), ...problems(...BODY_TROUBLE, 404) },
});
