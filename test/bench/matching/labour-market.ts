import {
  CONTRACT_KINDS,
  type ContractKind,
  EDUCATION_LEVELS,
  LANGUAGE_LEVELS,
  type LanguageSkill,
  type Licence,
  SECTORS,
} from "#packages/domain/conditions.ts";
import { addDays } from "#packages/domain/dates.ts";
import { JobSeekerId, KvkNumber, type MarketProfileId, type VacancyId } from "#packages/domain/ids.ts";
import { gazetteer } from "#packages/geography/gazetteer.ts";
import { locate } from "#packages/geography/places.ts";
import { yearbookOn } from "#packages/geography/region-books.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { type Random, randomFrom, weighted } from "./random.ts";
import type { SyntheticClassification } from "./synthetic-classification.ts";

/** What is drawn from; made once for all sizes. */
export type LabourMarket = {
  profiles(count: number): ProfileTerms[];
  /** With must-haves at the default share of half. */
  vacancies(count: number): VacancyTerms[];
};

const FIRST_DAY = "2021-01-04";
const EMPLOYER = KvkNumber.parse("12345678");
const PERSON = JobSeekerId.parse("00000000-0000-4000-8000-000000000000");

/** An id by its number, in an order that is not that of the numbers. */
const uuid = (kind: number, number: number): string => {
  const mixed = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 0;
  return `${mixed.toString(16).padStart(8, "0")}-000${kind}-4000-8000-${number.toString(16).padStart(12, "0")}`;
};

/** Competencies drawn until there are so many, or drawing gives nothing new any more. */
const drawn = (count: number, draw: () => number): number[] => {
  const list = new Set<number>();
  for (let tries = 0; list.size < count && tries < 8 * count; tries++) list.add(draw());
  return [...list];
};

/** Kinds of contract by a mask of bits, and languages by level: everybody shares the same few lists. */
const CONTRACTS: readonly (readonly ContractKind[])[] = Array.from(
  { length: 2 ** CONTRACT_KINDS.length },
  (_, bits) => CONTRACT_KINDS.filter((_kind, index) => ((bits >>> index) & 1) === 1),
);
const DUTCH: readonly LanguageSkill[][] = LANGUAGE_LEVELS.map((level) => [{ language: "nl", level }]);
const LICENCES_HELD: readonly Licence[][] = [[], ["B"], ["B", "C"]];
const HOURS = Array.from({ length: 61 }, (_, min) =>
  Array.from({ length: 61 }, (_unused, max) => ({ min, max })),
);
const hours = (min: number, max: number) => HOURS[min]?.[max] ?? { min, max };

const DAYS = Array.from({ length: 400 }, (_, days) => addDays(FIRST_DAY, days));
const REACHES = [5, 10, 15, 20, 30, 40, 50, 75];
const EMPLOYERS_REACHES = [15, 25, 40, 60, 100];
const byReach = weighted([8, 17, 18, 22, 18, 9, 5, 3]);
const byEmployersReach = weighted([15, 30, 30, 15, 10]);
const byEducation = weighted([5, 10, 20, 30, 23, 12]);
const byLanguage = weighted([4, 7, 11, 16, 22, 40]);
const byLicence = weighted([30, 60, 10]);

type Draws = { readonly random: Random; readonly place: (random: Random) => Place };
type Place = Pick<ProfileTerms, "pc4" | "region">;

/** Unknown in one of twenty, as in real files. */
const known = <T>(random: Random, value: T): T | undefined => (random.chance(0.05) ? undefined : value);

