import * as z from "zod";

/** Ids are branded: a `JobSeekerId` does not fit where a `VacancyId` is asked. All are random or derived UUIDs. */
export const VacancyId = z.uuid().brand("VacancyId");
export type VacancyId = z.infer<typeof VacancyId>;

export const SurplusNoticeId = z.uuid().brand("SurplusNoticeId");
export type SurplusNoticeId = z.infer<typeof SurplusNoticeId>;

/** Of a profile's anonymous part; the person behind it has an id of its own. */
export const MarketProfileId = z.uuid().brand("MarketProfileId");
export type MarketProfileId = z.infer<typeof MarketProfileId>;

export const JobSeekerId = z.uuid().brand("JobSeekerId");
export type JobSeekerId = z.infer<typeof JobSeekerId>;

export const SelfRegistrationId = z.uuid().brand("SelfRegistrationId");
export type SelfRegistrationId = z.infer<typeof SelfRegistrationId>;

/** Derived from the vacancy and the profile, so that a pair has one proposal for life. */
export const ProposalId = z.uuid().brand("ProposalId");
export type ProposalId = z.infer<typeof ProposalId>;

/** A group of surplus staff and a place of a vacancy, brought together. */
export const CouplingId = z.uuid().brand("CouplingId");
export type CouplingId = z.infer<typeof CouplingId>;

export const ImportId = z.uuid().brand("ImportId");
export type ImportId = z.infer<typeof ImportId>;

/** All vacancies of a region or of the country, matched once more. */
export const RematchId = z.uuid().brand("RematchId");
export type RematchId = z.infer<typeof RematchId>;

export const RedeliveryId = z.uuid().brand("RedeliveryId");
export type RedeliveryId = z.infer<typeof RedeliveryId>;

/** A job seeker's request that a person looks again (GDPR 22). */
export const ReviewRequestId = z.uuid().brand("ReviewRequestId");
export type ReviewRequestId = z.infer<typeof ReviewRequestId>;

/** Of the proof that somebody's data were erased; it leads to nobody. */
export const ErasureId = z.uuid().brand("ErasureId");
export type ErasureId = z.infer<typeof ErasureId>;

/** A concept of the classification: an absolute http(s) URI, e.g. of ESCO. */
const ConceptUri = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s]+$/u, "must be the URI of a concept");

export const OccupationUri = ConceptUri.brand("OccupationUri");
export type OccupationUri = z.infer<typeof OccupationUri>;

export const CompetencyUri = ConceptUri.brand("CompetencyUri");
export type CompetencyUri = z.infer<typeof CompetencyUri>;

/** Number of the Chamber of Commerce (Kamer van Koophandel), 8 digits. */
export const KvkNumber = z
  .string()
  .regex(/^[0-9]{8}$/, "must be 8 digits")
  .brand("KvkNumber");
export type KvkNumber = z.infer<typeof KvkNumber>;
