import { consents } from "#packages/domain/consent.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { EndReason } from "#packages/domain/proposal.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { regionsWithin } from "#packages/geography/distance.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";

/** Rounding of distances to hectometres may put a pair in reach that is up to 50 metres beyond it. */
const ROUNDING_METRES = 50;
const inReach = (km: number) => km * 1000 + ROUNDING_METRES;

/**
 * Regions that can have somebody for a vacancy. Without a reach of the employer's own it is the person's that counts,
 * which may be any: then every region can.
 */
export const regionsFor = ({ places, reachKm }: VacancyTerms): readonly RegionCode[] => {
  if (reachKm === undefined) return REGIONS;
  const reached = places
    .filter(({ open }) => open > 0)
    .flatMap(({ pc4 }) => regionsWithin(pc4, inReach(reachKm)));
  return [...new Set(reached)];
};

/** Regions that can have work for a person, likewise. */
export const regionsAround = ({ pc4, reachKm }: ProfileTerms): readonly RegionCode[] =>
  reachKm === undefined ? REGIONS : regionsWithin(pc4, inReach(reachKm));

const VACANCY_ENDS = {
  open: "vacancy-changed",
  closed: "vacancy-closed",
  withdrawn: "vacancy-withdrawn",
} as const;
/** Why the open proposals of a vacancy end, when it is no longer to be matched. */
export const whyVacancyEnds = ({ status }: Vacancy): EndReason => VACANCY_ENDS[status];

const PROFILE_ENDS = {
  active: "profile-changed",
  paused: "profile-changed",
  placed: "person-placed",
  withdrawn: "profile-withdrawn",
} as const;
/** Why the open proposals of a person end, when the profile is no longer to be matched. */
export const whyProfileEnds = ({ status, consents: given }: MarketProfile): EndReason => {
  const mayComeBack = status === "active" || status === "paused";
  return mayComeBack && !consents(given, "matching") ? "consent-withdrawn" : PROFILE_ENDS[status];
};
