import { describe, expect, it } from "vitest";
import { buildGazetteer, gazetteer } from "#packages/geography/gazetteer.ts";
import {
  findMunicipality,
  municipalitiesByName,
  municipalitiesOn,
  municipality,
  successorsOf,
  UnknownMunicipality,
} from "#packages/geography/municipalities.ts";
import { MunicipalityCode } from "#packages/geography/municipality-code.ts";
import { allAreas, locationIn } from "#packages/geography/places.ts";
import { Pc4 } from "#packages/geography/postcode.ts";
import { municipalityOn } from "#packages/geography/region-books.ts";
import type { YearTables } from "#packages/geography/table-forms.ts";

const code = (text: string) => MunicipalityCode.parse(text);
const namesOf = (found: readonly { name: string }[]) => found.map(({ name }) => name).sort();

describe("a former municipality", () => {
  it("is answered by its successor from the day that it ceased", () => {
    const delfzijl = code("GM0010");
    expect(municipality(delfzijl)).toMatchObject({ code: "GM1979", name: "Eemsdelta", region: "AM01" });
    expect(municipality(delfzijl, "2021-01-01").name).toBe("Eemsdelta");
    expect(municipality(delfzijl, "2020-12-31")).toEqual({
      code: "GM0010",
      name: "Delfzijl",
      region: "AM01",
      ceasedOn: "2021-01-01",
    });
  });

  it("that ceased in the middle of a year, did so on that day", () => {
    expect(municipality(code("GM0457"), "2022-03-23").name).toBe("Weesp");
    expect(municipality(code("GM0457"), "2022-03-24").name).toBe("Amsterdam");
  });

  it("may have been in another region: Vianen was in AM13, Vijfheerenlanden is in AM35", () => {
    expect(municipality(code("GM0620"), "2018-06-01").region).toBe("AM13");
    expect(municipality(code("GM0620")).region).toBe("AM35");
  });

  it("can have been divided among several", () => {
    expect(namesOf(successorsOf(code("GM0788")))).toEqual(["Boxtel", "Oisterwijk", "Tilburg", "Vught"]);
    expect(namesOf(municipalitiesByName("Haaren"))).toEqual(["Boxtel", "Oisterwijk", "Tilburg", "Vught"]);
    expect(successorsOf(code("GM0363"))).toEqual([]);
  });

  it("leads to municipalities of today, all 83 of them", () => {
    const present = new Set(municipalitiesOn().map((one) => one.code));
    expect(gazetteer().former.size).toBe(83);
    for (const [former, { successors }] of gazetteer().former) {
      expect(present.has(code(former))).toBe(false);
      expect(successors.length).toBeGreaterThan(0);
      for (const successor of successors) expect(present).toContain(successor);
    }
  });

  it("whose name is a place today lies in one of its successors", () => {
    const homesOf = new Map<string, Set<string>>();
    for (const { place, municipality: home } of allAreas()) {
      homesOf.set(place, (homesOf.get(place) ?? new Set()).add(home));
    }
    // CBS writes the place of the first as "Haren Gn"; "Haren" alone is a village near Oss.
    const namesakes = ["Haren"];
    const misplaced = [...gazetteer().former.values()].filter(({ municipality: { name }, successors }) => {
      const homes = homesOf.get(name);
      return homes !== undefined && !namesakes.includes(name) && !successors.some((one) => homes.has(one));
    });
    expect(misplaced.map(({ municipality: { name } }) => name)).toEqual([]);
    expect(
      [...gazetteer().former.values()].filter((one) => homesOf.has(one.municipality.name)).length,
    ).toBeGreaterThan(40);
  });
});

