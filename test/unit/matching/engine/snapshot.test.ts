import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import { BadSnapshot, VarintReader, VarintWriter } from "#packages/matching/engine/varint.ts";
import { worldOf } from "#packages/matching/world.ts";
import { anyPair, anyProfileTerms } from "#test/support/matching/arbitraries.ts";
import { smallClassification, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

const everybody = { limit: 1_000 };

describe("a snapshot of a shard", () => {
  it("finds the same people with the same scores as the shard that it was made of", () => {
    let found = 0;
    const market = fc.record({
      profiles: fc.uniqueArray(
        fc.oneof(
          anyProfileTerms,
          anyPair.map(({ profile }) => profile),
        ),
        { maxLength: 60, selector: ({ id }) => id },
      ),
      vacancies: fc.array(
        anyPair.map(({ vacancy }) => vacancy),
        { minLength: 1, maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(market, ({ profiles, vacancies }) => {
        const shard = new ProfileShard(profiles, smallWorld);
        const again = ProfileShard.fromSnapshot(shard.snapshot(), smallWorld);
        for (const vacancy of vacancies) {
          const expected = shard.search(vacancy, everybody);
          found += expected.length;
          expect(again.search(vacancy, everybody)).toEqual(expected);
        }
      }),
      { numRuns: 80 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it("lets people be dropped by id, as a shard does", () => {
    const profiles = [1, 2, 3].map((number) => profileTerms({}, number));
    const shard = ProfileShard.fromSnapshot(new ProfileShard(profiles, smallWorld).snapshot(), smallWorld);
    shard.drop(profiles[1]?.id ?? "");
    shard.drop("nobody");
    expect(shard.search(vacancyTerms(), everybody).map(({ id }) => id)).toEqual([
      profiles[0]?.id,
      profiles[2]?.id,
    ]);
  });

  it("is not read with another version of the classification, since its numbers mean other things there", () => {
    const snapshot = new ProfileShard([profileTerms()], smallWorld).snapshot();
    const newer = worldOf({ ...smallClassification, version: "small-2" }, smallWorld.distanceHm);
    expect(() => ProfileShard.fromSnapshot(snapshot, newer)).toThrow(
      /of classification small-1, not of small-2/,
    );
  });

  it("refuses an id that would come back as another text", () => {
    const shard = new ProfileShard(
      [profileTerms({ id: "AAAAAAAA-0000-4000-8000-000000000000" as never })],
      smallWorld,
    );
    expect(() => shard.snapshot()).toThrow(BadSnapshot);
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
