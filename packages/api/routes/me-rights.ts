import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { RestrictionGround } from "#packages/domain/market-profile.ts";
import { ReviewRequest } from "#packages/domain/review-request.ts";
import { plainText } from "#packages/domain/text.ts";
import { OwnProfile, ReviewView } from "./me-views.ts";
import { body, IdempotencyHeader, ok, PERSONAL, problems, WITH_ETAG, WITH_LOCATION } from "./parts.ts";

const shared = { tags: ["me"], security: PERSONAL };
const WRITTEN = [400, 401, 404, 409, 413, 415] as const;
const now = ok(OwnProfile, "The profile as it is now", WITH_ETAG);

const Restriction = z
  .object({ ground: RestrictionGround })
  .strict()
  .meta({ id: "RestrictionInput", example: { ground: "accuracy-contested" } });

export const setRestrictionRoute = createRoute({
  ...shared,
  method: "put",
  path: "/me/restriction",
  operationId: "setRestriction",
  summary: "Have the use of the own data frozen (GDPR 18)",
  description:
    "Nothing is matched, proposals that nobody has taken up end, and those that somebody has taken up wait: no decision moves them on and no team sees who it is. Putting right what is wrong stays possible.",
  request: { body: body(Restriction) },
  responses: { 200: now, ...problems(...WRITTEN) },
});

export const liftRestrictionRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/me/restriction",
  operationId: "liftRestriction",
  summary: "Let the own data be used again",
  responses: { 200: now, ...problems(401, 404, 409) },
});

export const objectRoute = createRoute({
  ...shared,
  method: "put",
  path: "/me/objection",
  operationId: "objectToMatching",
  summary: "Object to automatic matching (GDPR 21)",
  description:
    "It stops matching, not service: what people have taken up goes on, and the responsible party keeps helping.",
  responses: { 200: now, ...problems(401, 404, 409) },
});

export const withdrawObjectionRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/me/objection",
  operationId: "withdrawObjection",
  summary: "Withdraw the objection to automatic matching",
  responses: { 200: now, ...problems(401, 404, 409) },
});

const ReviewInput = z
  .object({
    subject: ReviewRequest.shape.subject,
    proposalId: ReviewRequest.shape.proposalId,
    question: plainText(2000).optional(),
  })
  .strict()
  .refine(({ subject, proposalId }) => (subject === "proposal") === (proposalId !== undefined), {
    path: ["proposalId"],
    message: "is for the subject proposal, and needed there",
  })
  .meta({
    id: "ReviewRequestInput",
    example: { subject: "not-being-proposed", question: "Waarom ik niet?" },
  });

export const requestReviewRoute = createRoute({
  ...shared,
  method: "post",
  path: "/me/review-requests",
  operationId: "requestReview",
  summary: "Ask that a person looks again (GDPR 22)",
  description:
    "It goes to the responsible party and the team of the region, who answer within five working days.",
  request: { headers: IdempotencyHeader, body: body(ReviewInput) },
  responses: { 201: ok(ReviewView, "Asked", WITH_LOCATION), ...problems(...WRITTEN) },
});

export const listOwnReviewsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me/review-requests",
  operationId: "listOwnReviews",
  summary: "Read the own requests for review and their answers",
  responses: {
    200: ok(z.object({ items: z.array(ReviewView) }).meta({ id: "OwnReviewRequests" }), "The requests"),
    ...problems(401, 404),
  },
});
