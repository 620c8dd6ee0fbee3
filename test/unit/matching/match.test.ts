import * as fc from "fast-check";
import { expect, it } from "vitest";
import { byRank, matchProfile, matchVacancy } from "#packages/matching/match.ts";
import { anyPair } from "#test/support/matching/arbitraries.ts";
import { competency, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

const sides = fc.array(anyPair, { minLength: 1, maxLength: 8 }).map((pairs) => ({
  vacancies: pairs.map(({ vacancy }) => vacancy),
  profiles: pairs.map(({ profile }) => profile),
}));

it("both ways round give the same pairs, scores and reasons", () => {
  let found = 0;
  fc.assert(
    fc.property(sides, ({ vacancies, profiles }) => {
      const one = vacancies.flatMap((vacancy) => matchVacancy(vacancy, profiles, smallWorld)).sort(byRank);
      const other = profiles.flatMap((profile) => matchProfile(profile, vacancies, smallWorld)).sort(byRank);
      found += one.length;
      expect(other).toEqual(one);
    }),
  );
  expect(found).toBeGreaterThan(100);
});

it("the ranking does not depend on the order in which profiles come", () => {
  fc.assert(
    fc.property(sides, ({ vacancies: [vacancy = vacancyTerms()], profiles }) => {
      expect(matchVacancy(vacancy, profiles.toReversed(), smallWorld)).toEqual(
        matchVacancy(vacancy, profiles, smallWorld),
      );
    }),
  );
});

it("best first, the same score by id, only as many and as good as asked", () => {
  const weaker = profileTerms({ competencies: [competency(0), competency(3)] }, 2);
  const profiles = [weaker, profileTerms({}, 4), profileTerms({}, 3)];
  const ids = (options: { atLeast?: number; limit?: number }) =>
    matchVacancy(vacancyTerms(), profiles, smallWorld, options).map(({ profileId }) => profileId.slice(-1));
  expect(ids({})).toEqual(["3", "4", "2"]);
  expect(ids({ limit: 2 })).toEqual(["3", "4"]);
  expect(ids({ atLeast: 900_000 })).toEqual(["3", "4"]);
  expect(ids({ atLeast: 950_001 })).toEqual([]);
});
