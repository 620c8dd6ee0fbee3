import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ascending, listSections, openLists } from "#packages/classification/compact/lists.ts";
import { idfThousandths, rarityOf } from "#packages/classification/compact/rarity.ts";
import { openSections, packSections } from "#packages/classification/compact/sections.ts";
import { occupationSimilarity } from "#packages/classification/similarity.ts";

const COMPETENCIES = 15;

const similarityOf = (essential: number[][], optional: number[][], idf: number[]) => {
  const sections = openSections(
    packSections({}, new Map([...listSections("e", essential), ...listSections("o", optional)])),
  );
  return occupationSimilarity({
    essential: openLists(sections, "e"),
    optional: openLists(sections, "o"),
    idf: Uint16Array.from(idf),
  });
};

const occupation = fc.record({
  essential: fc.uniqueArray(fc.nat(COMPETENCIES - 1)),
  optional: fc.uniqueArray(fc.nat(COMPETENCIES - 1)),
});
const idfs = fc.array(fc.integer({ min: 1, max: 11_000 }), {
  minLength: COMPETENCIES,
  maxLength: COMPETENCIES,
});

describe("similarity of occupations", () => {
  it("is a whole permille, symmetric, and 1000 for an occupation and itself", () => {
    fc.assert(
      fc.property(fc.array(occupation, { minLength: 1, maxLength: 8 }), idfs, (occupations, idf) => {
        const essential = occupations.map((one) => ascending(one.essential));
        const optional = occupations.map((one) =>
          ascending(one.optional.filter((competency) => !one.essential.includes(competency))),
        );
        const { similarity, similarOccupations } = similarityOf(essential, optional, idf);
        const pairs = [...occupations.keys()].flatMap((a) =>
          [...occupations.keys()].map((b) => [a, b] as const),
        );
        for (const [a, b] of pairs) {
          const value = similarity(a, b);
          expect(Number.isInteger(value) && value >= 0 && value <= 1000).toBe(true);
          expect(similarity(b, a)).toBe(value);
          const listed = similarOccupations(a, 100).find((entry) => entry.occupation === b)?.similarity ?? 0;
          expect(value).toBe(a === b ? 1000 : listed);
        }
      }),
    );
  });

  it("an essential competency in common counts more than an optional one, a rare one more than a common one", () => {
    const essential = [[0, 1], [0, 2], [3], [1, 4]];
    const optional = [[], [], [0], []];
    const { similarity, similarOccupations } = similarityOf(
      essential,
      optional,
      [1000, 3000, 1000, 1000, 1000],
    );
    expect(similarity(0, 3)).toBeGreaterThan(similarity(0, 1));
    expect(similarity(0, 1)).toBeGreaterThan(similarity(0, 2));
    expect(similarity(2, 3)).toBe(0);
    expect(similarOccupations(0, 2).map((entry) => entry.occupation)).toEqual([3, 1]);
    expect(similarOccupations(2).map((entry) => entry.occupation)).not.toContain(3);
  });

  it("knows no occupation that is not there", () => {
    const { similarity } = similarityOf([[0]], [[]], [1000]);
    expect(() => similarity(0, 1)).toThrow(RangeError);
  });
});

describe("rarity", () => {
  it("never rises when more occupations have a competency, and is at least 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (occupations, some) => {
        const frequency = Math.min(some, occupations - 1);
        const [rare, common] = [frequency, frequency + 1].map((df) =>
          rarityOf(idfThousandths(occupations, df)),
        );
        expect(rare).toBeGreaterThanOrEqual(common ?? Number.NaN);
        expect(common).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it.each([
    { df: 1, rarity: 760 },
    { df: 100, rarity: 340 },
    { df: 3007, rarity: 1 },
  ])("of $df occupations in 3,007 is $rarity", ({ df, rarity }) => {
    expect(rarityOf(idfThousandths(3007, df))).toBe(rarity);
  });
});
