import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import { matchVacancy } from "#packages/matching/match.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { anyPair, anyProfileTerms, anyVacancyTerms } from "#test/support/matching/arbitraries.ts";
import { pc4, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

const people = (arbitrary: fc.Arbitrary<ProfileTerms>) =>
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.uniqueArray(arbitrary, { maxLength: 120, size: "max", selector: ({ id }) => id }),
    },
    { weight: 1, arbitrary: fc.uniqueArray(arbitrary, { maxLength: 4, selector: ({ id }) => id }) },
  );
const region = fc.record({
  vacancies: fc.array(
    fc.oneof(
      anyVacancyTerms,
      anyPair.map(({ vacancy }) => vacancy),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  profiles: people(
    fc.oneof(
      anyProfileTerms,
      anyPair.map(({ profile }) => profile),
    ),
  ),
  limit: fc.integer({ min: 1, max: 200 }),
  atLeast: fc.constantFrom(0, 200_000, 400_000),
});

const plain = (vacancy: VacancyTerms, profiles: readonly ProfileTerms[], limit: number, atLeast: number) =>
  matchVacancy(vacancy, profiles, smallWorld, { limit, atLeast }).map(({ profileId: id, score }) => ({
    id,
    score,
  }));

describe("the engine, vacancy → profiles", () => {
  it.each([
    { chunkBits: 16, isCompiled: false },
    { chunkBits: 16, isCompiled: true },
    { chunkBits: 5, isCompiled: false },
    { chunkBits: 5, isCompiled: true },
  ])(
    "gives exactly what the definition gives, for any shard (chunks of 2^$chunkBits documents, compiled loops: $isCompiled)",
    ({ chunkBits, isCompiled }) => {
      let found = 0;
      fc.assert(
        fc.property(region, ({ vacancies, profiles, limit, atLeast }) => {
          const shard = new ProfileShard(profiles, smallWorld, { chunkBits, isCompiled });
          for (const vacancy of vacancies) {
            const expected = plain(vacancy, profiles, limit, atLeast);
            found += expected.length;
            expect(shard.search(vacancy, { limit, atLeast })).toEqual(expected);
          }
        }),
        { numRuns: 100 },
      );
      expect(found).toBeGreaterThan(300);
    },
  );

  it("ranks people with the same score by id", () => {
    const profiles = [5, 3, 9, 1].map((number) => profileTerms({}, number));
    const shard = new ProfileShard(profiles, smallWorld);
    const found = shard.search(vacancyTerms(), { limit: 3 });
    expect(found.map(({ id, score }) => [id.slice(-1), score])).toEqual([
      ["1", 950_000],
      ["3", 950_000],
      ["5", 950_000],
    ]);
  });

  it.each([
    { own: undefined, employer: undefined, kilometres: 50, found: 1 },
    { own: undefined, employer: undefined, kilometres: 51, found: 0 },
    { own: undefined, employer: 80, kilometres: 80, found: 1 },
    { own: 80, employer: undefined, kilometres: 80, found: 1 },
    { own: 80, employer: 90, kilometres: 80, found: 1 },
    { own: 80, employer: 90, kilometres: 81, found: 0 },
  ])("a shard of one with reach $own finds work within $employer km at $kilometres km: $found", (one) => {
    const person = profileTerms({ reachKm: one.own, pc4: pc4(one.kilometres) });
    const shard = new ProfileShard([person], smallWorld);
    expect(shard.search(vacancyTerms({ reachKm: one.employer }), { limit: 5 })).toHaveLength(one.found);
  });

  it("an empty shard has nobody", () => {
    expect(new ProfileShard([], smallWorld).search(vacancyTerms(), { limit: 10 })).toEqual([]);
  });

  it("a search leaves nothing behind for the next", () => {
    const profiles = [1, 2].map((number) => profileTerms({}, number));
    const shard = new ProfileShard(profiles, smallWorld);
    const first = shard.search(vacancyTerms(), { limit: 10 });
    shard.search(vacancyTerms({ requirements: [], languages: [{ language: "fr", level: "A1" }] }), {
      limit: 1,
    });
    expect(shard.search(vacancyTerms(), { limit: 10 })).toEqual(first);
  });
});