describe("a municipality", () => {
  it("is found by its name of today or of before, whatever the accents and capitals", () => {
    expect(namesOf(municipalitiesByName("sudwest fryslan"))).toEqual(["Súdwest-Fryslân"]);
    expect(namesOf(municipalitiesByName("Spijkenisse"))).toEqual(["Nissewaard"]);
    expect(namesOf(municipalitiesByName("Hengelo"))).toEqual(["Hengelo (O.)"]);
    expect(namesOf(municipalitiesByName("den haag"))).toEqual(["'s-Gravenhage"]);
    expect(municipalitiesByName("Atlantis")).toEqual([]);
  });

  it("that shares its name is never guessed at", () => {
    expect(namesOf(municipalitiesByName("Bergen"))).toEqual(["Bergen (L.)", "Bergen (NH.)"]);
    expect(namesOf(municipalitiesByName("Bergen (L.)"))).toEqual(["Bergen (L.)"]);
  });

  it("knows its province", () => {
    expect(municipality(code("GM0363")).province).toBe("Noord-Holland");
  });

  it("that never was is an error that names the field", () => {
    expect(findMunicipality(code("GM9999"))).toBeUndefined();
    expect(() => municipality(code("GM9999"))).toThrow(UnknownMunicipality);
    expect(() => municipality(code("GM9999"))).toThrow("code: the municipality GM9999 is not known");
    expect(() => municipality(code("GM9999"))).toThrow(
      expect.objectContaining({ field: "code", code: "GM9999" }),
    );
  });
});

describe("with the tables of two years", () => {
  const year = (
    number: number,
    areas: YearTables["areas"]["areas"],
    regions: [string, string[]][],
  ): YearTables => ({
    areas: { source: "made up", year: number, areas, boxes: {} },
    municipalities: {
      source: "made up",
      year: number,
      provinces: {},
      regions: regions.map(([region, members]) => ({
        code: region,
        name: region,
        neighbours: [],
        municipalities: members.map((member) => ({
          code: member,
          name: `Name of ${member}`,
          province: "PV20",
        })),
      })),
    },
  });
  const before = year(
    2026,
    { GM0001: { Old: [1111, 5_200_000, 500_000, 10, 1112, 5_200_000, 500_000, 10] } },
    [["AM01", ["GM0001"]]],
  );
  const after = year(
    2027,
    { GM0002: { New: [1111, 5_200_000, 500_000, 10, 1113, 5_200_000, 500_000, 10] } },
    [["AM02", ["GM0002"]]],
  );
  const former = {
    source: "made up",
    rows: [{ code: "GM0001", name: "Old", region: "AM01", ceasedOn: "2027-01-01", successors: ["GM0002"] }],
  };
  const both = buildGazetteer([after, before], former);
  const regionOf = (pc4: string, on?: string) => locationIn(both, Pc4.parse(pc4), on)?.region;

  it("a postcode's region is the one of the day", () => {
    expect(regionOf("1111", "2025-01-01")).toBe("AM01");
    expect(regionOf("1111", "2026-12-31")).toBe("AM01");
    expect(regionOf("1111", "2027-01-01")).toBe("AM02");
    expect(regionOf("1111")).toBe("AM02");
  });

  it("a code that was dropped keeps its place, in the municipality that took over", () => {
    expect(regionOf("1112", "2026-06-01")).toBe("AM01");
    expect(locationIn(both, Pc4.parse("1112"))).toMatchObject({
      place: "Old",
      municipality: { code: "GM0002" },
      region: "AM02",
    });
  });

  it("a code that is newer than the day is found all the same", () => {
    expect(regionOf("1113", "2026-06-01")).toBe("AM02");
    expect(regionOf("1114")).toBeUndefined();
  });

  it("a municipality is the one of the day", () => {
    expect(municipalityOn(both, code("GM0001"), "2026-06-01")?.name).toBe("Name of GM0001");
    expect(municipalityOn(both, code("GM0001"), "2027-06-01")?.name).toBe("Name of GM0002");
    expect(municipalityOn(both, code("GM0002"), "2026-06-01")?.name).toBe("Name of GM0002");
  });

  it("a former municipality whose successor is not known stays what it was", () => {
    const open = {
      source: "made up",
      rows: [{ code: "GM0003", name: "Lost", region: "AM03", ceasedOn: "2020-01-01", successors: [] }],
    };
    expect(municipalityOn(buildGazetteer([before], open), code("GM0003"))).toMatchObject({
      name: "Lost",
      region: "AM03",
    });
  });

  it("tables with codes that cannot be are refused", () => {
    expect(() => buildGazetteer([], former)).toThrow(RangeError);
    expect(() => buildGazetteer([year(2026, { Amsterdam: { X: [1111, 1, 1, 1] } }, [])], former)).toThrow(
      "Amsterdam",
    );
    expect(() => buildGazetteer([year(2026, { GM0001: { X: [111, 1, 1, 1] } }, [])], former)).toThrow("111");
    expect(() => buildGazetteer([year(2026, {}, [["AM04", []]])], former)).toThrow("AM04");
  });
});
