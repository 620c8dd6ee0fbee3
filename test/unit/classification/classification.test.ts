import { beforeAll, describe, expect, it } from "vitest";
import type { Classification } from "#packages/classification/classification.ts";
import { compileClassification } from "#packages/classification/compact/compile.ts";
import { openClassification } from "#packages/classification/compact/open-classification.ts";
import { readEsco } from "#packages/classification/source/read-esco.ts";
import { competencyUri, occupationUri, tinyDownload } from "./esco-fixture.ts";

const compile = async (directory: string): Promise<Classification> =>
  openClassification(compileClassification((await readEsco(directory)).source).bytes);

describe("a classification", () => {
  let tiny: Classification;
  const occupation = (name: string) => tiny.occupationIndex(occupationUri(name)) ?? -1;
  const competency = (name: string) => tiny.competencyIndex(competencyUri(name)) ?? -1;
  const names = (list: Uint32Array) =>
    [...list].map((index) => tiny.competencyUri(index).replace(competencyUri(""), "")).sort();

  beforeAll(async () => {
    tiny = await compile(tinyDownload());
  });

  it("counts what it holds", () => {
    expect(tiny.counts).toEqual({
      occupations: 3,
      competencies: 6,
      relations: 6,
      groups: 1,
      occupationsWithDutchLabel: 3,
      competenciesWithDutchLabel: 4,
      competenciesWithoutLabel: 1,
    });
  });

  it("finds a concept by its URI and back, and knows which it does not have", () => {
    expect(tiny.occupationUri(occupation("cook"))).toBe(occupationUri("cook"));
    expect(tiny.competencyUri(competency("peel"))).toBe(competencyUri("peel"));
    expect(tiny.occupationIndex(competencyUri("peel"))).toBeUndefined();
    expect(tiny.competencyIndex("")).toBeUndefined();
    expect(() => tiny.occupationUri(3)).toThrow(RangeError);
    expect(() => tiny.label("competency", -1)).toThrow(RangeError);
  });

  it("shows the Dutch label, or the English one, marked, or none", () => {
    expect(tiny.label("competency", competency("slice"))).toEqual({
      text: "groenten snijden",
      language: "nl",
      marked: false,
    });
    expect(tiny.label("competency", competency("grill"))).toEqual({
      text: "grill meat",
      language: "en",
      marked: true,
    });
    expect(tiny.label("competency", competency("grill"), "en")?.marked).toBe(false);
    expect(tiny.label("competency", competency("secret"))).toBeUndefined();
    expect(tiny.alternatives("occupation", occupation("cook"))).toEqual([
      "kokkin",
      "chef de partie",
      "zelfstandig werkend kok",
    ]);
    expect(tiny.alternatives("occupation", occupation("waiter"), "en")).toEqual([]);
  });

  it("keeps codes, groups and relations", () => {
    expect(tiny.iscoGroup(occupation("cook"))).toBe("5120");
    expect(tiny.code(occupation("cook"))).toBe("5120.1");
    expect(tiny.iscoLabel("5120")?.text).toBe("Koks");
    expect(tiny.iscoLabel("9999")).toBeUndefined();
    expect(names(tiny.essential(occupation("cook")))).toEqual(["peel", "slice"]);
    expect(names(tiny.optional(occupation("cook")))).toEqual(["grill", "secret"]);
    expect([...tiny.essential(occupation("welder"))]).toEqual([]);
    const [group = -1] = tiny.groupsOf(competency("slice"));
    expect(tiny.groupLabel(group)?.text).toBe("voedsel voorbereiden");
    expect([...tiny.broaderGroups(group)]).toEqual([]);
    expect(names(tiny.broader(competency("knife")))).toEqual(["slice"]);
  });

  it("near is the same narrowest group, or one level up or down, for concepts without a label too", () => {
    expect(names(tiny.near(competency("slice")))).toEqual(["knife", "peel"]);
    expect(names(tiny.near(competency("knife")))).toEqual(["slice"]);
    expect(names(tiny.near(competency("secret")))).toEqual(["grill"]);
    expect(names(tiny.near(competency("serve")))).toEqual([]);
  });

  it("a competency of fewer occupations is rarer, and rarity is a whole number from 1", () => {
    // ln(4 / 1.5) and ln(4 / 2.5), in hundredths
    expect(tiny.rarity(competency("slice"))).toBe(98);
    expect(tiny.rarity(competency("peel"))).toBe(47);
  });

  it("shows the notice of the European Commission", () => {
    expect(tiny.notice.en).toBe("This service uses the ESCO classification of the European Commission.");
    expect(tiny.notice.nl).toContain("ESCO-classificatie van de Europese Commissie");
  });

  it("its version names the published version and the content, whatever the order of the rows", async () => {
    const { source } = await readEsco(tinyDownload());
    const reversed = {
      ...source,
      occupations: source.occupations.toReversed(),
      competencies: source.competencies.toReversed(),
      relations: source.relations.toReversed(),
      broader: source.broader.toReversed(),
    };
    const changed = { ...source, relations: source.relations.slice(1) };
    expect(tiny.version).toMatch(/^esco-9\.8\.7-[0-9a-f]{8}$/);
    expect(tiny.rulesVersion).toMatch(new RegExp(`^${tiny.version}\\+f\\d+$`));
    expect(compileClassification(reversed).meta.version).toBe(tiny.version);
    expect(compileClassification(changed).meta.version).not.toBe(tiny.version);
    expect((await compile(tinyDownload({ name: "download" }))).version).toMatch(/^esco-[0-9a-f]{8}$/);
  });
});
