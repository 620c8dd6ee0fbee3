import * as z from "zod";
import { Actor } from "./actor.ts";
import { Moment } from "./dates.ts";
import { JobSeekerId, MarketProfileId, ProposalId, ReviewRequestId } from "./ids.ts";
import { HomeMunicipality } from "./municipality.ts";
import { RegionCode } from "./regions.ts";
import { ResponsibleParty } from "./situation.ts";
import { plainText } from "./text.ts";

/** What a job seeker wants a person to look at again (GDPR 22(3)). */
export const REVIEW_SUBJECTS = ["proposal", "profile", "not-being-proposed", "other"] as const;
export const ReviewSubject = z.enum(REVIEW_SUBJECTS);

export const REVIEW_OUTCOMES = ["changed", "stands"] as const;

/** The part of a request without words of people, kept in the platform table. */
export const ReviewRequest = z.object({
  id: ReviewRequestId,
  version: z.number().int().min(1),
  profileId: MarketProfileId,
  jobSeekerId: JobSeekerId,
  region: RegionCode,
  municipality: HomeMunicipality.optional(),
  responsible: ResponsibleParty,
  subject: ReviewSubject,
  proposalId: ProposalId.optional(),
  state: z.enum(["open", "answered"]),
  requestedAt: Moment,
  /** By when a person answers: a week of working days, well within the month of GDPR 12(3). */
  dueAt: Moment,
  answer: z.object({ outcome: z.enum(REVIEW_OUTCOMES), by: Actor, at: Moment }).optional(),
});
export type ReviewRequest = z.infer<typeof ReviewRequest>;

/** What the job seeker asked and what was answered, in words: kept in the persons table. */
export const ReviewWords = z.object({
  question: plainText(2000).optional(),
  answer: plainText(2000).optional(),
});
export type ReviewWords = z.infer<typeof ReviewWords>;
