import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvOf } from "#packages/desk/pages/team/csv.ts";
import {
  addressOf,
  chipsOf,
  readAddress,
  safeReturn,
  withoutFilters,
} from "#packages/desk/pages/team/queue-address.ts";
import { regionOptions } from "#packages/desk/pages/team/region-options.ts";
import { ageText, termText } from "#packages/desk/pages/team/words.ts";
import { TEXTS } from "#packages/desk/texts/texts.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { dotMap } from "#packages/geography/map-dots.ts";

const NOW = new Date("2026-11-23T09:00:00.000Z");
const t = TEXTS.nl.team;

describe("a file of the work queue", () => {
  it("holds nothing that a spreadsheet takes for a formula, and is read back as it was", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          for (const row of rows)
            for (const cell of row) {
              const written = csvOf([[cell]])
                .slice(1, -2)
                .replace(/^"/, "");
              expect(/^[=+\-@\t\r]/.test(written) && !/^-?\d+([.,]\d+)?$/.test(written)).toBe(false);
            }
        },
      ),
    );
    expect(csvOf([['=HYPERLINK("x")', "a;b", "-3,5", "kok"]])).toBe(
      `\uFEFF"'=HYPERLINK(""x"")";"a;b";-3,5;kok\r\n`,
    );
  });
});

describe("the address of a list", () => {
  it("says the same when it is read again, and what is not right in it is left out", () => {
    const address = readAddress({
      lijst: "all",
      volgorde: "score",
      zoek: " kok ",
      km: "20",
      termijn: "late",
    });
    expect(
      readAddress(Object.fromEntries(new URL(`https://x.example${addressOf(address)}`).searchParams)),
    ).toEqual(address);
    expect(addressOf(readAddress({ lijst: "iets", volgorde: "raar", km: "-3", stand: "weg" }))).toBe(
      "/werkvoorraad",
    );
  });

  it("has a chip for each filter, which takes off that filter only", () => {
    const address = readAddress({ lijst: "all", zoek: "kok", km: "20", wie: "x" });
    const chips = chipsOf(address, [{ subject: "x", deskName: "Balie 1" }], t);
    expect(chips.map(({ label }) => label)).toEqual(["“kok”", "hoogstens 20 km", "Balie 1"]);
    expect(chips[0]?.href).toBe("/werkvoorraad?lijst=all&km=20&wie=x");
    expect(withoutFilters(address)).toBe("/werkvoorraad?lijst=all");
  });

  it.each(["https://elders.example", "//elders.example", "/afmelden", "/werkvoorraadx", "javascript:x"])(
    "a way back to %s is none",
    (typed) => {
      expect(safeReturn(typed)).toBe("/werkvoorraad");
    },
  );
});

describe("age and term in words", () => {
  it.each([
    ["2026-11-23T08:00:00.000Z", "vandaag binnengekomen"],
    ["2026-11-22T22:30:00.000Z", "1 dag open"],
    ["2026-11-14T08:00:00.000Z", "9 dagen open"],
  ])("%s: %s", (since, words) => {
    expect(ageText(since, NOW, t)).toBe(words);
  });

  it.each([
    ["2026-11-23T22:59:59.000Z", "vandaag klaar"],
    ["2026-11-26T22:59:59.000Z", "nog 3 dagen"],
    ["2026-11-21T22:59:59.000Z", "2 dagen te laat"],
    ["2026-11-20", "nagaan sinds 3 dagen"],
  ])("%s: %s", (due, words) => {
    expect(termText(due, NOW, t)).toBe(words);
  });
});

it("B3: to which region something is offered: neighbours first, never one's own", () => {
  const options = regionOptions("AM18", (name) => `* ${name}`);
  const near = options.filter(({ label }) => label.startsWith("* ")).length;
  expect(near).toBeGreaterThan(2);
  expect(options.slice(0, near).every(({ label }) => label.startsWith("* "))).toBe(true);
  expect(options).toHaveLength(34);
});

it("the map has dots of every region, each place once", () => {
  const { columns, rows, regions } = dotMap();
  const dots = [...regions.values()].flat();
  expect([...regions].filter(([, own]) => own.length === 0)).toEqual([]);
  expect(regions.size).toBe(REGIONS.length);
  expect(new Set(dots.map(String)).size).toBe(dots.length);
  expect(dots.every(([column, row]) => column >= 0 && column < columns && row >= 0 && row < rows)).toBe(true);
});