const profile = (
  classification: SyntheticClassification,
  number: number,
  { random, place }: Draws,
): ProfileTerms => {
  const occupation = classification.occupation(random);
  const least = 8 * random.below(5);
  const competencies = drawn(5 + Math.floor(35 * random.next() ** 2.2), () =>
    random.chance(0.7) ? classification.ofOccupation(occupation, random) : classification.popular(random),
  );
  const more = drawn(random.below(3), () => classification.occupation(random));
  return {
    ...place(random),
    id: uuid(1, number) as MarketProfileId,
    jobSeekerId: PERSON,
    version: 1,
    hoursPerWeek: known(random, hours(least, Math.min(40, Math.max(least + 4, 16 + 4 * random.below(7))))),
    availableFromDate: known(random, DAYS[random.chance(0.6) ? 0 : random.below(181)]),
    contractKinds: known(random, CONTRACTS[random.below(CONTRACTS.length)] as ContractKind[]),
    educationLevel: known(random, EDUCATION_LEVELS[byEducation(random)]),
    languages: known(random, DUTCH[byLanguage(random)]),
    licences: known(random, LICENCES_HELD[byLicence(random)]),
    irregularHours: known(random, random.chance(0.6)),
    reachKm: known(random, REACHES[byReach(random)]),
    learningJob: undefined,
    occupations: [...new Set([occupation, ...more])].map(classification.occupationUri),
    competencies: competencies.map(classification.competencyUri),
    excludedOccupations: [],
    excludedSectors: random.chance(0.05) ? [random.one(SECTORS)] : [],
  } as ProfileTerms;
};

const vacancy = (
  classification: SyntheticClassification,
  number: number,
  { random, place }: Draws,
): VacancyTerms => {
  const occupation = classification.occupation(random);
  const own = () => classification.ofOccupation(occupation, random);
  const musts = drawn(2 + random.below(4), own);
  const nice = drawn(3 + random.below(8), () =>
    random.chance(0.75) ? own() : classification.popular(random),
  );
  const least = random.one([8, 16, 24, 24, 32, 32, 36]);
  const contracts = 1 + random.below(CONTRACTS.length - 1);
  return {
    id: uuid(2, number) as VacancyId,
    version: 1,
    employer: EMPLOYER,
    sector: random.one(SECTORS),
    learning: false,
    occupation: classification.occupationUri(occupation),
    hoursPerWeek: hours(least, Math.min(40, least + random.one([0, 4, 8, 16]))),
    startDate: DAYS[random.below(91)],
    contractKinds: CONTRACTS[contracts] as ContractKind[],
    requirements: [
      ...musts.map((one) => ({
        competency: classification.competencyUri(one),
        importance: "must" as const,
        weight: 3,
      })),
      ...nice
        .filter((one) => !musts.includes(one))
        .map((one) => ({
          competency: classification.competencyUri(one),
          importance: "nice" as const,
          weight: 1 + random.below(5),
        })),
    ],
    mustHaves: { mode: "strict", share: 50 },
    languages: random.chance(0.8) ? DUTCH[random.below(5)] : undefined,
    educationLevel: random.chance(0.8) ? EDUCATION_LEVELS[random.below(5)] : undefined,
    licences: random.chance(0.2) ? ["B"] : undefined,
    irregularHours: random.chance(0.3),
    reachKm: EMPLOYERS_REACHES[byEmployersReach(random)],
    places: [{ ...place(random), open: 1 }],
  } as VacancyTerms;
};

/** Areas where people live, by how many. */
const placesByInhabitants = (): ((random: Random) => Place) => {
  const areas = [...yearbookOn(gazetteer()).areas.values()].filter(({ inhabitants }) => inhabitants > 0);
  const draw = weighted(areas.map(({ inhabitants }) => inhabitants));
  const places = areas.map(({ pc4 }) => ({ pc4, region: locate(pc4, "postcode").region }));
  return (random) => places[draw(random)] ?? random.one(places);
};

/** The profiles and vacancies of a made-up country: the same seed and count give the same, on every machine. */
export const labourMarket = (classification: SyntheticClassification, seed: number): LabourMarket => {
  const place = placesByInhabitants();
  return {
    profiles: (count) => {
      const random = randomFrom(104_729 * seed + count);
      return Array.from({ length: count }, (_, number) => profile(classification, number, { random, place }));
    },
    vacancies: (count) => {
      const random = randomFrom(1_299_709 * seed + 77);
      return Array.from({ length: count }, (_, number) => vacancy(classification, number, { random, place }));
    },
  };
};

/** The same vacancy with must-haves that only weigh. */
export const softly = (terms: VacancyTerms): VacancyTerms => ({ ...terms, mustHaves: { mode: "soft" } });
