import { expect, it } from "vitest";
import { liveVacancies } from "#packages/matching/engine/live-shards.ts";
import { matchProfile } from "#packages/matching/match.ts";
import type { ProfileTerms } from "#packages/matching/terms.ts";
import { whatIf } from "#packages/matching/what-if.ts";
import { competency, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

const must = (index: number) => ({ competency: competency(index), importance: "must", weight: 3 });
const vacancies = [
  vacancyTerms({ requirements: [must(0), must(12)], mustHaves: { mode: "strict", share: 100 } }, 1),
  vacancyTerms({ requirements: [must(0), must(12)], mustHaves: { mode: "soft" } }, 2),
  vacancyTerms({ requirements: [must(0)] }, 3),
];
const person = profileTerms({ competencies: [competency(0)] });

it.each([
  {
    by: "the definition",
    search: (profile: ProfileTerms) =>
      matchProfile(profile, vacancies, smallWorld).map(({ vacancyId: id, score }) => ({ id, score })),
  },
  {
    by: "the engine",
    search: (profile: ProfileTerms) =>
      liveVacancies(vacancies, smallWorld).search(profile, { limit: Number.POSITIVE_INFINITY }),
  },
])("D2: what learning one competency would open and lift, by $by", ({ search }) => {
  const { opened, lifted } = whatIf(person, [competency(12)], search);
  expect(opened.map(({ id, score }) => [id.slice(-1), score])).toEqual([["1", 950_000]]);
  // Weights 2·3·100 and 2·3·544, so 3,264 of 3,864: 591,304.35 of 700,000 for the competency learned.
  expect(lifted.map(({ id, gain }) => [id.slice(-1), gain])).toEqual([["2", 591_304]]);
});

it("learning what one has changes nothing", () => {
  const search = (profile: ProfileTerms) =>
    matchProfile(profile, vacancies, smallWorld).map(({ vacancyId: id, score }) => ({ id, score }));
  expect(whatIf(person, [competency(0)], search)).toEqual({ opened: [], lifted: [] });
});
