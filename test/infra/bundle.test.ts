import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { bundle, MissingEntry } from "#infra/bundle.ts";
import { FUNCTIONS, SIGN_IN_FUNCTIONS } from "#infra/functions.ts";
import { at, functionOf, listed, rightsOf, type Statement, templatesOfStage } from "./synthesis.ts";

const WITH_CODE = FUNCTIONS.filter((entry) => existsSync(`functions/${entry}/index.ts`));
const LOAD = "import(process.argv[1]).then(({ handler }) => process.stdout.write(typeof handler))";

/** How a right shows in bundled code: a command that is sent, a member of a transaction, a query of a table or an index. */
const SIGNS: readonly (readonly [right: string, sign: RegExp])[] = [
  ["GetItem", /"GetItem"/],
  ["BatchGetItem", /"BatchGetItem"/],
  ["Query", /KeyConditionExpression:[^"]{0,40}"pk = :pk/],
  ["PutItem", /"PutItem"|\bPut:\{TableName/],
  ["UpdateItem", /"UpdateItem"|\bUpdate:\{TableName/],
  ["DeleteItem", /"DeleteItem"|\bDelete:\{TableName/],
  ["ConditionCheckItem", /\bConditionCheck:\{TableName/],
  ["Query Lists", /IndexName:"Lists"/],
  ["Query Queue", /IndexName:"Queue"/],
  ["Query Unpublished", /IndexName:"Unpublished"/],
];

const usedBy = (code: string): string[] =>
  SIGNS.flatMap(([right, sign]) => (sign.test(code) ? [right] : [])).toSorted();

/** Rights on items, by the same names; rights on the stream are Lambda's to use. */
const grantedOn = (rights: readonly Statement[]): string[] => {
  const granted = rights.flatMap(({ Action, Resource }) => {
    // The synthesis puts statements that differ in their resource only together.
    const indexes = [...JSON.stringify(Resource).matchAll(/\/index\/(\w+)/g)].map(([, name]) => name);
    const items = listed(Action).filter((action) => /^dynamodb:\w*(?:Item|Query)$/.test(action));
    return items.flatMap((action) =>
      (indexes.length === 0 ? [undefined] : indexes).map((index) =>
        [action.replace("dynamodb:", ""), index].filter(Boolean).join(" "),
      ),
    );
  });
  return [...new Set(granted)].toSorted();
};

describe("the bundle", () => {
  const directory = mkdtempSync(join(tmpdir(), "overstap-bundle-"));
  const variablesOf = (entry: string): string[] =>
    Object.keys(
      z
        .record(z.string(), z.unknown())
        .parse(
          at(functionOf(templatesOfStage("local").platform, entry)[1].Properties, "Environment", "Variables"),
        ),
    );

  beforeAll(() => bundle(directory, [...WITH_CODE, ...SIGN_IN_FUNCTIONS]), 60_000);
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

  it.each(SIGN_IN_FUNCTIONS)(
    "%s, which no stage on one machine has, starts from its directory alone",
    (entry) => {
      const output = execFileSync(process.execPath, ["-e", LOAD, join(directory, entry, "index.mjs")], {
        cwd: tmpdir(),
        encoding: "utf8",
        env: { POOL_SCOPE: "overstap/api", LOG_LEVEL: "INFO" },
      });
      expect(output).toBe("function");
    },
  );

  it.each(WITH_CODE)("%s may do to tables what its code does, and nothing else", (entry) => {
    const code = readFileSync(join(directory, entry, "index.mjs"), "utf8");
    const rights = rightsOf(templatesOfStage("local").platform, entry);
    expect({ granted: grantedOn(rights) }).toEqual({ granted: usedBy(code) });
  });

  it("the function of the pages is under 1 MB, so that its first page is not long in coming", () => {
    const { size } = statSync(join(directory, "desk/show-pages/index.mjs"));
    expect(size).toBeLessThan(1024 * 1024);
    expect(size).toBeGreaterThan(100 * 1024);
  });

  it.each(WITH_CODE)(
    "%s looks for its credentials where Lambda puts them, and asks no other service",
    (entry) => {
      const code = readFileSync(join(directory, entry, "index.mjs"), "utf8");
      const asks = /AssumeRoleWithWebIdentity|GetRoleCredentials/.test(code);
      const reads = code.includes("AWS_SESSION_TOKEN");
      expect({ asks, reads }).toEqual({ asks: false, reads: true });
    },
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
