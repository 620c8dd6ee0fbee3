import { beforeAll, describe, expect, it } from "vitest";
import type { Classification } from "#packages/classification/classification.ts";
import { compileClassification } from "#packages/classification/compact/compile.ts";
import { openClassification } from "#packages/classification/compact/open-classification.ts";
import { LINK_FROM, SUGGEST_FROM } from "#packages/classification/linking.ts";
import { compiledStarter } from "#packages/classification/load-classification.ts";
import { readEsco } from "#packages/classification/source/read-esco.ts";
import { withoutNoise } from "#packages/classification/title-noise.ts";
import { occupationUri, tinyDownload } from "./esco-fixture.ts";

describe("what is not the work is taken out of a title", () => {
  it.each([
    ["ervaren kok (m/v) 32 uur", "kok"],
    ["Kok m/v/x", "Kok"],
    ["Schoonmaker (24 uur, parttime)", "Schoonmaker"],
    ["Verzorgende IG 24-32 uur per week", "Verzorgende IG"],
    ["Wijkverpleegkundige in Den Haag", "Wijkverpleegkundige"],
    ["Chauffeur CE regio Rotterdam", "Chauffeur CE"],
    ["GEZOCHT: lasser, per direct!", "lasser"],
    ["Elektromonteur | € 2.800 - € 3.400", "Elektromonteur"],
    ["Junior developer 0,8 fte", "developer"],
    ["medewerker in de bediening", "medewerker in de bediening"],
    ["verpleegkundige spoedeisende hulp", "verpleegkundige spoedeisende hulp"],
    ["Helpende niveau 2", "Helpende"],
    ["Junior", "Junior"],
    ["", ""],
  ])("%s", (title, bare) => {
    expect(withoutNoise(title)).toBe(bare);
  });

  it("a title of nothing but noise, however long, is dealt with before the test times out", () => {
    for (const part of ["32 uur ", "m/v ", "in Den ", "(", "€ 2.", "1-", "te A", "' "]) {
      expect(withoutNoise(part.repeat(150)).length).toBeLessThanOrEqual(part.length * 150);
    }
  });
});

describe("linking a job title to an occupation", () => {
  let tiny: Classification;
  beforeAll(async () => {
    tiny = openClassification(compileClassification((await readEsco(tinyDownload())).source).bytes);
  });

  it.each([
    ["its label", "Kok", "cook"],
    ["an alternative", "chef de partie", "cook"],
    ["its English label", "metal welder", "welder"],
    ["a noisy title", "ervaren kok (m/v) 32 uur Utrecht", "cook"],
    ["words in another order", "bediening: medewerker", "waiter"],
    ["a label without accents", "Cafebediende", "waiter"],
  ])("%s is linked: %s", (_, title, name) => {
    const link = tiny.linkTitle(title);
    expect(link).toMatchObject({ kind: "linked", occupation: occupationUri(name) });
    expect(link.kind === "linked" && link.confidence).toBeGreaterThanOrEqual(LINK_FROM);
  });

  it("is certain of a label that only one occupation has", () => {
    expect(tiny.linkTitle("lasser")).toMatchObject({ kind: "linked", label: "lasser", confidence: 1 });
  });

  it("suggests instead of guessing when a title says little", () => {
    for (const title of ["medewerker", "assistent", "Medewerker Strandpaviljoen"]) {
      expect(tiny.linkTitle(title).kind).toBe("suggestions");
    }
  });

  it("an occupation that two fit equally is suggested twice, not linked", async () => {
    const { source } = await readEsco(tinyDownload());
    const twin = {
      ...source.occupations.find(({ uri }) => uri === occupationUri("cook")),
      uri: occupationUri("twin"),
    };
    const occupations = [
      ...source.occupations,
      { code: "", iscoGroup: "5120", labels: source.occupations[0]?.labels, ...twin },
    ];
    const twins = openClassification(
      compileClassification({
        ...source,
        occupations: occupations.flatMap(({ labels, ...rest }) =>
          labels === undefined ? [] : [{ ...rest, labels }],
        ),
      }).bytes,
    );
    const link = twins.linkTitle("kok");
    expect(link.kind).toBe("suggestions");
    expect(
      link.kind === "suggestions" && link.suggestions.slice(0, 2).map(({ confidence }) => confidence),
    ).toEqual([0.5, 0.5]);
  });

  it("finds nothing for what is no work at all", () => {
    for (const title of ["", "   ", "12345", "\u0000", "\ud83d", "qqqq zzzz"]) {
      expect(tiny.linkTitle(title)).toEqual({ kind: "suggestions", suggestions: [] });
    }
    expect(tiny.linkTitle("kok ".repeat(20_000))).toMatchObject({ kind: "linked" });
  });

  it("leaves out the names that the caller knows", () => {
    const link = tiny.linkTitle("kok restaurant de lasso", { without: ["Restaurant De Lasso"] });
    expect(link).toMatchObject({ kind: "linked", occupation: occupationUri("cook"), confidence: 1 });
  });

  it("suggestions come best first and above the threshold", () => {
    const starter = openClassification(compiledStarter());
    let seen = 0;
    for (const title of ["medewerker", "monteur", "verzorgende zorg", "begeleider", "chauffeur bezorger"]) {
      const link = starter.linkTitle(title);
      const confidences =
        link.kind === "suggestions" ? link.suggestions.map(({ confidence }) => confidence) : [];
      seen += confidences.length;
      expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      expect(confidences.every((confidence) => confidence >= SUGGEST_FROM)).toBe(true);
    }
    expect(seen).toBeGreaterThan(0);
  });
});
