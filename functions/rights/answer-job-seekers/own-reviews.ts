import type { createApi } from "#packages/api/create-api.ts";
import { idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { invalidInput } from "#packages/api/problem.ts";
import { reviewView } from "#packages/api/review-view.ts";
import { listOwnReviewsRoute, requestReviewRoute } from "#packages/api/routes/me-rights.ts";
import type { ReviewView } from "#packages/api/routes/me-views.ts";
import { ReviewRequestId } from "#packages/domain/ids.ts";
import { askReview } from "#packages/rights/review.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { find, findMany, put } from "#packages/store/documents.ts";
import { proposals } from "#packages/store/kinds.ts";
import { findWords, putWords, reviewRequests, reviewsOf } from "#packages/store/reviews.ts";
import type { Deps } from "./deps.ts";
import { factOf, ownProfile, toldOf } from "./own-data.ts";

/** The own requests with their words, oldest first. */
export const ownReviews = async (deps: Deps, jobSeekerId: string): Promise<ReviewView[]> => {
  const { platform, persons } = deps.tables;
  const ids = await reviewsOf(persons, jobSeekerId, deps.now());
  const found = (await findMany(platform, reviewRequests, ids)).filter((one) => one !== undefined);
  const shown = await Promise.all(
    found.map(async (one) => reviewView(one, await findWords(persons, one), deps.now())),
  );
  return shown.sort((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1));
};

const checkOwnProposal = async (
  { tables }: Deps,
  proposalId: string | undefined,
  profileId: string,
): Promise<void> => {
  if (proposalId === undefined) return;
  if ((await find(tables.platform, proposals, proposalId))?.profileId !== profileId)
    throw invalidInput([{ pointer: "/proposalId", detail: "is not one of your proposals" }], "body");
};

/** Requests that a person looks again (GDPR 22), with a term. */
export const serveOwnReviews = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { platform, persons, records } = deps.tables;

  api.openapi(requestReviewRoute, (c) => {
    const { question, ...asked } = c.req.valid("json");
    return idempotently(c, { table: persons, now: deps.now }, async () => {
      const startedAt = deps.now();
      const { profile } = await ownProfile(c, deps);
      await checkOwnProposal(deps, asked.proposalId, profile.id);
      const request = askReview(ReviewRequestId.parse(deps.newId()), asked, profile, startedAt);
      const detail = { subject: asked.subject, request: request.id };
      const fact = await factOf(c, deps, { what: "review-requested", detail }, profile.region);
      const told = toldOf(c, deps, { name: "requestReview", activity: "exercise-right", startedAt });
      return {
        writes: [
          put(platform, reviewRequests, request),
          putWords(persons, request, { question }),
          ...(await auditWrites(records, fact)),
          ...(await deps.processing.writes(profile.jobSeekerId, told)),
        ],
        answer: jsonAnswer(201, reviewView(request, {}, startedAt), { location: "/v1/me/review-requests" }),
        about: profile.jobSeekerId,
      };
    });
  });

  api.openapi(listOwnReviewsRoute, async (c) => {
    await ownProfile(c, deps);
    return c.json({ items: await ownReviews(deps, c.var.own.jobSeekerId) }, 200);
  });
};
