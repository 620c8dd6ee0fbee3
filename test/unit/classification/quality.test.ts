import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileClassification } from "#packages/classification/compact/compile.ts";
import { openClassification } from "#packages/classification/compact/open-classification.ts";
import { readEsco } from "#packages/classification/source/read-esco.ts";
import { editDistance, editSimilarity } from "#test/quality/edit-distance.ts";
import { measureLinking, productOrder, readLinkingData } from "#test/quality/linking-quality.ts";
import { figuresOf, judge, ranking, runLines } from "#test/quality/rankings.ts";
import { bySimilarity, measureTransitions, readRelatedCodes } from "#test/quality/transitions-quality.ts";
import { occupationUri, tinyDownload } from "./esco-fixture.ts";

const directoryWith = (files: Record<string, string[][]>): string => {
  const directory = mkdtempSync(join(tmpdir(), "quality-"));
  for (const [name, rows] of Object.entries(files)) {
    writeFileSync(join(directory, name), rows.map((row) => `${row.join("\t")}\n`).join(""));
  }
  return directory;
};

describe("figures of a ranking", () => {
  it("breaks ties as trec_eval does: by score, then by id descending as strings", () => {
    const ranked = ranking([
      { element: "a10", score: 0.5 },
      { element: "b", score: 0.1 },
      { element: "a9", score: 0.5 },
      { element: "c", score: 0.500_000_1 },
    ]);
    expect(ranked.map(({ element }) => element)).toEqual(["c", "a9", "a10", "b"]);
  });

  it("agrees with figures worked out by hand", () => {
    // Relevant at ranks 2 and 4, a third one never found: AP = (1/2 + 2/4) / 3.
    const figures = judge(["x", "r1", "y", "r2"], new Set(["r1", "r2", "r3"]));
    expect(figures.averagePrecision).toBeCloseTo(1 / 3, 10);
    expect(figures.reciprocalRank).toBe(0.5);
    expect(figures.recall10).toBeCloseTo(2 / 3, 10);
    expect(figures.ndcg10).toBeCloseTo(
      (1 / Math.log2(3) + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3) + 1 / Math.log2(4)),
      10,
    );
    expect(figures).toMatchObject({ success1: 0, success10: 1 });
  });

  it("counts nothing below rank ten as found among ten, and nothing at all as nought", () => {
    const eleven = [...Array.from({ length: 10 }, (_, i) => `x${i}`), "r"];
    expect(judge(eleven, new Set(["r"]))).toMatchObject({ success10: 0, recall10: 0, ndcg10: 0 });
    expect(judge(eleven, new Set(["r"])).reciprocalRank).toBeCloseTo(1 / 11, 10);
    expect(judge(["x"], new Set(["r"]))).toMatchObject({ averagePrecision: 0, reciprocalRank: 0 });
  });

  it("means over all and over each half leave out queries without judgements", () => {
    const [good, bad] = [judge(["r"], new Set(["r"])), judge(["x"], new Set(["r"]))];
    const figures = figuresOf([good, bad, undefined, bad]);
    expect(figures.all).toMatchObject({ queries: 3, reciprocalRank: 0.3333 });
    expect(figures.even).toMatchObject({ queries: 1, reciprocalRank: 1 });
    expect(figures.odd).toMatchObject({ queries: 2, reciprocalRank: 0 });
  });

  it("writes run files as trec_eval reads them", () => {
    expect(runLines("q1", [{ element: "e", score: 0.25 }], "tag")).toBe("q1 Q0 e 1 0.25 tag\n");
  });

  it("edit distance counts letters that change", () => {
    expect([editDistance("kok", "kok"), editDistance("", "kok"), editDistance("kok", "klok")]).toEqual([
      0, 3, 1,
    ]);
    expect(editSimilarity("kok", "klok")).toBe(0.75);
  });
});

