import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openClassification } from "#packages/classification/compact/open-classification.ts";
import { idfThousandths, rarityOf } from "#packages/classification/compact/rarity.ts";
import { compiledStarter } from "#packages/classification/load-classification.ts";
import { occupationSimilarity } from "#packages/classification/similarity.ts";
import { buildSimilarityTable } from "#packages/classification/similarity-table.ts";
import { noLabels } from "#packages/classification/source/classification-source.ts";

const COMPETENCIES = 15;

type Occupation = { essential: number[]; optional: number[]; label?: string; isco?: string };

const similarityOf = (
  occupations: readonly Occupation[],
  idf = Array.from({ length: COMPETENCIES }, () => 1000),
) => {
  const table = buildSimilarityTable({
    occupations: occupations.map(({ label, isco = "" }) => ({
      code: "",
      iscoGroup: isco,
      labels: { ...noLabels(), nl: { alternatives: label === undefined ? [] : [label] } },
    })),
    competencies: idf.map((_, index) => ({
      labels: {
        ...noLabels(),
        nl: { preferred: `woord${String.fromCodePoint(97 + index)}`, alternatives: [] },
      },
    })),
    essential: occupations.map(({ essential }) => essential),
    optional: occupations.map(({ essential, optional }) =>
      optional.filter((one) => !essential.includes(one)),
    ),
    idf: Uint16Array.from(idf),
    groups: idf.map((_, index) => [index]),
    broader: idf.map(() => []),
  });
  return occupationSimilarity(table, occupations.length);
};

const competencies = fc.uniqueArray(fc.nat(COMPETENCIES - 1));
const occupation = fc.record({
  essential: competencies,
  optional: competencies,
  label: fc.constantFrom("kok", "hulpkok", "lasser", "leraar"),
  isco: fc.constantFrom("5120", "9412", "7212", "2341"),
});

describe("similarity of occupations", () => {
  it("is a whole permille, symmetric, and 1000 for an occupation and itself, also for one that has nothing", () => {
    fc.assert(
      fc.property(fc.array(occupation, { minLength: 1, maxLength: 8 }), (others) => {
        const occupations = [{ essential: [], optional: [] }, ...others];
        const { similarity, similarOccupations } = similarityOf(occupations);
        for (const a of occupations.keys()) {
          const others = [...occupations.keys()].filter((b) => b !== a);
          const values = others.map((b) => similarity(a, b));
          const listed = new Map(similarOccupations(a, 100).map((one) => [one.occupation, one.similarity]));
          expect(similarity(a, a)).toBe(1000);
          expect(values.every((value) => Number.isInteger(value) && value >= 0 && value <= 1000)).toBe(true);
          expect(others.map((b) => similarity(b, a))).toEqual(values);
          expect(others.map((b) => listed.get(b) ?? 0)).toEqual(values);
          expect(listed.has(a)).toBe(false);
        }
      }),
    );
  });

  const rest = [
    { essential: [5, 6], optional: [], label: "lasser", isco: "7212" },
    { essential: [7, 8], optional: [], label: "leraar", isco: "2341" },
  ];

  it("an essential competency in common counts more than an optional one", () => {
    const { similarity } = similarityOf([
      { essential: [0, 1], optional: [] },
      { essential: [0, 2], optional: [] },
      { essential: [2], optional: [0] },
      ...rest,
    ]);
    expect(similarity(0, 1)).toBeGreaterThan(similarity(0, 2));
  });

  it("titles and codes in common count where competencies say nothing", () => {
    const { similarity } = similarityOf([
      { essential: [], optional: [], label: "hulpkok", isco: "9412" },
      { essential: [], optional: [], label: "kok", isco: "5120" },
      ...rest,
    ]);
    expect(similarity(0, 1)).toBeGreaterThan(0);
    expect(similarity(0, 2)).toBe(0);
  });

  it("what has nothing in common has no similarity, best come first, ties by index", () => {
    const twin = { essential: [0, 1], optional: [2], label: "kok", isco: "5120" };
    const { similarity, similarOccupations } = similarityOf([twin, ...rest, twin, twin]);
    expect(similarity(1, 2)).toBe(0);
    expect(similarOccupations(0, 2).map((one) => one.occupation)).toEqual([3, 4]);
    expect(similarOccupations(1)).toEqual([]);
  });

  it("in the starter a cook is nearer to other kitchen work than to nursing", () => {
    const starter = openClassification(compiledStarter());
    const find = (text: string) => starter.searchOccupations(text)[0]?.index ?? -1;
    const [chef, cook, nurse] = [find("chefkok"), find("kok"), find("verpleegkundige")];
    expect(new Set([chef, cook, nurse]).size).toBe(3);
    expect(starter.similarity(chef, cook)).toBeGreaterThan(300);
    expect(starter.similarity(chef, nurse)).toBeLessThan(100);
  });

  it("knows no occupation that is not there", () => {
    const { similarity, similarOccupations } = similarityOf([{ essential: [0], optional: [] }]);
    expect(() => similarity(0, 1)).toThrow(RangeError);
    expect(() => similarOccupations(-1)).toThrow(RangeError);
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
