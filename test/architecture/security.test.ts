import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SECRETS } from "#test/support/secrets.ts";

const table = readFileSync("infra/security.md", "utf8");
const rows = table.split("\n").filter((line) => /^\| API\d+ /.test(line));

describe("the table of risks", () => {
  it("has all ten of OWASP's", () => {
    expect(rows.map((row) => /^\| (API\d+)/.exec(row)?.[1])).toEqual(
      Array.from({ length: 10 }, (_, index) => `API${index + 1}`),
    );
  });

  it.each(rows)("names tests that there are: %s", (row) => {
    const named = [...row.matchAll(/`(test\/[^`]+)` ("[^"]+")/g)].map(([, file = "", name = ""]) => ({
      file,
      name,
    }));
    expect(named.length).toBeGreaterThan(0);
    for (const { file, name } of named) {
      expect([file, existsSync(file)]).toEqual([file, true]);
      // To the end of its title: a word of it would be found in many places.
      expect(readFileSync(file, "utf8")).toContain(name.slice(1));
    }
  });
});

const tracked = (): string[] =>
  execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && existsSync(file) && !/\.(png|woff2?|ico|gz)$/.test(file));

describe("secrets", () => {
  it("are not in the repository", () => {
    const found = tracked()
      .filter((file) => file !== "test/support/secrets.ts")
      .filter((file) => {
        const text = readFileSync(file, "utf8");
        return SECRETS.some((secret) => secret.test(text));
      });
    expect(found).toEqual([]);
  });

  it("would be found", () => {
    const planted = ["-----BEGIN ", "PRIVATE KEY-----"].join("");
    expect(SECRETS.some((secret) => secret.test(planted))).toBe(true);
    expect(SECRETS.some((secret) => secret.test(`AKIA${"A".repeat(16)}`))).toBe(true);
  });
});
