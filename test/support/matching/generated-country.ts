import type { Classification } from "#packages/classification/classification.ts";
import {
  CONTRACT_KINDS,
  EDUCATION_LEVELS,
  LANGUAGE_LEVELS,
  LICENCES,
  SECTORS,
} from "#packages/domain/conditions.ts";
import { addDays } from "#packages/domain/dates.ts";
import { pc4Blocks } from "#packages/geography/distance.ts";
import { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";

/** Seeded numbers, the same everywhere: Marsaglia's xorshift with 13, 17 and 5 (Journal of Statistical Software, 2003). */
const numbers = (seed: number) => {
  let state = (seed + 1) * 2_654_435_761 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(next() * end);
  const one = <T>(list: readonly T[]): T => {
    const picked = list[below(list.length)];
    if (picked === undefined) throw new RangeError("nothing to pick from");
    return picked;
  };
  return {
    below,
    one,
    chance: (share: number): boolean => next() < share,
    /** Low numbers come more often. */
    skewed: (end: number): number => Math.floor(end * next() ** 2),
    some: <T>(list: readonly T[], count: number): T[] => [
      ...new Set(Array.from({ length: count }, () => one(list))),
    ],
  };
};
type Numbers = ReturnType<typeof numbers>;

const maybe = <T>(from: Numbers, share: number, value: () => T): T | undefined =>
  from.chance(share) ? value() : undefined;

const id = (from: Numbers): string => {
  const hex = Array.from({ length: 32 }, () => from.below(16).toString(16)).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

const competenciesOf = (classification: Classification, from: Numbers, occupation: number, count: number) => {
  const own = [...classification.essential(occupation), ...classification.optional(occupation)];
  const drawn = Array.from({ length: count }, () =>
    own.length > 0 && from.chance(0.75)
      ? (own[from.skewed(own.length)] ?? 0)
      : from.skewed(classification.counts.competencies),
  );
  return [...new Set(drawn)].map((competency) => classification.competencyUri(competency));
};

const day = (from: Numbers, days: number) => addDays("2021-01-04", from.below(days));
const place = (from: Numbers) => {
  const { codes, regions, count } = pc4Blocks();
  const index = from.below(count);
  return { pc4: codes[index], region: regions[index] };
};

const profile = (classification: Classification, from: Numbers) => {
  const occupation = from.skewed(classification.counts.occupations);
  const hours = 8 * from.below(5);
  return ProfileTerms.parse({
    ...place(from),
    id: id(from),
    jobSeekerId: id(from),
    version: 1,
    occupations: [
      occupation,
      ...Array.from({ length: from.below(3) }, () => from.skewed(classification.counts.occupations)),
    ]
      .filter((one, index, all) => all.indexOf(one) === index)
      .map((one) => classification.occupationUri(one)),
    competencies: competenciesOf(classification, from, occupation, 5 + from.skewed(35)),
    hoursPerWeek: maybe(from, 0.9, () => ({ min: hours, max: Math.min(40, hours + 8 + 4 * from.below(5)) })),
    availableFromDate: maybe(from, 0.9, () => day(from, 150)),
    availableUntilDate: maybe(from, 0.05, () => addDays("2021-09-01", from.below(300))),
    contractKinds: maybe(from, 0.8, () => from.some(CONTRACT_KINDS, 1 + from.below(4))),
    languages: maybe(from, 0.8, () => [
      { language: "nl", level: from.one(LANGUAGE_LEVELS.slice(1)) },
      ...(from.chance(0.4) ? [{ language: "en", level: from.one(LANGUAGE_LEVELS) }] : []),
    ]),
    educationLevel: maybe(from, 0.8, () => from.one(EDUCATION_LEVELS)),
    licences: maybe(from, 0.8, () => (from.chance(0.7) ? ["B"] : from.some(LICENCES, from.below(2)))),
    irregularHours: maybe(from, 0.7, () => from.chance(0.6)),
    reachKm: maybe(from, 0.9, () => from.one([5, 10, 15, 20, 30, 40, 50, 75])),
    learningJob: maybe(from, 0.5, () => from.chance(0.7)),
    excludedOccupations: from.chance(0.1)
      ? [classification.occupationUri(from.below(classification.counts.occupations))]
      : [],
    excludedSectors: from.chance(0.1) ? [from.one(SECTORS)] : [],
  });
};

const vacancy = (classification: Classification, from: Numbers) => {
  const occupation = from.skewed(classification.counts.occupations);
  const hours = from.one([8, 16, 24, 32, 36]);
  const many = from.chance(0.05);
  return VacancyTerms.parse({
    id: id(from),
    version: 1,
    employer: "12345678",
    sector: maybe(from, 0.9, () => from.one(SECTORS)),
    learning: from.chance(0.05),
    occupation: maybe(from, 0.95, () => classification.occupationUri(occupation)),
    hoursPerWeek: maybe(from, 0.9, () => ({ min: hours, max: Math.min(40, hours + 8) })),
    startDate: maybe(from, 0.8, () => day(from, 120)),
    endDate: maybe(from, 0.2, () => addDays("2021-06-01", from.below(400))),
    contractKinds: maybe(from, 0.8, () => from.some(CONTRACT_KINDS, 1 + from.below(2))),
    requirements: from.chance(0.1)
      ? []
      : competenciesOf(classification, from, occupation, 4 + from.below(9)).map((competency, index) => ({
          competency,
          importance: index < 4 ? "must" : "nice",
          weight: 1 + from.below(5),
        })),
    mustHaves: from.chance(0.3) ? { mode: "soft" } : { mode: "strict", share: from.one([25, 50, 50, 75]) },
    languages: maybe(from, 0.5, () => [{ language: "nl", level: from.one(["A2", "B1", "B2"]) }]),
    educationLevel: maybe(from, 0.6, () => from.one(EDUCATION_LEVELS.slice(0, 5))),
    licences: maybe(from, 0.2, () => ["B"]),
    irregularHours: maybe(from, 0.6, () => from.chance(0.4)),
    reachKm: maybe(from, 0.6, () => from.one([15, 25, 40, 60])),
    places: Array.from({ length: many ? 3 : 1 }, () => ({ ...place(from), open: 1 + from.below(3) })),
  });
};

/** People and vacancies over the whole country, of a real classification and real postcode areas. Made up, all of them. */
export const generatedCountry = (
  classification: Classification,
  { profiles, vacancies, seed = 1 }: { profiles: number; vacancies: number; seed?: number },
): { profiles: ProfileTerms[]; vacancies: VacancyTerms[] } => {
  const [people, work] = [numbers(seed), numbers(seed + 1_000_003)];
  return {
    profiles: Array.from({ length: profiles }, () => profile(classification, people)),
    vacancies: Array.from({ length: vacancies }, () => vacancy(classification, work)),
  };
};
