import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { Classification } from "#packages/classification/classification.ts";
import { compileClassification } from "#packages/classification/compact/compile.ts";
import { writeCompact } from "#packages/classification/compact-file.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { readEsco } from "#packages/classification/source/read-esco.ts";
import { temporaryDirectory } from "./esco-fixture.ts";

const DOWNLOAD = fileURLToPath(new URL("../../../../shared/data/esco-1.1.1", import.meta.url));

const timed = <T>(work: () => T): { result: T; took: number } => {
  const started = performance.now();
  return { result: work(), took: performance.now() - started };
};

describe.skipIf(!existsSync(DOWNLOAD))(
  "all of ESCO 1.1.1 (needs ../shared/data/esco-1.1.1)",
  { timeout: 60_000 },
  () => {
    let esco: Classification;
    let directory: string;
    let reading: number;

    beforeAll(async () => {
      const started = performance.now();
      const { source } = await readEsco(DOWNLOAD);
      reading = performance.now() - started;
      directory = temporaryDirectory();
      writeCompact(directory, compileClassification(source).bytes);
      esco = loadClassification(directory);
    }, 120_000);

    it("has everything that the download has", () => {
      expect(esco.version).toMatch(/^esco-1\.1\.1-[0-9a-f]{8}$/);
      expect(esco.counts).toMatchObject({
        occupations: 3007,
        competencies: 13_896,
        relations: 123_788,
        competenciesWithDutchLabel: 7007,
      });
    });

    it("loads at least ten times faster than the download is read", () => {
      const loads = Array.from({ length: 5 }, () => timed(() => loadClassification(directory)).took).sort(
        (a, b) => a - b,
      );
      expect(reading / (loads[2] ?? Number.NaN)).toBeGreaterThan(10);
    });

    it("a search after the first is at least ten times faster than the one that makes the index", () => {
      const first = timed(() => loadClassification(directory).searchOccupations("verpleegkundige")).took;
      esco.searchOccupations("kok");
      const later = ["kok", "softwre ontwikkelaar", "medewerker", "hotel receptionist", "timmerman"]
        .map((query) => timed(() => esco.searchOccupations(query)).took)
        .sort((a, b) => a - b);
      expect(first / (later[2] ?? Number.NaN)).toBeGreaterThan(10);
    });

    it("near competencies are few and symmetric", () => {
      let pairs = 0;
      for (let a = 0; a < esco.counts.competencies; a++) {
        const near = esco.near(a);
        pairs += near.length;
        expect(near.length).toBeLessThanOrEqual(39);
        expect([...near].every((b) => esco.near(b).includes(a))).toBe(true);
      }
      expect(Math.round((10 * pairs) / esco.counts.competencies) / 10).toBe(5.7);
    });

    it("knows the work that people write in a vacancy", () => {
      expect(esco.linkTitle("ervaren kok (m/v) 32 uur Utrecht")).toMatchObject({
        kind: "linked",
        label: "kok",
      });
      expect(esco.linkTitle("software developer")).toMatchObject({
        kind: "linked",
        label: "software ontwikkelaar",
      });
      expect(esco.linkTitle("medewerker").kind).toBe("suggestions");
    });

    it("similar occupations come from what they ask", () => {
      const cook = esco.searchOccupations("kok")[0]?.index ?? -1;
      const similar = esco
        .similarOccupations(cook, 3)
        .map(({ occupation }) => esco.label("occupation", occupation)?.text);
      expect(similar).toContain("dieetkok");
    });
  },
);
