import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProposalId } from "#packages/domain/ids.ts";
import { defaultSettings } from "#packages/domain/settings.ts";
import { candidatesOfVacancy } from "#packages/matching/candidates.ts";
import { liveProfiles, liveVacancies } from "#packages/matching/engine/live-shards.ts";
import { matchProfile, matchVacancy } from "#packages/matching/match.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { anyPair } from "#test/support/matching/arbitraries.ts";
import { smallWorld } from "#test/support/matching/small-world.ts";

const many = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 60, size: "max" });
const profiles = many(anyPair.map(({ profile }) => profile));
const vacancies = many(anyPair.map(({ vacancy }) => vacancy));
/** What happens to the n-th of those there: it goes, or it becomes what the n-th of others is. */
const events = fc.array(fc.record({ at: fc.nat({ max: 60 }), gone: fc.boolean() }), {
  maxLength: 90,
  size: "max",
});

const play = <T extends { readonly id: string }>(
  first: readonly T[],
  later: readonly T[],
  happened: readonly { at: number; gone: boolean }[],
  live: { put(document: T): void; remove(id: T["id"]): void; search(): unknown },
): T[] => {
  const now = new Map(first.map((one) => [one.id, one]));
  for (const { at, gone } of happened) {
    const old = [...first, ...later][at % Math.max(1, first.length + later.length)];
    if (old === undefined) continue;
    const next = { ...old, ...later[(at * 7) % Math.max(1, later.length)], id: old.id };
    if (gone) now.delete(old.id);
    else now.set(old.id, next);
    if (gone) live.remove(old.id);
    else live.put(next);
    if (at % 5 === 0) live.search();
  }
  return [...now.values()];
};

describe("shards that change", () => {
  it("vacancy → profiles: always what the definition gives over those there now", () => {
    fc.assert(
      fc.property(profiles, profiles, events, anyPair, (first, later, happened, { vacancy }) => {
        const live = liveProfiles(first, smallWorld);
        const now: ProfileTerms[] = play(first, later, happened, {
          put: (profile) => live.put(profile),
          remove: (id) => live.remove(id),
          search: () => live.search(vacancy, { limit: 5 }),
        });
        expect(live.size).toBe(now.length);
        const expected = matchVacancy(vacancy, now, smallWorld, { limit: 20, atLeast: 100_000 });
        expect(live.search(vacancy, { limit: 20, atLeast: 100_000 })).toEqual(
          expected.map(({ profileId: id, score }) => ({ id, score })),
        );
      }),
      { numRuns: 80 },
    );
  });

  it("profile → vacancies: always what the definition gives over those there now", () => {
    fc.assert(
      fc.property(vacancies, vacancies, events, anyPair, (first, later, happened, { profile }) => {
        const live = liveVacancies(first, smallWorld);
        const now: VacancyTerms[] = play(first, later, happened, {
          put: (vacancy) => live.put(vacancy),
          remove: (id) => live.remove(id),
          search: () => live.search(profile, { limit: 5 }),
        });
        const expected = matchProfile(profile, now, smallWorld, { limit: 20, atLeast: 100_000 });
        expect(live.search(profile, { limit: 20, atLeast: 100_000 })).toEqual(
          expected.map(({ vacancyId: id, score }) => ({ id, score })),
        );
      }),
      { numRuns: 80 },
    );
  });

  it("the candidates among those selected are the candidates among all", () => {
    const settings = {
      version: 0,
      regions: {
        AM01: { ...defaultSettings("AM01"), minimumScore: 200_000 },
        AM02: { ...defaultSettings("AM02"), minimumScore: 400_000 },
      },
    };
    const options = { world: smallWorld, settings, open: new Set<ProposalId>(), settled: new Map() };
    fc.assert(
      fc.property(profiles, anyPair, (all, { vacancy }) => {
        const selected = liveProfiles(all, smallWorld).select(vacancy, {
          limit: all.length,
          atLeast: 200_000,
        });
        expect(candidatesOfVacancy(vacancy, selected, options)).toEqual(
          candidatesOfVacancy(vacancy, all, options),
        );
      }),
      { numRuns: 80 },
    );
  });
});
