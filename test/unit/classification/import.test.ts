import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { writeActiveClassification } from "#packages/classification/active-classification.ts";
import { compileClassification } from "#packages/classification/compact/compile.ts";
import { COMPACT_FILE, writeCompact } from "#packages/classification/compact-file.ts";
import {
  ClassificationNotFound,
  loadClassification,
  starterDirectory,
} from "#packages/classification/load-classification.ts";
import { ClassificationSourceError } from "#packages/classification/source/classification-source.ts";
import { readStarter } from "#packages/classification/source/read-starter.ts";
import { temporaryDirectory, tinyDownload } from "./esco-fixture.ts";

const run = (command: string, ...args: string[]) =>
  spawnSync(process.execPath, [`packages/classification/commands/${command}.ts`, ...args], {
    encoding: "utf8",
  });

describe("npm run classification:import", { timeout: 30_000 }, () => {
  it("writes one file that loads, and prints what it holds", () => {
    const out = temporaryDirectory();
    const { status, stdout, stderr } = run("import-classification", tinyDownload(), "--out", out);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("3 occupations, 3 with a Dutch label");
    expect(stdout).toContain("6 competencies, 4 with a Dutch label, 1 without any label");
    expect(stdout).toContain("ESCO-classificatie van de Europese Commissie");
    expect(readdirSync(out)).toEqual([COMPACT_FILE]);
    expect(loadClassification(out).version).toMatch(/^esco-9\.8\.7-/);
  });

  it("a failed import says where it went wrong and leaves the old classification", () => {
    const out = temporaryDirectory();
    run("import-classification", tinyDownload(), "--out", out);
    const before = readFileSync(join(out, COMPACT_FILE));
    const broken = tinyDownload({ replace: { "skills_nl.csv": "conceptUri,preferredLabel\nx,y\n" } });
    const { status, stderr } = run("import-classification", broken, "--out", out);
    expect(status).toBe(1);
    expect(stderr).toContain("what was there before is still in use");
    expect(stderr).toContain('skills_nl.csv:2: the concept "x" is not the URI of a concept');
    expect(readdirSync(out)).toEqual([COMPACT_FILE]);
    expect(readFileSync(join(out, COMPACT_FILE)).equals(before)).toBe(true);
  });

  it("the same download gives the same file", () => {
    const outs = [temporaryDirectory(), temporaryDirectory()];
    for (const out of outs) run("import-classification", tinyDownload(), "--out", out);
    const [first, second] = outs.map((out) => readFileSync(join(out, COMPACT_FILE)).toString("base64"));
    expect(second).toBe(first);
  });

  it("a place that cannot be written to is a message, not a stack trace", () => {
    const file = join(temporaryDirectory(), "file");
    writeFileSync(file, "");
    const { status, stderr } = run("import-classification", tinyDownload(), "--out", join(file, "below"));
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Nothing was imported; what was there before is still in use\.\nENOTDIR[^\n]+\n$/,
    );
  });

  it("without a directory it says how to use it", () => {
    const { status, stdout } = run("import-classification");
    expect(status).toBe(2);
    expect(stdout).toContain("npm run classification:import -- DIR");
    expect(run("import-classification", "--help").status).toBe(0);
  });
});

describe("loading the classification in force", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("a function reads the directory that its bundle brings", () => {
    const out = temporaryDirectory();
    expect(writeActiveClassification(out)).toMatchObject({ changed: true });
    vi.stubEnv("CLASSIFICATION_DIR", out);
    const bundled = loadClassification();
    vi.stubEnv("CLASSIFICATION_DIR", "");
    expect(bundled.version).toBe(loadClassification().version);
  });

  it("writing it again changes nothing", () => {
    const out = temporaryDirectory();
    const { path } = writeActiveClassification(out);
    const { mtimeMs } = statSync(path);
    expect(writeActiveClassification(out)).toEqual({ path, changed: false });
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
  });

  it("a directory without one, or with a damaged one, is a clear error", () => {
    const out = temporaryDirectory();
    expect(() => loadClassification(out)).toThrow(ClassificationNotFound);
    expect(() => loadClassification(out)).toThrow("npm run classification:import");
    writeCompact(out, Buffer.from("not this"));
    expect(() => loadClassification(out)).toThrow("not a compact classification");
  });
});

describe("the starter classification", { timeout: 30_000 }, () => {
  it("compiles, and every concept can be shown in Dutch or marked", () => {
    const { bytes, meta } = compileClassification(readStarter(starterDirectory()));
    expect(meta.version).toMatch(/^starter-[0-9a-f]{8}$/);
    expect(meta.counts.occupations).toBeGreaterThanOrEqual(50);
    expect(meta.counts.competenciesWithoutLabel).toBe(0);
    const out = temporaryDirectory();
    writeCompact(out, bytes);
    const starter = loadClassification(out);
    expect(starter.searchOccupations("kok")[0]?.label).toBe("kok");
    expect(starter.linkTitle("ervaren kok (m/v) 32 uur Utrecht")).toMatchObject({
      kind: "linked",
      label: "kok",
    });
  });

  it("npm run classification:starter writes its compact form", () => {
    const out = temporaryDirectory();
    expect(run("compile-starter", "--out", out).stdout).toContain("starter-");
    expect(loadClassification(out).counts.occupations).toBeGreaterThan(0);
    expect(run("compile-starter").status).toBe(2);
  });

  it.each([
    [
      "a missing column",
      "occupations.tsv",
      (text: string) => text.replace("isco", "isko"),
      "occupations.tsv:1: column isco is missing",
    ],
    [
      "a row with too few cells",
      "competencies.tsv",
      (text: string) => `${text}http://example.org/x\tx\n`,
      "broken row: 2 cells where the header has 6",
    ],
    [
      "an unknown competency",
      "relations.tsv",
      (text: string) => text.replace(/(\/skill\/)[^\t]+/, "$1nothing"),
      "relations.tsv:2: unknown competency",
    ],
  ])("%s in it is refused with file and line", (_, file, change, message) => {
    const directory = temporaryDirectory();
    cpSync(starterDirectory(), directory, { recursive: true });
    const path = join(directory, file);
    writeFileSync(path, change(readFileSync(path, "utf8")));
    expect(() => readStarter(directory)).toThrow(ClassificationSourceError);
    expect(() => readStarter(directory)).toThrow(message);
  });
});
