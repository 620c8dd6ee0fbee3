import { beforeAll, describe, expect, it } from "vitest";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import { VacancyShard } from "#packages/matching/engine/vacancy-shard.ts";
import { matchProfile, matchVacancy } from "#packages/matching/match.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import { worldOf } from "#packages/matching/world.ts";
import { generatedCountry } from "#test/support/matching/generated-country.ts";

describe("the engine over the whole country, with the classification in force and real distances", () => {
  let world: World;
  let profiles: ProfileTerms[];
  let vacancies: VacancyTerms[];
  beforeAll(() => {
    const classification = loadClassification();
    world = worldOf(classification);
    ({ profiles, vacancies } = generatedCountry(classification, { profiles: 2_000, vacancies: 400 }));
  });

  it("vacancy → profiles gives what the definition gives", () => {
    const shard = new ProfileShard(profiles, world);
    let found = 0;
    for (const vacancy of vacancies.slice(0, 80)) {
      const expected = matchVacancy(vacancy, profiles, world, { limit: 50 }).map(
        ({ profileId: id, score }) => ({ id, score }),
      );
      found += expected.length;
      expect(shard.search(vacancy, { limit: 50 })).toEqual(expected);
    }
    expect(found).toBeGreaterThan(300);
  });

  it.each([{ mode: "strict", share: 25 }, { mode: "strict", share: 1 }, { mode: "soft" }] as const)(
    "is exact for a vacancy that asks 70 competencies, 40 of them must-haves ($mode $share)",
    (mustHaves) => {
      const shard = new ProfileShard(profiles, world);
      const asked = [...new Set(profiles.flatMap(({ competencies }) => competencies))].slice(0, 70);
      let found = 0;
      for (const vacancy of vacancies.slice(0, 12)) {
        const long: VacancyTerms = {
          ...vacancy,
          mustHaves,
          requirements: asked.map((competency, index) => ({
            competency,
            importance: index < 40 ? "must" : "nice",
            weight: 1 + (index % 5),
          })),
        };
        const expected = matchVacancy(long, profiles, world, { limit: 30 }).map(
          ({ profileId: id, score }) => ({
            id,
            score,
          }),
        );
        found += expected.length;
        expect(shard.search(long, { limit: 30 })).toEqual(expected);
      }
      expect(found).toBeGreaterThan(20);
    },
  );

  it("is exact where people state more different reaches than have a bitmap of their own", () => {
    const various = profiles.map((profile, index) => ({
      ...profile,
      reachKm: index % 9 === 0 ? undefined : 1 + (index % 90),
    }));
    const shard = new ProfileShard(various, world);
    for (const vacancy of vacancies.slice(0, 25)) {
      const soft: VacancyTerms = { ...vacancy, mustHaves: { mode: "soft" } };
      const expected = matchVacancy(soft, various, world, { limit: 100 });
      expect(shard.search(soft, { limit: 100 })).toEqual(
        expected.map(({ profileId: id, score }) => ({ id, score })),
      );
    }
  });

  it("keeps a profile in less than 250 bytes beside its id, in a shard as small as this", () => {
    const shard = new ProfileShard(profiles, world);
    expect(shard.bytes / shard.count).toBeLessThan(250);
    expect(shard.bytes / shard.count).toBeGreaterThan(50);
  });

  it("profile → vacancies gives what the definition gives", () => {
    const shard = new VacancyShard(vacancies, world);
    let found = 0;
    for (const profile of profiles.slice(0, 300)) {
      const expected = matchProfile(profile, vacancies, world, { limit: 50 }).map(
        ({ vacancyId: id, score }) => ({ id, score }),
      );
      found += expected.length;
      expect(shard.search(profile, { limit: 50 })).toEqual(expected);
    }
    expect(found).toBeGreaterThan(300);
  });
});
