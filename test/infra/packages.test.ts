import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as z from "zod";

const Names = z.record(z.string(), z.string()).default({});
const Package = z.object({ dependencies: Names, devDependencies: Names, optionalDependencies: Names });

it("every package has a line that says what it is for, and every line a package", () => {
  const file = Package.parse(JSON.parse(readFileSync("package.json", "utf8")));
  const installed = Object.values(file).flatMap((names) => Object.keys(names));
  const table = readFileSync("infra/decisions/0008-packages.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const explained = table.flatMap((line) => (line.split("|")[1] ?? "").match(/(?<=`)[^`, ]+(?=`)/g) ?? []);
  expect(explained.toSorted()).toEqual(installed.toSorted());
});
