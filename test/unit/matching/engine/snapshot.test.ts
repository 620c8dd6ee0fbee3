import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveShard } from "#packages/matching/engine/live-shard.ts";
import {
  liveProfiles,
  liveVacancies,
  profilesFromSnapshot,
  snapshotProfiles,
  snapshotVacancies,
  vacanciesFromSnapshot,
} from "#packages/matching/engine/live-shards.ts";
import { BadSnapshot, VarintReader, VarintWriter } from "#packages/matching/engine/varint.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { worldOf } from "#packages/matching/world.ts";
import { anyPair, anyProfileTerms, anyVacancyTerms } from "#test/support/matching/arbitraries.ts";
import { smallClassification, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

const everybody = { limit: 1_000 };
const asOf = new Date("2026-01-02T03:04:05.678Z");
const newer = worldOf(
  {
    ...smallClassification,
    version: "small-2",
    competencyIndex: (uri) => {
      const index = smallClassification.competencyIndex(uri);
      return index === undefined ? undefined : 23 - index;
    },
    competencyUri: (index) => smallClassification.competencyUri(23 - index),
  },
  smallWorld.distanceHm,
);

const all = <T extends { readonly id: string }>(one: fc.Arbitrary<T>) =>
  fc.uniqueArray(one, { maxLength: 60, size: "max", selector: ({ id }) => id });
const profiles = all<ProfileTerms>(
  fc.oneof(
    anyProfileTerms,
    anyPair.map(({ profile }) => profile),
  ),
);
const vacancies = all<VacancyTerms>(
  fc.oneof(
    anyVacancyTerms,
    anyPair.map(({ vacancy }) => vacancy),
  ),
);
/** Changes before the snapshot and after it: the n-th of those there goes, or gets what the n-th of others has. */
const changes = fc.array(fc.record({ at: fc.nat({ max: 99 }), gone: fc.boolean() }), {
  maxLength: 50,
  size: "max",
});
type Changes = readonly { at: number; gone: boolean }[];
type Changeable<T> = { put(document: T): void; remove(id: string): void };

const play = <T extends { readonly id: string }>(
  live: Changeable<T>,
  documents: readonly T[],
  later: readonly T[],
  happened: Changes,
): void => {
  const both = [...documents, ...later];
  for (const { at, gone } of happened) {
    const old = both[at % Math.max(1, both.length)];
    if (old === undefined) continue;
    if (gone) live.remove(old.id);
    else live.put({ ...old, ...later[(7 * at) % Math.max(1, later.length)], id: old.id });
  }
};
const sorted = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Two shards hold the same documents and give the same answers; gives how many were found. */
const expectSame = <Id extends string, T extends { readonly id: Id }, Query>(
  one: LiveShard<Id, T, Query>,
  other: LiveShard<Id, T, Query>,
  queries: readonly Query[],
): number => {
  expect(other.size).toBe(one.size);
  expect(sorted(other.all())).toEqual(sorted(one.all()));
  expect(other.versions()).toEqual(one.versions());
  let found = 0;
  for (const query of queries) {
    const expected = one.search(query, everybody);
    found += expected.length;
    expect(other.search(query, everybody)).toEqual(expected);
    expect(other.select(query, everybody)).toEqual(one.select(query, everybody));
  }
  return found;
};
const pairs = fc.array(anyPair, { minLength: 1, maxLength: 3 });

describe("a live shard from a snapshot", () => {
  it("vacancy → profiles: answers exactly as the one it was taken from, also after the same changes", () => {
    let found = 0;
    const market = fc.record({ first: profiles, later: profiles, before: changes, after: changes });
    fc.assert(
      fc.property(market, pairs, ({ first, later, before, after }, asked) => {
        const queries = asked.map(({ vacancy }) => vacancy);
        const live = liveProfiles(first, smallWorld);
        live.search(vacancyTerms(), everybody);
        play(live, first, later, before);
        const parts = snapshotProfiles(live, smallWorld, { asOf, partBytes: 300 });
        const again = profilesFromSnapshot(parts.toReversed(), smallWorld);
        expect(again.asOf).toEqual(asOf);
        found += expectSame(live, again.live, queries);
        for (const one of [live, again.live]) play(one, first, later, after);
        found += expectSame(live, again.live, queries);
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it("profile → vacancies: answers exactly as the one it was taken from, also after the same changes", () => {
    let found = 0;
    const market = fc.record({ first: vacancies, later: vacancies, before: changes, after: changes });
    fc.assert(
      fc.property(market, pairs, ({ first, later, before, after }, asked) => {
        const queries = asked.map(({ profile }) => profile);
        const live = liveVacancies(first, smallWorld);
        live.search(profileTerms(), everybody);
        play(live, first, later, before);
        const parts = snapshotVacancies(live, smallWorld, { asOf, partBytes: 300 });
        const again = vacanciesFromSnapshot(parts, smallWorld);
        expect(again.asOf).toEqual(asOf);
        found += expectSame(live, again.live, queries);
        for (const one of [live, again.live]) play(one, first, later, after);
        found += expectSame(live, again.live, queries);
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it("taken under another version of the classification, it answers as one built under the one in force", () => {
    fc.assert(
      fc.property(profiles, vacancies, pairs, (people, work, asked) => {
        const parts = snapshotProfiles(liveProfiles(people, smallWorld), smallWorld, { asOf });
        expectSame(
          liveProfiles(people, newer),
          profilesFromSnapshot(parts, newer).live,
          asked.map(({ vacancy }) => vacancy),
        );
        const others = snapshotVacancies(liveVacancies(work, smallWorld), smallWorld, { asOf });
        expectSame(
          liveVacancies(work, newer),
          vacanciesFromSnapshot(others, newer).live,
          asked.map(({ profile }) => profile),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("starts another shard of the same documents once more from its own snapshot", () => {
    const live = liveProfiles([profileTerms({}, 1), profileTerms({}, 2)], smallWorld);
    const second = profilesFromSnapshot(snapshotProfiles(live, smallWorld, { asOf }), smallWorld).live;
    second.remove(profileTerms({}, 1).id);
    const third = profilesFromSnapshot(snapshotProfiles(second, smallWorld, { asOf }), smallWorld).live;
    expect(third.all()).toEqual([profileTerms({}, 2)]);
    expect(third.search(vacancyTerms(), everybody).map(({ id }) => id)).toEqual([profileTerms({}, 2).id]);
  });

  it("keeps ids as they are, also a UUID in capitals", () => {
    const capital = profileTerms({ id: "AAAAAAAA-0000-4000-8000-000000000000" });
    const live = liveProfiles([capital, profileTerms()], smallWorld);
    const again = profilesFromSnapshot(snapshotProfiles(live, smallWorld, { asOf }), smallWorld).live;
    expect(again.find(capital.id)).toEqual(capital);
    expect(again.search(vacancyTerms(), everybody)).toEqual(live.search(vacancyTerms(), everybody));
  });

  it("is refused when a part is missing, changed, cut short, or of another snapshot or side", () => {
    const live = liveProfiles([profileTerms({}, 1), profileTerms({}, 2)], smallWorld);
    const parts = snapshotProfiles(live, smallWorld, { asOf, partBytes: 200 });
    const others = snapshotProfiles(live, smallWorld, { asOf: new Date(0), partBytes: 200 });
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(250);
    const start = (given: readonly Uint8Array[]) => () => profilesFromSnapshot(given, smallWorld);
    const changed = parts.map((part, place) =>
      place === 1 ? Uint8Array.from(part, (byte, at) => (at === 60 ? byte ^ 1 : byte)) : part,
    );
    expect(start([])).toThrow(BadSnapshot);
    expect(start(parts.slice(1))).toThrow(/parts, not these/);
    expect(start([...parts, ...parts.slice(0, 1)])).toThrow(/parts, not these/);
    expect(start(changed)).toThrow(/not what was written/);
    expect(start([...parts.slice(0, -1), ...others.slice(-1)])).toThrow(/of different snapshots/);
    expect(start(parts.map((part) => part.subarray(0, 20)))).toThrow(/cut short/);
    expect(() => vacanciesFromSnapshot(parts, smallWorld)).toThrow(/of profiles, not of vacancies/);
    expect(() => snapshotProfiles(live, smallWorld, { asOf, partBytes: 0 })).toThrow(/partBytes/);
  });
});

describe("numbers of as many bytes as they need", () => {
  it("come back as they were, up to 2^32, and say when they are cut short", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4_294_967_295 }), { minLength: 1 }), (numbers) => {
        const writer = new VarintWriter();
        for (const number of numbers) writer.number(number);
        const bytes = writer.finish();
        const reader = new VarintReader(bytes);
        expect(numbers.map(() => reader.number())).toEqual(numbers);
        expect(() => reader.number()).toThrow(BadSnapshot);
        const short = new VarintReader(bytes.subarray(0, bytes.length - 1));
        expect(() => numbers.map(() => short.number())).toThrow(BadSnapshot);
      }),
    );
  });
});
