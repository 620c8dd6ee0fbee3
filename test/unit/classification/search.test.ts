import { beforeAll, describe, expect, it } from "vitest";
import type { Classification } from "#packages/classification/classification.ts";
import { compileClassification } from "#packages/classification/compact/compile.ts";
import { openClassification } from "#packages/classification/compact/open-classification.ts";
import { matchQuality } from "#packages/classification/search/match-quality.ts";
import { readEsco } from "#packages/classification/source/read-esco.ts";
import { competencyUri, occupationUri, tinyDownload } from "./esco-fixture.ts";

describe("search as you type", () => {
  let tiny: Classification;
  beforeAll(async () => {
    tiny = openClassification(compileClassification((await readEsco(tinyDownload())).source).bytes);
  });

  it.each([
    ["its label", "kok", "cook"],
    ["the beginning of a word", "bedien", "waiter"],
    ["an alternative", "kokkin", "cook"],
    ["its English label", "waitress", "waiter"],
    ["words in another order", "bediening medewerker", "waiter"],
    ["a label without its accents", "cafebediende", "waiter"],
    ["a typing error", "medewreker bedening", "waiter"],
    ["capitals", "LASSER", "welder"],
  ])("an occupation is found by %s: %s", (_, query, name) => {
    expect(tiny.searchOccupations(query)[0]?.uri).toBe(occupationUri(name));
  });

  it("accents in the query or in the label do not matter", () => {
    expect(tiny.searchCompetencies("creme brulee")[0]?.uri).toBe(competencyUri("serve"));
    expect(tiny.searchCompetencies("grönten snijden")[0]?.uri).toBe(competencyUri("slice"));
  });

  it("a label matched whole scores 1; an alternative is named, and scores just less", () => {
    const [exact] = tiny.searchOccupations("kok");
    expect(exact).toEqual({
      uri: occupationUri("cook"),
      index: tiny.occupationIndex(occupationUri("cook")),
      label: "kok",
      language: "nl",
      marked: false,
      score: 1,
    });
    const [alternative] = tiny.searchOccupations("chef de partie");
    expect(alternative).toMatchObject({ label: "kok", matchedAlternative: "chef de partie", score: 0.97 });
  });

  it("labels come in the language asked, the stand-in marked", () => {
    expect(tiny.searchOccupations("kok", { language: "en" })[0]).toMatchObject({
      label: "cook",
      language: "en",
      marked: false,
      matchedAlternative: "kok",
    });
    expect(tiny.searchCompetencies("grill")[0]).toMatchObject({
      label: "grill meat",
      language: "en",
      marked: true,
    });
  });

  it("a concept without a label is never suggested", () => {
    const secret = competencyUri("secret");
    for (const query of ["secret", "s", "geheim", secret, "e"]) {
      expect(tiny.searchCompetencies(query, { limit: 100 }).map((hit) => hit.uri)).not.toContain(secret);
    }
    expect(tiny.competencyIndex(secret)).toBeDefined();
  });

  it("nothing to search for finds nothing, and a limit is kept", () => {
    expect(tiny.searchOccupations("")).toEqual([]);
    expect(tiny.searchOccupations("  ?! \u0000")).toEqual([]);
    expect(tiny.searchOccupations("xyzzy")).toEqual([]);
    expect(tiny.searchCompetencies("snijden slijpen schillen", { limit: 2 })).toHaveLength(2);
    expect(tiny.searchOccupations("kok ".repeat(5000))[0]?.uri).toBe(occupationUri("cook"));
    expect(tiny.searchOccupations("\ud800kok")).toBeInstanceOf(Array);
  });
});

describe("the quality of a match", () => {
  it.each([
    ["a whole label", ["kok"], ["kok"], 1],
    ["half of a label", ["kok"], ["industriele", "kok"], 0.8],
    ["half of a word", ["kok"], ["kokkin"], 0.85],
    ["a word with a typing error", ["kko"], ["kok"], 0.6],
    ["one of two words", ["sous", "kok"], ["kok"], 0.5],
    ["nothing asked", [], ["kok"], 0],
  ])("%s", (_, words, label, quality) => {
    expect(matchQuality(words, label, new Set(["kko"]))).toBeCloseTo(quality, 10);
  });
});
