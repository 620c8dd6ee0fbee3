import type { Context } from "hono";
import { seen, seenPage } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { invalidInput } from "#packages/api/problem.ts";
import { reviewView } from "#packages/api/review-view.ts";
import {
  answerReviewRequestRoute,
  findReviewRequestRoute,
  listReviewRequestsRoute,
} from "#packages/api/routes/review-requests.ts";
import { answerVersion, etagOf } from "#packages/api/versions.ts";
import type { ReviewRequest } from "#packages/domain/review-request.ts";
import { reviewResource } from "#packages/policy/resources.ts";
import { answerReview } from "#packages/rights/review.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { find, put } from "#packages/store/documents.ts";
import { lists } from "#packages/store/keys.ts";
import { proposals } from "#packages/store/kinds.ts";
import { readList } from "#packages/store/pages.ts";
import { findWords, putWords, reviewRequests } from "#packages/store/reviews.ts";
import { decideAndWrite } from "./committing.ts";
import type { Deps } from "./deps.ts";

const seenRequest = async (c: Context<ApiEnv>, { tables }: Deps, id: string): Promise<ReviewRequest> =>
  seen(c, await find(tables.platform, reviewRequests, id), reviewResource, id);

const told = (c: Context<ApiEnv>, name: string, id: string, at: Date) => ({
  name,
  activity: "review-by-people" as const,
  by: c.var.caller.actor,
  traceparent: c.var.traceparent,
  startedAt: at,
  endedAt: at,
  about: `review-request ${id}`,
});

/** Job seekers' requests that a person looks again: found, read and answered by people. */
export const serveReviewRequests = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { platform, persons, records } = deps.tables;

  api.openapi(listReviewRequestsRoute, async (c) => {
    const { actor } = c.var.caller;
    const { state, region: asked, ...query } = c.req.valid("query");
    const region = actor.region ?? asked;
    if (region === undefined) throw invalidInput([{ parameter: "region", detail: "is needed" }]);
    const list = `reviews ${actor.role} ${actor.party ?? ""} ${region} ${state}`;
    const { listPk } = lists.reviews(region, state, "", "");
    const page = await readList(platform, reviewRequests, [listPk.S], pageAsked(query, list));
    const shown = seenPage(c, page, reviewResource);
    await deps.processing.writeAll(
      shown.things.map(({ jobSeekerId }) => jobSeekerId),
      { ...told(c, "listReviewRequests", "", deps.now()), about: "review-requests" },
    );
    return answerPage(c, shown, list, (one) => reviewView(one, {}, deps.now()));
  });

  api.openapi(findReviewRequestRoute, async (c) => {
    const request = await seenRequest(c, deps, c.req.valid("param").id);
    const at = deps.now();
    await deps.processing.write(request.jobSeekerId, told(c, "findReviewRequest", request.id, at));
    return answerVersion(c, request.version, reviewView(request, await findWords(persons, request), at));
  });

  api.openapi(answerReviewRequestRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { outcome, text } = c.req.valid("json");
    const by = c.var.caller.actor;
    const shown = await decideAndWrite(deps, async () => {
      const before = await seenRequest(c, deps, id);
      const at = deps.now();
      const words = { ...(await findWords(persons, before)), answer: text };
      const proposal =
        before.proposalId === undefined ? undefined : await find(platform, proposals, before.proposalId);
      const request = answerReview(before, { outcome, by }, proposal, at);
      if (request === undefined)
        return {
          writes: [],
          outcome: { request: before, view: reviewView(before, await findWords(persons, before), at) },
        };
      const about = `job-seeker ${await deps.processing.pseudonym(before.jobSeekerId)}`;
      const fact = {
        chain: request.region,
        at: at.toISOString(),
        what: "review-answered",
        by,
        about,
        detail: { request: id, outcome },
        trace: c.var.traceparent,
      } as const;
      return {
        writes: [
          put(platform, reviewRequests, request),
          putWords(persons, request, words),
          ...(await auditWrites(records, fact)),
          ...(await deps.processing.writes(before.jobSeekerId, told(c, "answerReviewRequest", id, at))),
        ],
        outcome: { request, view: reviewView(request, words, at) },
      };
    });
    return c.json(shown.view, 200, { etag: etagOf(shown.request.version) });
  });
};
