import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOM = "packages/store";
const rows = [...readFileSync(join(ROOM, "README.md"), "utf8").matchAll(/^\| *([PRL]?\d+) *\|/gm)].map(
  ([, number = ""]) => number,
);

/** Numbers that comments of the store give: "12: …", "P11 and P12 of the persons table, R4 …". */
const named = readdirSync(ROOM)
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) =>
    [...readFileSync(join(ROOM, file), "utf8").matchAll(/\/\*\*(?:[^*]|\*(?!\/))*\*\//g)].flatMap(
      ([comment]) => [
        ...[...comment.matchAll(/^\/\*\* (\d+): /g)].map(([, number = ""]) => ({ file, number })),
        ...[...comment.matchAll(/\b([PRL]\d+)\b/g)].map(([, number = ""]) => ({ file, number })),
      ],
    ),
  );

it("every question that is asked of the tables has a number of its own", () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((number, index) => rows.indexOf(number) !== index)).toEqual([]);
});

it("every number that the store gives a key is one of its README, and the other way round", () => {
  expect(named.filter(({ number }) => !rows.includes(number))).toEqual([]);
  const given = new Set(named.map(({ number }) => number));
  expect(rows.filter((number) => !given.has(number))).toEqual([]);
});
