import * as z from "zod";
import { HoursPerWeek, LanguageSkill, Licence, ReachKm, Sector } from "#packages/domain/conditions.ts";
import { consents } from "#packages/domain/consent.ts";
import { CompetencyUri, KvkNumber, OccupationUri } from "#packages/domain/ids.ts";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { Pc4 } from "#packages/domain/postcode.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { openPositions, Vacancy } from "#packages/domain/vacancy.ts";

/** One place of the work. Places without open positions stay listed: they are not matched, but they are part of the vacancy. */
export const WorkPlace = z.object({ pc4: Pc4, region: RegionCode, open: z.number().int().min(0) });
export type WorkPlace = z.infer<typeof WorkPlace>;

/**
 * All that matching may know of a vacancy. No title, no name, no contact; the employer's number only so that the
 * proposal can carry it: it is never looked at. An absent field is unknown.
 */
export const VacancyTerms = z.object({
  ...Vacancy.pick({
    id: true,
    version: true,
    occupation: true,
    hoursPerWeek: true,
    startDate: true,
    endDate: true,
    contractKinds: true,
    mustHaves: true,
    educationLevel: true,
    irregularHours: true,
    reachKm: true,
  }).shape,
  employer: KvkNumber,
  sector: Sector.optional(),
  /** A learning job (D3). Open hiring never gets this far (D4). */
  learning: z.boolean(),
  requirements: z.array(
    z.object({
      competency: CompetencyUri,
      importance: z.enum(["must", "nice"]),
      weight: z.number().int().min(1).max(5),
    }),
  ),
  languages: z.array(LanguageSkill).optional(),
  licences: z.array(Licence).optional(),
  /** In the order of the vacancy, so that an index means the same there and here. */
  places: z.array(WorkPlace).min(1),
});
export type VacancyTerms = z.infer<typeof VacancyTerms>;

/**
 * All that matching may know of a market profile. Age, sex, nationality, group membership, health and benefit have no
 * field (I6, M3), nor have the person's situation, responsible party and affinities. An absent field is unknown.
 */
export const ProfileTerms = z.object({
  ...MarketProfile.pick({
    id: true,
    jobSeekerId: true,
    version: true,
    region: true,
    pc4: true,
    availableFromDate: true,
    availableUntilDate: true,
    contractKinds: true,
    educationLevel: true,
    irregularHours: true,
    learningJob: true,
  }).shape,
  hoursPerWeek: HoursPerWeek.optional(),
  reachKm: ReachKm.optional(),
  occupations: z.array(OccupationUri),
  competencies: z.array(CompetencyUri),
  languages: z.array(LanguageSkill).optional(),
  licences: z.array(Licence).optional(),
  excludedOccupations: z.array(OccupationUri),
  excludedSectors: z.array(Sector),
});
export type ProfileTerms = z.infer<typeof ProfileTerms>;

/**
 * What of a vacancy is matched, or undefined when it is not to be matched: not open, no open position in any place
 * (held and filled ones do not count), or open hiring (D4).
 */
export const termsOfVacancy = (vacancy: Vacancy): VacancyTerms | undefined => {
  if (vacancy.kind === "open-hiring" || openPositions(vacancy) === 0) return undefined;
  // Parsing keeps the listed fields and drops all others.
  return VacancyTerms.parse({
    ...vacancy,
    employer: vacancy.employer.kvkNumber,
    sector: vacancy.employer.sector,
    learning: vacancy.kind === "learning",
  });
};

/** The person has the use of the data restricted (GDPR 18), or objects to automatic matching (GDPR 21). */
const heldBack = ({ restriction, objection }: MarketProfile): boolean =>
  restriction !== undefined || objection !== undefined;

/**
 * What of a profile is matched, or undefined when it is not to be matched: not active, no consent for matching that
 * stands (S4; unknown means no), or held back by the person.
 */
export const termsOfProfile = (profile: MarketProfile): ProfileTerms | undefined =>
  profile.status === "active" && consents(profile.consents, "matching") && !heldBack(profile)
    ? ProfileTerms.parse(profile)
    : undefined;

/** Open positions of all places: what the caps of a vacancy are counted over. */
export const openPositionsOf = (terms: VacancyTerms): number =>
  terms.places.reduce((sum, { open }) => sum + open, 0);
