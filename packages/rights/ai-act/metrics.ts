import { isDeepStrictEqual } from "node:util";
import type { Classification } from "#packages/classification/classification.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { type Match, matchVacancy } from "#packages/matching/match.ts";
import { type ProfileTerms, termsOfProfile, termsOfVacancy } from "#packages/matching/terms.ts";
import { type World, worldOf } from "#packages/matching/world.ts";
import {
  drawTraits,
  type Invented,
  inputOf,
  inventPeople,
  inventVacancies,
  type Kind,
  numbersFrom,
  profileOf,
  supplyOf,
  type Traits,
} from "./population.ts";

/** The minimum where nobody set anything; fewer people a vacancy than the default cap, so that being left out shows. */
const AT_LEAST = 150_000;
const CAP = 5;

export type Sizes = { readonly people: number; readonly vacancies: number; readonly seed: number };
/** Small enough for every check of the code, large enough for thresholds to mean something. */
export const SIZES: Sizes = { people: 1_000, vacancies: 250, seed: 20261101 };

/** Of one group: how many, how many of a thousand are proposed for some vacancy, and their mean score. */
export type GroupFigures = {
  readonly trait: keyof Traits;
  readonly group: string;
  readonly people: number;
  readonly proposedPermille: number;
  readonly meanScore: number;
};
export type PopulationFigures = {
  readonly kind: Kind;
  readonly groups: readonly GroupFigures[];
  /** By trait: the lowest selection rate of a group as permille of the highest ("four fifths" is 800). */
  readonly ratioPermille: Readonly<Record<keyof Traits, number>>;
  /** By trait: the largest difference of mean scores between groups, in points of a million. */
  readonly scoreGap: Readonly<Record<keyof Traits, number>>;
};
export type Counterfactual = {
  readonly people: number;
  readonly pairs: number;
  readonly differences: number;
};
export type Soundness = {
  readonly explained: number;
  /** Explanations that do not add up, or name no version of the rules. */
  readonly unsound: number;
};
export type Metrics = {
  readonly rules: string;
  readonly sizes: Sizes;
  readonly populations: readonly PopulationFigures[];
  readonly counterfactual: Counterfactual;
  readonly soundness: Soundness;
};

const TRAITS = ["age", "sex", "origin", "health"] as const satisfies readonly (keyof Traits)[];

const termsOf = ({ profile }: Invented): ProfileTerms => {
  const terms = termsOfProfile(profile);
  if (terms === undefined) throw new RangeError("an invented profile is not to be matched");
  return terms;
};

type Work = { readonly vacancies: readonly Vacancy[]; readonly world: World };

const matchesOf = ({ vacancies, world }: Work, people: readonly ProfileTerms[]) =>
  vacancies.flatMap((vacancy) => {
    const terms = termsOfVacancy(vacancy);
    return terms === undefined ? [] : matchVacancy(terms, people, world, { atLeast: AT_LEAST, limit: CAP });
  });

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : Math.round(numbers.reduce((sum, one) => sum + one, 0) / numbers.length);

const figuresOf = (
  trait: keyof Traits,
  people: readonly Invented[],
  scores: ReadonlyMap<string, readonly number[]>,
): GroupFigures[] =>
  [...new Set(people.map(({ traits }) => traits[trait]))].sort().map((group) => {
    const members = people.filter(({ traits }) => traits[trait] === group);
    const proposed = members.filter(({ profile }) => scores.has(profile.id));
    return {
      trait,
      group,
      people: members.length,
      proposedPermille: Math.round((1000 * proposed.length) / members.length),
      meanScore: mean(members.flatMap(({ profile }) => scores.get(profile.id) ?? [])),
    };
  });

const perTrait = (
  groups: readonly GroupFigures[],
  of: (own: readonly GroupFigures[]) => number,
): Record<keyof Traits, number> => {
  const figure = (trait: keyof Traits) => of(groups.filter((one) => one.trait === trait));
  return { age: figure("age"), sex: figure("sex"), origin: figure("origin"), health: figure("health") };
};

const ratioOf = (own: readonly GroupFigures[]): number => {
  const rates = own.map(({ proposedPermille }) => proposedPermille);
  return Math.round((1000 * Math.min(...rates)) / Math.max(1, ...rates));
};
const gapOf = (own: readonly GroupFigures[]): number => {
  const scores = own.map(({ meanScore }) => meanScore);
  return Math.max(...scores) - Math.min(...scores);
};

const populationFigures = (
  kind: Kind,
  people: readonly Invented[],
  matches: readonly Match[],
): PopulationFigures => {
  const scores = new Map<string, number[]>();
  for (const { profileId, score } of matches)
    scores.set(profileId, [...(scores.get(profileId) ?? []), score]);
  const groups = TRAITS.flatMap((trait) => figuresOf(trait, people, scores));
  return { kind, groups, ratioPermille: perTrait(groups, ratioOf), scoreGap: perTrait(groups, gapOf) };
};

/**
 * Two people who differ only in what is protected: the same wishes and competencies, another age, sex, origin or health.
 * Through the intake and the rules, every pair must come out the same to the point.
 */
const counterfactualOf = (work: Work, count: number, seed: number, known: Classification): Counterfactual => {
  const draw = numbersFrom(seed);
  let [pairs, differences] = [0, 0];
  for (let number = 0; number < count; number += 1) {
    const supply = supplyOf(draw, known, { most: 6, hours: 32, reachKm: 40 });
    const [one, other] = [drawTraits(draw), drawTraits(draw)].map((traits) =>
      matchesOf(work, [
        termsOf({ traits, profile: profileOf(inputOf(traits, supply, "3511AA"), `twin ${number}`, known) }),
      ]),
    );
    pairs += one?.length ?? 0;
    if (!isDeepStrictEqual(one, other)) differences += 1;
  }
  return { people: count, pairs, differences };
};

const soundnessOf = (work: Work, explained: readonly Match[]): Soundness => {
  const unsound = explained.filter(({ score, explanation: { parts, rules } }) => {
    const sum = parts.competencies + parts.occupation + parts.distance + parts.availability;
    return sum !== score || rules !== work.world.rules;
  });
  return { explained: explained.length, unsound: unsound.length };
};

/** All figures, from a seed: the same on every machine. */
export const measure = (known: Classification, sizes: Sizes = SIZES): Metrics => {
  const world = worldOf(known);
  const work = { vacancies: inventVacancies(sizes.vacancies, sizes.seed, known), world };
  const neutral = inventPeople("neutral", sizes.people, sizes.seed + 1, known);
  const unequal = inventPeople("unequal", sizes.people, sizes.seed + 2, known);
  const matches = matchesOf(work, neutral.map(termsOf));
  return {
    rules: world.rules,
    sizes,
    populations: [
      populationFigures("neutral", neutral, matches),
      populationFigures("unequal", unequal, matchesOf(work, unequal.map(termsOf))),
    ],
    counterfactual: counterfactualOf(work, 150, sizes.seed + 3, known),
    soundness: soundnessOf(work, matches),
  };
};
