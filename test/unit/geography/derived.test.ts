import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { derivedTables } from "#packages/geography/commands/derive-tables.ts";
import { findPlace } from "#packages/geography/place-names.ts";
import { allAreas, findLocation } from "#packages/geography/places.ts";
import { Pc4 } from "#packages/geography/postcode.ts";
import { MapDotTable, PlaceNameTable, type YearTables } from "#packages/geography/table-forms.ts";
import { formerTable, mapDotTable, placeNameTable, yearTables } from "#packages/geography/tables.ts";

const DATA = fileURLToPath(new URL("../../../packages/geography/data/", import.meta.url));

describe("tables that follow from others", () => {
  it.each(Object.entries(derivedTables(yearTables, formerTable)))(
    "%s is what the tables of areas say today (otherwise: npm run geography:derive)",
    (file, text) => {
      expect(readFileSync(`${DATA}${file}`, "utf8")).toBe(text);
    },
  );

  it("have their form", () => {
    expect(() => PlaceNameTable.parse(placeNameTable)).not.toThrow();
    expect(() => MapDotTable.parse(mapDotTable)).not.toThrow();
    expect(() => MapDotTable.parse({ ...mapDotTable, regions: { AM01: [1, 2, 3] } })).toThrow("two figures");
  });

  it("name the same place, municipality and region for every area and every box code", () => {
    const areas = allAreas();
    expect(areas.length).toBeGreaterThan(4_000);
    for (const { pc4 } of areas) expect(findPlace(pc4)).toEqual(findLocation(pc4));
    expect(findPlace(Pc4.parse("5028"))).toBeUndefined();
  });

  it("keep a code that the newest year lacks, and take the newest name of one that both have", () => {
    const year = (number: number, areas: YearTables["areas"]["areas"]): YearTables => ({
      areas: { source: "made up", year: number, areas, boxes: {} },
      municipalities: {
        source: "made up",
        year: number,
        provinces: {},
        regions: [
          {
            code: "AM01",
            name: "Groningen",
            neighbours: [],
            municipalities: [{ code: "GM0014", name: "Groningen", province: "PV20" }],
          },
        ],
      },
    });
    const derived = derivedTables(
      [
        year(2026, { GM0014: { Nieuw: [9711, 5320000, 650000, 1] } }),
        year(2025, { GM0014: { Oud: [9711, 5320000, 650000, 1, 9712, 5330000, 660000, 1] } }),
      ],
      { source: "made up", rows: [] },
    );
    expect(JSON.parse(derived["place-names.json"] ?? "")).toMatchObject({
      places: { GM0014: { Nieuw: [9711], Oud: [9712] } },
    });
  });
});
