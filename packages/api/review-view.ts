import type { ReviewRequest, ReviewWords } from "#packages/domain/review-request.ts";
import { isLate } from "#packages/rights/review.ts";
import type { ReviewView } from "./routes/me-views.ts";

/** A request for review as it is shown: who answered by role and team, never which member of staff. */
export const reviewView = (
  { jobSeekerId: _person, answer, ...request }: ReviewRequest,
  words: ReviewWords,
  now: Date,
): ReviewView => ({
  ...request,
  question: words.question,
  answer:
    answer === undefined
      ? undefined
      : {
          outcome: answer.outcome,
          at: answer.at,
          by: { role: answer.by.role, region: answer.by.region },
          text: words.answer,
        },
  overdue: isLate({ jobSeekerId: _person, answer, ...request }, now),
});
