import type { Explanation } from "#packages/domain/explanation.ts";
import type { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { assess } from "./assess.ts";
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

/** The match of two sides; undefined when they do not suit. */
export const matchOf = (vacancy: VacancyTerms, profile: ProfileTerms, world: World): Match | undefined => {
  const assessment = assess(vacancy, profile, world);
  if (assessment.kind === "no-match") return undefined;
  const { explanation } = assessment;
  return { vacancyId: vacancy.id, profileId: profile.id, score: explanation.score, explanation };
};

const ranked = (matches: readonly (Match | undefined)[], { atLeast = 0, limit }: MatchOptions): Match[] =>
  matches
    .filter((match) => match !== undefined)
    .filter(({ score }) => score >= atLeast)
    .sort(byRank)
    .slice(0, limit);

/** Profiles that suit a vacancy, best first. */
export const matchVacancy = (
  vacancy: VacancyTerms,
  profiles: readonly ProfileTerms[],
  world: World,
  options: MatchOptions = {},
): Match[] =>
  ranked(
    profiles.map((profile) => matchOf(vacancy, profile, world)),
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
    vacancies.map((vacancy) => matchOf(vacancy, profile, world)),
    options,
  );
