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
import { LocalDate, Moment } from "./dates.ts";
import { CompetencyUri, ImportId, JobSeekerId, MarketProfileId, OccupationUri } from "./ids.ts";
import { PersonInput } from "./person.ts";
import { Pc4 } from "./postcode.ts";
import { RegionCode } from "./regions.ts";
import { ResponsibleParty } from "./situation.ts";
import { ExternalReference, plainText } from "./text.ts";

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
    jobTitles: distinct(plainText(120), 10).default([]),
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
  .object({ person: PersonInput, profile: ProfileInput, reference: ExternalReference.optional() })
  .strict();
export type MarketProfileInput = z.infer<typeof MarketProfileInput>;

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
  responsible: ResponsibleParty,
  consents: z.array(Consent),
  withdrawal: z
    .object({ reason: z.enum(["found-work", "own-request", "moved-away", "mistake", "other"]), at: Moment })
    .optional(),
  reference: ExternalReference.optional(),
  importId: ImportId.optional(),
  registeredAt: Moment,
  changedAt: Moment,
});
export type MarketProfile = z.infer<typeof MarketProfile>;
