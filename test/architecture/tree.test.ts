import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";

const tracked = execFileSync("git", ["ls-files"], { encoding: "utf8" }).split("\n").filter(Boolean);
const sources = tracked.filter((file) => /\.(ts|tsx|mjs|js)$/u.test(file));
const linesOf = (file: string) => readFileSync(file, "utf8").split("\n").length - 1;

it("has the folders of the design and no others", () => {
  const folders = new Set(tracked.filter((file) => file.includes("/")).map((file) => file.split("/")[0]));
  expect([...folders].sort()).toEqual([".ci", "events", "functions", "infra", "packages", "test"]);
});

it("has no source over 400 lines", () => {
  expect(sources.filter((file) => linesOf(file) > 400)).toEqual([]);
});

it("has no file over 1 MiB", () => {
  expect(tracked.filter((file) => statSync(file).size > 1_048_576)).toEqual([]);
});

it("keeps addresses out of the lock file", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toContain('"resolved": "http');
});

it("says of every function folder what it is for", () => {
  const folders = new Set(
    tracked
      .filter((file) => file.startsWith("functions/"))
      .map((file) => file.split("/").slice(0, 3).join("/")),
  );
  const silent = [...folders].filter((folder) => !tracked.includes(`${folder}/README.md`));
  expect(silent).toEqual([]);
});
