import type { Actor } from "#packages/domain/actor.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { ReviewRequestId } from "#packages/domain/ids.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import type { REVIEW_OUTCOMES, ReviewRequest } from "#packages/domain/review-request.ts";
import { dueAfterWorkingDays } from "#packages/domain/working-days.ts";

/** A week of working days: GDPR 12(3) leaves a month, and somebody waits. */
const TERM_IN_WORKING_DAYS = 5;

type Asked = Pick<ReviewRequest, "subject" | "proposalId">;

/** GDPR 22(3): a job seeker asks that a person looks again. */
export const askReview = (
  id: ReviewRequestId,
  { subject, proposalId }: Asked,
  profile: MarketProfile,
  now: Date,
): ReviewRequest => ({
  id,
  version: 1,
  profileId: profile.id,
  jobSeekerId: profile.jobSeekerId,
  region: profile.region,
  municipality: profile.municipality,
  responsible: profile.responsible,
  subject,
  proposalId,
  state: "open",
  requestedAt: now.toISOString(),
  dueAt: dueAfterWorkingDays(now, TERM_IN_WORKING_DAYS).toISOString(),
});

/** Who took a decision that is under review. */
const deciders = ({ history }: Proposal): Set<string> =>
  new Set(history.filter(({ by }) => by.role !== "system").map(({ by }) => by.subject));

type Answer = { readonly outcome: (typeof REVIEW_OUTCOMES)[number]; readonly by: Actor };

/**
 * A person answers. Undefined when the same person gave the same answer before. Throws NotPossibleNow when another
 * answer was given, or when whoever answers decided on the proposal: nobody reviews the own decision.
 */
export const answerReview = (
  before: ReviewRequest,
  { outcome, by }: Answer,
  proposal: Proposal | undefined,
  now: Date,
): ReviewRequest | undefined => {
  if (before.answer !== undefined) {
    if (before.answer.by.subject === by.subject && before.answer.outcome === outcome) return undefined;
    throw new NotPossibleNow(`It was answered at ${before.answer.at}.`);
  }
  if (proposal !== undefined && deciders(proposal).has(by.subject))
    throw new NotPossibleNow("You decided on this proposal yourself: a colleague has to look again.");
  return {
    ...before,
    version: before.version + 1,
    state: "answered",
    answer: { outcome, by, at: now.toISOString() },
  };
};

export const isLate = ({ state, dueAt }: ReviewRequest, now: Date): boolean =>
  state === "open" && Date.parse(dueAt) < now.getTime();
