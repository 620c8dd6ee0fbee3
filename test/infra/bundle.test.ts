import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle, MissingEntry } from "#infra/bundle.ts";
import { FUNCTIONS } from "#infra/functions.ts";
import { functionOf, templatesOfStage } from "./synthesis.ts";

const WITH_CODE = FUNCTIONS.filter((entry) => existsSync(`functions/${entry}/index.ts`));
const LOAD = "import(process.argv[1]).then(({ handler }) => process.stdout.write(typeof handler))";

describe("the bundle", () => {
  const directory = mkdtempSync(join(tmpdir(), "overstap-bundle-"));
  const variablesOf = (entry: string): string[] =>
    Object.keys(functionOf(templatesOfStage("local").platform, entry)[1].Properties["Environment"].Variables);

  beforeAll(() => bundle(directory, WITH_CODE), 60_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(WITH_CODE)(
    "%s starts from its directory alone, with the environment of the template",
    (entry) => {
      const environment = Object.fromEntries(
        variablesOf(entry).map((name) => [name, "https://queue.example/x"]),
      );
      const output = execFileSync(process.execPath, ["-e", LOAD, join(directory, entry, "index.mjs")], {
        cwd: tmpdir(),
        encoding: "utf8",
        env: { ...environment, AWS_REGION: "eu-west-1", LOG_LEVEL: "INFO" },
      });
      expect(output).toBe("function");
    },
    30_000,
  );

  it("a function that knows occupations has the classification beside its code, another has not", () => {
    expect(readdirSync(join(directory, "matching/match-changes/data/imported"))).toHaveLength(1);
    expect(existsSync(join(directory, "events/publish-changes/data"))).toBe(false);
  });

  it("is the same when made again, so that what did not change is not deployed", async () => {
    const again = mkdtempSync(join(tmpdir(), "overstap-bundle-"));
    await bundle(again, WITH_CODE);
    for (const entry of WITH_CODE) {
      const [first, second] = [directory, again].map((it) => readFileSync(join(it, entry, "index.mjs")));
      expect([entry, first?.equals(second ?? Buffer.of())]).toEqual([entry, true]);
    }
    rmSync(again, { recursive: true });
  }, 60_000);
});

it("a function without code stops the synthesis and is named", async () => {
  const attempt = bundle(join(tmpdir(), "overstap-no-bundle"), ["intake/lose-notices"]);
  await expect(attempt).rejects.toThrow(MissingEntry);
  await expect(attempt).rejects.toThrow("functions/intake/lose-notices/index.ts");
});
