import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VacancyShard } from "#packages/matching/engine/vacancy-shard.ts";
import { matchProfile } from "#packages/matching/match.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { anyPair, anyProfileTerms, anyVacancyTerms } from "#test/support/matching/arbitraries.ts";
import { pc4, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

const work = (arbitrary: fc.Arbitrary<VacancyTerms>) =>
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.uniqueArray(arbitrary, { maxLength: 120, size: "max", selector: ({ id }) => id }),
    },
    { weight: 1, arbitrary: fc.uniqueArray(arbitrary, { maxLength: 4, selector: ({ id }) => id }) },
  );
const region = fc.record({
  profiles: fc.array(
    fc.oneof(
      anyProfileTerms,
      anyPair.map(({ profile }) => profile),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  vacancies: work(
    fc.oneof(
      anyVacancyTerms,
      anyPair.map(({ vacancy }) => vacancy),
    ),
  ),
  limit: fc.integer({ min: 1, max: 200 }),
  atLeast: fc.constantFrom(0, 200_000, 400_000),
});

const plain = (profile: ProfileTerms, vacancies: readonly VacancyTerms[], limit: number, atLeast: number) =>
  matchProfile(profile, vacancies, smallWorld, { limit, atLeast }).map(({ vacancyId: id, score }) => ({
    id,
    score,
  }));

describe("the engine, profile → vacancies", () => {
  it.each([16, 5])("gives exactly what the definition gives, for any shard (chunks of 2^%i)", (chunkBits) => {
    let found = 0;
    fc.assert(
      fc.property(region, ({ vacancies, profiles, limit, atLeast }) => {
        const shard = new VacancyShard(vacancies, smallWorld, { chunkBits });
        for (const profile of profiles) {
          const expected = plain(profile, vacancies, limit, atLeast);
          found += expected.length;
          expect(shard.search(profile, { limit, atLeast })).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
    expect(found).toBeGreaterThan(200);
  });

  it("M1: work in several places is found from each of them, once", () => {
    const place = (kilometres: number, open: number) => ({ pc4: pc4(kilometres), region: "AM01", open });
    const vacancies = [
      vacancyTerms({ places: [place(0, 1), place(60, 1), place(61, 1)] }, 1),
      vacancyTerms({ places: [place(60, 0), place(0, 1)] }, 2),
    ];
    const shard = new VacancyShard(vacancies, smallWorld);
    const found = shard.search(profileTerms({ pc4: pc4(62) }), { limit: 10 });
    expect(found.map(({ id }) => id.slice(-1))).toEqual(["1"]);
  });

  it("an empty shard has nothing, nor has one without open positions", () => {
    const closed = vacancyTerms({ places: [{ pc4: pc4(0), region: "AM01", open: 0 }] });
    expect(new VacancyShard([], smallWorld).search(profileTerms(), { limit: 10 })).toEqual([]);
    expect(new VacancyShard([closed], smallWorld).search(profileTerms(), { limit: 10 })).toEqual([]);
  });
});
