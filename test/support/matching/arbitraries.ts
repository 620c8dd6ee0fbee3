import * as fc from "fast-check";
import { CONTRACT_KINDS, EDUCATION_LEVELS, LANGUAGE_LEVELS, LICENCES } from "#packages/domain/conditions.ts";
import { addDays } from "#packages/domain/dates.ts";
import { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { COMPETENCIES, OCCUPATIONS, pc4 } from "./small-world.ts";

const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const some = <T>(list: readonly T[], maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...list), { maxLength });
const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays("2021-01-01", days));
const hours = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
const languages = fc.uniqueArray(
  fc.record({ language: fc.constantFrom("nl", "en", "de"), level: fc.constantFrom(...LANGUAGE_LEVELS) }),
  { maxLength: 3, selector: ({ language }) => language },
);
const period = fc.tuple(maybe(day), maybe(fc.integer({ min: 0, max: 200 }))).map(([from, days]) => ({
  from,
  until: days === undefined ? undefined : addDays(from ?? "2021-02-01", days),
}));
const sectors = ["G", "I", "Q"] as const;
const place = fc.record({
  pc4: fc.integer({ min: 0, max: 80 }).map(pc4),
  region: fc.constantFrom("AM01", "AM02"),
  open: fc.integer({ min: 0, max: 3 }),
});

/** Any vacancy that may be matched, with every field known or not. */
export const anyVacancyTerms: fc.Arbitrary<VacancyTerms> = fc
  .record({
    id: fc.uuid({ version: 4 }),
    version: fc.integer({ min: 1, max: 9 }),
    employer: fc.constantFrom("12345678", "87654321"),
    sector: maybe(fc.constantFrom(...sectors)),
    learning: fc.boolean(),
    occupation: maybe(fc.constantFrom(...OCCUPATIONS)),
    hoursPerWeek: maybe(hours),
    period,
    contractKinds: maybe(some(CONTRACT_KINDS, 4)),
    requirements: fc.uniqueArray(
      fc.record({
        competency: fc.constantFrom(...COMPETENCIES),
        importance: fc.constantFrom("must", "nice"),
        weight: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 8, selector: ({ competency }) => competency },
    ),
    mustHaves: fc.oneof(
      fc.constant({ mode: "soft" }),
      fc.record({ mode: fc.constant("strict"), share: fc.integer({ min: 1, max: 100 }) }),
    ),
    languages: maybe(languages),
    educationLevel: maybe(fc.constantFrom(...EDUCATION_LEVELS)),
    licences: maybe(some(LICENCES, 2)),
    irregularHours: maybe(fc.boolean()),
    reachKm: maybe(fc.integer({ min: 1, max: 100 })),
    places: fc.array(place, { minLength: 1, maxLength: 3 }),
  })
  .map(({ period: { from, until }, ...rest }) =>
    VacancyTerms.parse({ ...rest, startDate: from, endDate: until }),
  );

/** Any profile that may be matched, with every field known or not. */
export const anyProfileTerms: fc.Arbitrary<ProfileTerms> = fc
  .record({
    id: fc.uuid({ version: 4 }),
    jobSeekerId: fc.uuid({ version: 4 }),
    version: fc.integer({ min: 1, max: 9 }),
    region: fc.constantFrom("AM01", "AM02"),
    pc4: fc.integer({ min: 0, max: 80 }).map(pc4),
    occupations: some(OCCUPATIONS, 3),
    competencies: some(COMPETENCIES, 14),
    hoursPerWeek: maybe(hours),
    period,
    contractKinds: maybe(some(CONTRACT_KINDS, 4)),
    languages: maybe(languages),
    educationLevel: maybe(fc.constantFrom(...EDUCATION_LEVELS)),
    licences: maybe(some(LICENCES, 4)),
    irregularHours: maybe(fc.boolean()),
    reachKm: maybe(fc.integer({ min: 1, max: 100 })),
    learningJob: maybe(fc.boolean()),
    excludedOccupations: some(OCCUPATIONS, 1),
    excludedSectors: some(sectors, 1),
  })
  .map(({ period: { from, until }, ...rest }) =>
    ProfileTerms.parse({ ...rest, availableFromDate: from, availableUntilDate: until }),
  );

/** Pairs of which a good part suits: half of them with everything that could keep them apart left unknown. */
export const anyPair: fc.Arbitrary<{ vacancy: VacancyTerms; profile: ProfileTerms }> = fc
  .tuple(anyVacancyTerms, anyProfileTerms, fc.boolean())
  .map(([vacancy, profile, easy]) =>
    easy
      ? {
          vacancy: VacancyTerms.parse({
            ...vacancy,
            ...{
              hoursPerWeek: undefined,
              contractKinds: undefined,
              languages: undefined,
              licences: undefined,
            },
            ...{ educationLevel: undefined, irregularHours: undefined, learning: false, reachKm: 100 },
            ...{ endDate: undefined, sector: undefined, mustHaves: { mode: "soft" } },
            places: vacancy.places.map((one) => ({ ...one, open: one.open + 1 })),
          }),
          profile: ProfileTerms.parse({
            ...profile,
            ...{ excludedOccupations: [], availableUntilDate: undefined, reachKm: undefined },
          }),
        }
      : { vacancy, profile },
  );
