import * as z from "zod";
import {
  ContractKind,
  distinct,
  EducationLevel,
  HoursPerWeek,
  LanguageSkill,
  Licence,
  ReachKm,
  Sector,
} from "./conditions.ts";
import { Consent } from "./consent.ts";
import { SurplusId } from "./coupling.ts";
import { LocalDate, Moment } from "./dates.ts";
import {
  CompetencyUri,
  CouplingId,
  ImportId,
  JobSeekerId,
  MarketProfileId,
  OccupationUri,
  SelfRegistrationId,
  SurplusNoticeId,
} from "./ids.ts";
import { InvitationCode } from "./invitation.ts";
import { HomeMunicipality } from "./municipality.ts";
import { PersonInput } from "./person.ts";
import { Pc4 } from "./postcode.ts";
import { RegionCode } from "./regions.ts";
import { ResponsibleParty } from "./situation.ts";
import { ExternalReference, jobTitleText } from "./text.ts";

const supply = {
  /** Work that the person has done or wants; the best of them counts. */
  occupations: distinct(OccupationUri, 10).default([]),
  competencies: distinct(CompetencyUri, 200).default([]),
  hoursPerWeek: HoursPerWeek.optional(),
  availableFromDate: LocalDate.optional(),
  availableUntilDate: LocalDate.optional(),
  contractKinds: distinct(ContractKind, 4).optional(),
  languages: distinct(LanguageSkill, 20).optional(),
  educationLevel: EducationLevel.optional(),
  licences: distinct(Licence, 16).optional(),
  irregularHours: z.boolean().optional(),
  reachKm: ReachKm.optional(),
  learningJob: z.boolean().optional(),
  /** Sectors that attract the person: shown to the team, never filtering. */
  affinities: distinct(Sector, 21).default([]),
  excludedOccupations: distinct(OccupationUri, 50).default([]),
  excludedSectors: distinct(Sector, 21).default([]),
};

const inOrder = (profile: {
  availableFromDate?: string | undefined;
  availableUntilDate?: string | undefined;
}) =>
  profile.availableFromDate === undefined ||
  profile.availableUntilDate === undefined ||
  profile.availableFromDate <= profile.availableUntilDate;

export const ProfileInput = z
  .object({
    ...supply,
    /** Dutch job titles, linked to occupations by the platform; what is unsure is answered with suggestions. */
    jobTitles: distinct(jobTitleText, 10).default([]),
    /**
     * Whether mediation goes on. `active` on somebody who was placed: the person seeks work again. Absent: as it is, and
     * active for a new profile.
     */
    status: z.enum(["active", "paused"]).optional(),
    consents: z.array(Consent).max(50).default([]),
  })
  .strict()
  .refine(inOrder, { path: ["availableUntilDate"], message: "must not be before availableFromDate" });
export type ProfileInput = z.infer<typeof ProfileInput>;

/** What a responsible party posts: the person and the profile apart, since they are kept apart. */
export const MarketProfileInput = z
  .object({
    person: PersonInput,
    profile: ProfileInput,
    reference: ExternalReference.optional(),
    /** Of somebody whose firm agreed to a coupling: the code that the firm or the team gave. Needs consent to matching. */
    invitationCode: InvitationCode.optional(),
    /** S7: the request of the person who came forward alone that this profile answers. */
    selfRegistrationId: SelfRegistrationId.optional(),
  })
  .strict();
export type MarketProfileInput = z.infer<typeof MarketProfileInput>;

/** A profile in an import: invitations are accepted one by one. */
export const MarketProfileRow = MarketProfileInput.omit({ invitationCode: true, selfRegistrationId: true });

/** Why somebody had the use of their data frozen (GDPR 18, 1). */
export const RESTRICTION_GROUNDS = [
  "accuracy-contested",
  "unlawful-use",
  "needed-for-legal-claim",
  "objection-pending",
] as const;
export const RestrictionGround = z.enum(RESTRICTION_GROUNDS);
export type RestrictionGround = z.infer<typeof RestrictionGround>;

/**
 * The anonymous part of a job seeker: what matching may know, and not more. Age, sex, nationality, group
 * membership, health and benefit have no place in it (I6, M3).
 */
export const MarketProfile = z.object({
  ...supply,
  id: MarketProfileId,
  jobSeekerId: JobSeekerId,
  version: z.number().int().min(1),
  /** `active` only after intake and with consent; a profile without consent is invisible (S4). */
  status: z.enum(["active", "paused", "placed", "withdrawn"]),
  /** Support is given where the person lives (M1). */
  region: RegionCode,
  pc4: Pc4,
  /** Where the person lives: of municipalities, each is responsible for its own people. */
  municipality: HomeMunicipality.optional(),
  responsible: ResponsibleParty,
  consents: z.array(Consent),
  withdrawal: z
    .object({ reason: z.enum(["found-work", "own-request", "moved-away", "mistake", "other"]), at: Moment })
    .optional(),
  /** Of somebody who came by an agreed coupling: counted as a person, and no longer as a head of that group. */
  linked: z
    .object({ couplingId: CouplingId, noticeId: SurplusNoticeId, surplusId: SurplusId, since: Moment })
    .optional(),
  /** GDPR 18: all use but keeping is frozen while it stands. Nothing is matched, decided or shown to a team. */
  restriction: z.object({ ground: RestrictionGround, since: Moment }).optional(),
  /** GDPR 21: no automatic matching. People may still help. */
  objection: z.object({ since: Moment }).optional(),
  /** GDPR 17: all that was in it is gone; what is left answers for the id until nobody asks for it any more. */
  erasedAt: Moment.optional(),
  reference: ExternalReference.optional(),
  importId: ImportId.optional(),
  registeredAt: Moment,
  changedAt: Moment,
});
export type MarketProfile = z.infer<typeof MarketProfile>;
