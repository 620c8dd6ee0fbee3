import type { Explanation } from "#packages/domain/explanation.ts";
import type { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { assess, scoreOf } from "./assess.ts";
import type { ProfileTerms, VacancyTerms } from "./terms.ts";
import type { World } from "./world.ts";

/** A pair that suits, with its score and why. */
export type Match = {
  readonly vacancyId: VacancyId;
  readonly profileId: MarketProfileId;
  readonly score: number;
  readonly explanation: Explanation;
};

export type MatchOptions = {
  /** Leaves out what scores less. */
  readonly atLeast?: number;
  /** At most so many, the best. */
  readonly limit?: number;
};

/** Ids are compared as plain strings, so that the order is the same on every machine. */
const compareIds = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** Best first; the same score by profile, then by vacancy, whichever way round it was asked. */
export const byRank = (
  a: Pick<Match, "score" | "vacancyId" | "profileId">,
  b: Pick<Match, "score" | "vacancyId" | "profileId">,
): number =>
  b.score - a.score || compareIds(a.profileId, b.profileId) || compareIds(a.vacancyId, b.vacancyId);

type Scored = Omit<Match, "explanation"> & { readonly vacancy: VacancyTerms; readonly profile: ProfileTerms };

/** Two sides that suit with their score, or nothing. */
const scored = (vacancy: VacancyTerms, profile: ProfileTerms, world: World): Scored[] => {
  const score = scoreOf(vacancy, profile, world);
  return score === undefined
    ? []
    : [{ vacancyId: vacancy.id, profileId: profile.id, score, vacancy, profile }];
};

/** The reasons are worked out only for those that are wanted. */
const ranked = (pairs: readonly Scored[], world: World, { atLeast = 0, limit }: MatchOptions): Match[] =>
  pairs
    .filter(({ score }) => score >= atLeast)
    .sort(byRank)
    .slice(0, limit)
    .flatMap(({ vacancy, profile, vacancyId, profileId, score }) => {
      const assessment = assess(vacancy, profile, world);
      return assessment.kind === "match"
        ? [{ vacancyId, profileId, score, explanation: assessment.explanation }]
        : [];
    });

/** Profiles that suit a vacancy, best first. */
export const matchVacancy = (
  vacancy: VacancyTerms,
  profiles: readonly ProfileTerms[],
  world: World,
  options: MatchOptions = {},
): Match[] =>
  ranked(
    profiles.flatMap((profile) => scored(vacancy, profile, world)),
    world,
    options,
  );

/** Vacancies that suit a profile, best first: the same pairs and scores as the other way round. */
export const matchProfile = (
  profile: ProfileTerms,
  vacancies: readonly VacancyTerms[],
  world: World,
  options: MatchOptions = {},
): Match[] =>
  ranked(
    vacancies.flatMap((vacancy) => scored(vacancy, profile, world)),
    world,
    options,
  );
