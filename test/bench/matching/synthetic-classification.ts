import { CompetencyUri, OccupationUri } from "#packages/domain/ids.ts";
import type { MatchingClassification } from "#packages/matching/world.ts";
import { type Random, randomFrom, shuffled, weighted } from "./random.ts";

/** As many as ESCO 1.1.1 and 1.2 have, about. */
export const COMPETENCIES = 13_896;
export const OCCUPATIONS = 3_000;

/** Groups small enough to give near pairs, and how much more often a competency has another above it: near 5.7 on average. */
const SMALL_GROUPS = 260;
const HAS_PARENT = 0.45;
/** Competencies of an occupation; the first of them are essential. */
const OF_OCCUPATION = 40;
const ESSENTIAL = 15;
/** Similarity in permille of occupations whose code is the same up to that level; ISCO-08 has so many codes of each. */
const LEVELS = [
  { codes: 436, permille: 733 },
  { codes: 130, permille: 467 },
  { codes: 43, permille: 267 },
  { codes: 10, permille: 100 },
];

/** A classification of the size and shape of ESCO in which nothing means anything. */
export type SyntheticClassification = MatchingClassification & {
  /** Draws a competency by popularity, which falls as 1 / (rank + 11). */
  readonly popular: (random: Random) => number;
  /** Draws one of the competencies of an occupation. */
  readonly ofOccupation: (occupation: number, random: Random) => number;
  /** Draws an occupation by how many people have it. */
  readonly occupation: (random: Random) => number;
  readonly occupationUri: (occupation: number) => OccupationUri;
};

const groupsOf = (random: Random): number[][] => {
  const order = shuffled(COMPETENCIES, random);
  let next = 0;
  return Array.from({ length: SMALL_GROUPS }, () => {
    const size = 3 + Math.floor(30 * random.next() ** 1.5);
    next += size;
    return order.slice(next - size, next);
  });
};

const nearOf = (groups: readonly (readonly number[])[], random: Random): Uint32Array[] => {
  const near = Array.from({ length: COMPETENCIES }, () => new Set<number>());
  const link = (one: number, other: number): void => {
    if (one === other) return;
    near[one]?.add(other);
    near[other]?.add(one);
  };
  for (const group of groups) for (const one of group) for (const other of group) link(one, other);
  for (let one = 0; one < COMPETENCIES; one++)
    if (random.chance(HAS_PARENT)) link(one, random.below(COMPETENCIES));
  return near.map((others) => Uint32Array.from(others).sort());
};

type Draw = (random: Random) => number;

/** Competencies of every occupation, the most telling first: six in ten from a few groups, the others by popularity. */
const competenciesOf = (groups: readonly (readonly number[])[], popular: Draw, random: Random): number[][] =>
  Array.from({ length: OCCUPATIONS }, () => {
    const own = Array.from({ length: 6 }, () => random.one(groups));
    const drawn = new Set<number>();
    while (drawn.size < OF_OCCUPATION)
      drawn.add(random.chance(0.6) ? random.one(random.one(own)) : popular(random));
    return [...drawn];
  });

const similarity = (a: number, b: number): number => {
  if (a === b) return 1000;
  const codeOf = (occupation: number, codes: number) => Math.floor((occupation * codes) / OCCUPATIONS);
  return LEVELS.find(({ codes }) => codeOf(a, codes) === codeOf(b, codes))?.permille ?? 0;
};

const popularities = (count: number, falling: number, random: Random): number[] => {
  const popularity: number[] = [];
  for (const [rank, one] of shuffled(count, random).entries()) popularity[one] = 1 / (rank + 11) ** falling;
  return popularity;
};

const indexIn = (uris: readonly string[]) => {
  const known = new Map(uris.map((uri, index) => [uri, index]));
  return (uri: string) => known.get(uri);
};

export const syntheticClassification = (seed: number): SyntheticClassification => {
  const random = randomFrom(seed);
  const numbered = (kind: string) => (_: unknown, index: number) =>
    `https://example.org/${kind}/${String(index).padStart(5, "0")}`;
  const competencyUris = Array.from({ length: COMPETENCIES }, numbered("competency")).map((uri) =>
    CompetencyUri.parse(uri),
  );
  const occupationUris = Array.from({ length: OCCUPATIONS }, numbered("occupation")).map((uri) =>
    OccupationUri.parse(uri),
  );
  const groups = groupsOf(random);
  const near = nearOf(groups, random);
  const popularity = popularities(COMPETENCIES, 1, random);
  const popular = weighted(popularity);
  const own = competenciesOf(groups, popular, random);
  const within = weighted(Array.from({ length: OF_OCCUPATION }, (_, index) => 1 / (index + 4)));
  const rarest = Math.max(...popularity);
  return {
    version: `synthetic-${seed}`,
    rulesVersion: `synthetic-${seed}`,
    competencyIndex: indexIn(competencyUris),
    competencyUri: (index) => competencyUris[index] ?? CompetencyUri.parse(index),
    occupationIndex: indexIn(occupationUris),
    occupationUri: (index) => occupationUris[index] ?? OccupationUri.parse(index),
    near: (competency) => near[competency] ?? new Uint32Array(),
    similarity,
    rarity: (competency) => Math.round(100 * (1 + Math.log(rarest / (popularity[competency] ?? rarest)))),
    essential: (occupation) => Uint32Array.from(own[occupation]?.slice(0, ESSENTIAL) ?? []).sort(),
    popular,
    ofOccupation: (occupation, from) => own[occupation]?.[within(from)] ?? 0,
    occupation: weighted(popularities(OCCUPATIONS, 0.9, random)),
  };
};
