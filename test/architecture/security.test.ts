import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

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
      expect(readFileSync(file, "utf8")).toContain(name.slice(1, -1));
    }
  });
});

/** What a secret looks like: private keys, keys of AWS, tokens of registries and forges, passwords in addresses. */
const SECRETS = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\baws_secret_access_key\s*=\s*\S{40}/i,
  /\b(?:ghp|gho|ghs|github_pat|npm|glpat)[_-][A-Za-z0-9_]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /https?:\/\/[^/\s:@"'`$<{]+:[^/\s:@"'`$<{]+@/,
  /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/,
];

const tracked = (): string[] =>
  execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && existsSync(file) && !/\.(png|woff2?|ico|gz)$/.test(file));

describe("secrets", () => {
  it("are not in the repository", () => {
    const found = tracked()
      .filter((file) => file !== "test/architecture/security.test.ts")
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