describe("similar occupations, by codes of another classification", () => {
  it("two codes are as alike as their occupations are on average, and a code is 1 to itself", () => {
    const similarities: Record<string, number> = { "0 1": 500, "0 2": 100, "1 2": 300 };
    const similarity = (a: number, b: number) =>
      a === b ? 1000 : (similarities[[a, b].sort((x, y) => x - y).join(" ")] ?? 0);
    const codes = bySimilarity([[0, 1], [2], []], similarity);
    // Across (100 + 300) / 2, within (1000 + 500 + 500 + 1000) / 4 and 1000.
    expect(codes(0, 1)).toBeCloseTo(200 / Math.sqrt(750 * 1000), 10);
    expect(codes(0, 1)).toBe(codes(1, 0));
    expect(codes(0, 0)).toBe(1);
    expect(codes(0, 2)).toBe(0);
  });

  it("unshared leaves out pairs that stand for one occupation, in gold and in the ranking", async () => {
    const { source } = await readEsco(tinyDownload());
    const classification = openClassification(compileClassification(source).bytes);
    const [cook, waiter, welder] = ["cook", "waiter", "welder"].map(occupationUri);
    const data = readRelatedCodes(
      directoryWith({
        "codes.tsv": [
          ["code", "title", "ids"],
          ["A", "a", `${cook}`],
          ["B", "b", `${cook}|${waiter}`],
          ["C", "c", `${welder}|http://example.org/unknown`],
        ],
        "gold.tsv": [
          ["code", "related", "tier", "index"],
          ["A", "B", "Primary-Short", "1"],
          ["B", "A", "Primary-Long", "1"],
          ["B", "C", "Primary-Long", "2"],
          ["C", "A", "Supplemental", "1"],
        ],
      }),
    );
    let run = "";
    const report = measureTransitions(data, classification, (lines) => {
      run += lines;
    });
    expect(report).toMatchObject({ codes: 3, judged: 2, unknownOccupations: 1 });
    expect(report.systems["product"]?.primary.all).toMatchObject({ queries: 2, averagePrecision: 1 });
    expect(report.systems["product"]?.unshared.all).toMatchObject({ queries: 1, averagePrecision: 1 });
    expect(run.split("\n").filter((line) => line.startsWith("A Q0 "))).toHaveLength(2);
  });

  it("a judgement of a code that is not there is refused", () => {
    const directory = directoryWith({
      "codes.tsv": [
        ["code", "title", "ids"],
        ["A", "a", "x"],
      ],
      "gold.tsv": [
        ["code", "related", "tier"],
        ["A", "Z", "Primary-Short"],
      ],
    });
    expect(() => readRelatedCodes(directory)).toThrow("A or Z is not in codes.tsv");
  });
});

describe("linking of titles", () => {
  it("the product protocol takes one label per concept first, and ISCO groups last", () => {
    const [cook, waiter, group] = ["o/cook", "o/waiter", "http://data.europa.eu/esco/isco/C5120"];
    expect(
      productOrder([
        { element: "g", concept: group, score: 0.95 },
        { element: "c1", concept: cook, score: 0.9 },
        { element: "c2", concept: cook, score: 0.8 },
        { element: "w1", concept: waiter, score: 0.3 },
      ]),
    ).toEqual(["c1", "w1", "c2", "g"]);
  });

  it("measures both protocols apart, on labels and judgements as they are given", async () => {
    const { source } = await readEsco(tinyDownload());
    const classification = openClassification(compileClassification(source).bytes);
    const data = readLinkingData(
      directoryWith({
        "queries.tsv": [
          ["Q1", "Kok"],
          ["Q2", "lasser"],
        ],
        "corpus_elements.tsv": [
          ["E1", "Koks"],
          ["E2", "kok"],
          ["E3", "lasser"],
          ["E4", "metaallasser"],
        ],
        "concept_mapping.tsv": [
          ["E1", "http://data.europa.eu/esco/isco/C5120"],
          ["E2", occupationUri("cook")],
          ["E3", occupationUri("welder")],
          ["E4", occupationUri("welder")],
        ],
        "annotations.tsv": [
          ["Q1", "0", "E2", "1"],
          ["Q2", "0", "E4", "1"],
          ["Q2", "0", "E1", "0"],
        ],
      }),
    );
    const report = measureLinking(data, { source, classification });
    expect(report).toMatchObject({ titles: 2, labels: 4, concepts: 3 });
    // Kok: its own label first. Lasser: the label judged right is the second of its concept.
    expect(report.systems["product"]?.published.all).toMatchObject({ success1: 0.5, reciprocalRank: 0.75 });
    // One label per concept first: lasser, kok, then the other label of the welder.
    expect(report.systems["product"]?.product.all.reciprocalRank).toBeCloseTo((1 + 1 / 3) / 2, 3);
    expect(report.linkTitle).toMatchObject({ linked: 2, linkedRight: 2 });
  });

  it("a label without a concept is refused", () => {
    const directory = directoryWith({
      "queries.tsv": [],
      "corpus_elements.tsv": [["E1", "kok"]],
      "concept_mapping.tsv": [],
      "annotations.tsv": [],
    });
    expect(() => readLinkingData(directory)).toThrow("E1 is missing");
  });
});
