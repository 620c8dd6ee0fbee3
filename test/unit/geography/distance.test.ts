import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  distanceBetweenIndexes,
  distanceInHectometres,
  distanceInMetres,
  findPc4Index,
  pc4Blocks,
  pc4Count,
  pc4Index,
  pc4sWithin,
  regionsWithin,
} from "#packages/geography/distance.ts";
import { findLocation, UnknownPostcode } from "#packages/geography/places.ts";
import { Pc4 } from "#packages/geography/postcode.ts";

const { codes, latitudes, longitudes, regions } = pc4Blocks();
const anyPc4 = fc.constantFrom(...codes);
const anyReach = fc.oneof(
  fc.integer({ min: 0, max: 60_000 }),
  fc.constantFrom(0, 499_999, 500_000, 1e9, Number.POSITIVE_INFINITY),
);

/** The textbook formula with the engine's own trigonometry. */
const haversine = (a: number, b: number): number => {
  const radians = (figures: Int32Array, at: number): number => ((figures[at] ?? 0) / 1e5 / 180) * Math.PI;
  const [north, south] = [radians(latitudes, a), radians(latitudes, b)];
  const across = radians(longitudes, a) - radians(longitudes, b);
  const h =
    Math.sin((north - south) / 2) ** 2 + Math.cos(north) * Math.cos(south) * Math.sin(across / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
};

describe("the distance between two postcode areas", () => {
  it("is a whole number of metres, 0 to itself and the same both ways", () => {
    fc.assert(
      fc.property(anyPc4, anyPc4, (a, b) => {
        const metres = distanceInMetres(a, b);
        expect(Number.isSafeInteger(metres)).toBe(true);
        expect(metres).toBeGreaterThanOrEqual(0);
        expect(metres).toBeLessThan(400_000);
        expect(distanceInMetres(b, a)).toBe(metres);
        expect(distanceInMetres(a, a)).toBe(0);
      }),
    );
  });

  it("is never longer than a detour, but for rounding", () => {
    fc.assert(
      fc.property(anyPc4, anyPc4, anyPc4, (a, b, c) => {
        expect(distanceInMetres(a, c)).toBeLessThanOrEqual(
          distanceInMetres(a, b) + distanceInMetres(b, c) + 1,
        );
      }),
    );
  });

  it("is the great circle of the textbook, rounded", () => {
    fc.assert(
      fc.property(fc.nat(pc4Count() - 1), fc.nat(pc4Count() - 1), (a, b) => {
        expect(Math.abs(distanceBetweenIndexes(a, b) - haversine(a, b))).toBeLessThanOrEqual(0.500_001);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is what it was: these figures are part of every score", () => {
    const metres = [
      ["1012", "6211"],
      ["9711", "4461"],
      ["1012", "1013"],
      ["8899", "6291"],
    ].map(([a, b]) => distanceInMetres(Pc4.parse(a), Pc4.parse(b)));
    expect(metres).toEqual([178_121, 263_352, 2_881, 285_885]);
  });

  it("is scored in hectometres", () => {
    fc.assert(
      fc.property(anyPc4, anyPc4, (a, b) => {
        expect(distanceInHectometres(a, b)).toBe(Math.round(distanceInMetres(a, b) / 100));
      }),
    );
  });

  it("is an error for an area that is not known", () => {
    expect(() => distanceInMetres(Pc4.parse("1012"), Pc4.parse("5028"))).toThrow(UnknownPostcode);
    expect(() => pc4Index(Pc4.parse("5028"), "home")).toThrow("home: the postcode area 5028 is not known");
    expect(findPc4Index(Pc4.parse("5028"))).toBeUndefined();
    expect(() => distanceBetweenIndexes(0, pc4Count())).toThrow(RangeError);
  });
});

describe("the index of a PC4", () => {
  it("runs over all 4,735 codes in ascending order, with their centre and region", () => {
    expect(pc4Count()).toBe(4_735);
    expect(codes).toEqual([...codes].sort());
    codes.forEach((pc4, index) => {
      if (pc4Index(pc4) !== index || findLocation(pc4)?.region !== regions[index])
        expect.fail(`${pc4} is misplaced`);
    });
    expect(latitudes).toHaveLength(4_735);
    expect(longitudes).toHaveLength(4_735);
  });
});

describe("what lies within reach", () => {
  it("is every PC4 that is near enough and no other, nearest first", () => {
    fc.assert(
      fc.property(anyPc4, anyReach, (home, metres) => {
        const near = codes
          .map((pc4) => ({ pc4, metres: distanceInMetres(home, pc4) }))
          .filter((found) => found.metres <= metres)
          .sort((a, b) => a.metres - b.metres || (a.pc4 < b.pc4 ? -1 : 1));
        expect(pc4sWithin(home, metres)).toEqual(near.map(({ pc4 }) => pc4));
      }),
      { numRuns: 60 },
    );
  });

  it("is exact to the metre", () => {
    fc.assert(
      fc.property(anyPc4, anyPc4, (home, other) => {
        const metres = distanceInMetres(home, other);
        expect(pc4sWithin(home, metres)).toContain(other);
        if (metres > 0) expect(pc4sWithin(home, metres - 1)).not.toContain(other);
      }),
    );
  });

  it("are the regions with a PC4 in it: home first, then by distance", () => {
    fc.assert(
      fc.property(anyPc4, anyReach, (home, metres) => {
        const nearest = new Map<string, number>();
        codes.forEach((pc4, index) => {
          const distance = distanceInMetres(home, pc4);
          const region = regions[index];
          if (region === undefined || distance > metres) return;
          nearest.set(region, Math.min(distance, nearest.get(region) ?? distance));
        });
        const homeRegion = findLocation(home)?.region;
        const others = [...nearest]
          .filter(([region]) => region !== homeRegion)
          .sort(([codeA, a], [codeB, b]) => a - b || (codeA < codeB ? -1 : 1));
        expect(regionsWithin(home, metres)).toEqual([homeRegion, ...others.map(([region]) => region)]);
        expect(regionsWithin(home, metres, "2026-06-01")).toEqual(regionsWithin(home, metres));
      }),
      { numRuns: 60 },
    );
  });

  it("is all 35 regions for a reach as long as the country, and one for none", () => {
    expect(regionsWithin(Pc4.parse("3511"), 400_000)).toHaveLength(35);
    expect(regionsWithin(Pc4.parse("3511"), 0)).toEqual(["AM13"]);
  });

  it.each([-1, Number.NaN])("is refused for a reach of %s metres", (metres) => {
    expect(() => pc4sWithin(Pc4.parse("1012"), metres)).toThrow(RangeError);
    expect(() => regionsWithin(Pc4.parse("1012"), metres)).toThrow(RangeError);
  });
});
