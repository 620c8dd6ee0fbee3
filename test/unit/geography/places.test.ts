import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REGIONS } from "#packages/domain/regions.ts";
import { pc4Blocks } from "#packages/geography/distance.ts";
import { municipalitiesOn } from "#packages/geography/municipalities.ts";
import { allAreas, findArea, findLocation, locate, UnknownPostcode } from "#packages/geography/places.ts";
import { Pc4, Postcode } from "#packages/geography/postcode.ts";

describe("the tables of 2026", () => {
  it("hold 4,067 postcode areas and 668 box codes in 342 municipalities of 35 regions", () => {
    const areas = allAreas();
    expect(areas.filter(({ kind }) => kind === "area")).toHaveLength(4_067);
    expect(areas.filter(({ kind }) => kind === "post-office-box")).toHaveLength(668);
    expect(municipalitiesOn()).toHaveLength(342);
    expect(new Set(municipalitiesOn().map(({ region }) => region))).toEqual(new Set(REGIONS));
  });

  it("count the people of the areas and nobody in a box", () => {
    const areas = allAreas();
    expect(areas.reduce((sum, { inhabitants }) => sum + inhabitants, 0)).toBe(17_472_870);
    expect(areas.filter(({ kind, inhabitants }) => kind === "post-office-box" && inhabitants > 0)).toEqual(
      [],
    );
  });

  it("name a place for every area", () => {
    expect(allAreas().filter(({ place }) => place.trim() === "")).toEqual([]);
    expect(findArea(Pc4.parse("1853"))?.place).toBe("Heiloo");
  });
});

describe("a postcode leads to a municipality and a region", () => {
  it.each([
    ["1012 AB", "Amsterdam", "Amsterdam", "AM18"],
    ["9711 AA", "Groningen", "Groningen", "AM01"],
    ["3511 AA", "Utrecht", "Utrecht", "AM13"],
    ["6211 AA", "Maastricht", "Maastricht", "AM30"],
    ["2511 AA", "Den Haag", "'s-Gravenhage", "AM21"],
    ["7311 AA", "Apeldoorn", "Apeldoorn", "AM06"],
    ["4461 AA", "Goes", "Goes", "AM24"],
  ])("%s is %s, municipality of %s, region %s", (written, place, municipality, region) => {
    const found = locate(Postcode.parse(written), "postcode");
    expect(found).toMatchObject({ place, municipality: { name: municipality }, region });
  });

  it.each([
    ["Vijfheerenlanden", "AM35"],
    ["Renkum", "AM38"],
    ["Hardinxveld-Giessendam", "AM23"],
    ["Olst-Wijhe", "AM36"],
    ["Elburg", "AM36"],
    ["Heerde", "AM36"],
    ["Nunspeet", "AM36"],
  ])("%s, which older lists put elsewhere, is in %s", (name, region) => {
    const areas = allAreas().filter(({ pc4 }) => findLocation(pc4)?.municipality.name === name);
    expect(areas.length).toBeGreaterThan(0);
    expect(new Set(areas.map(({ pc4 }) => findLocation(pc4)?.region))).toEqual(new Set([region]));
  });

  it("and every known PC4 to exactly one of the 35, the same by its whole postcodes", () => {
    fc.assert(
      fc.property(fc.constantFrom(...pc4Blocks().codes), (pc4) => {
        const found = locate(pc4, "postcode");
        expect(REGIONS).toContain(found.region);
        expect(municipalitiesOn().filter(({ code }) => code === found.municipality.code)).toHaveLength(1);
        expect(locate(Postcode.parse(`${pc4}AB`), "postcode")).toEqual(found);
      }),
    );
  });

  it.each([
    ["1840", "Stompetoren", "Alkmaar", "AM15"],
    ["4230", "Meerkerk", "Vijfheerenlanden", "AM35"],
    ["3380", "Giessenburg", "Molenlanden", "AM35"],
    ["2850", "Haastrecht", "Krimpenerwaard", "AM20"],
  ])(
    "and box code %s to its place %s in %s, not where its source's centre is",
    (code, place, municipality, region) => {
      const found = locate(Pc4.parse(code), "postcode");
      expect(found).toMatchObject({ place, municipality: { name: municipality }, region });
    },
  );

  it("by the only table there is, for days before it and after it", () => {
    const pc4 = Pc4.parse("1382");
    const today = locate(pc4, "postcode");
    expect(locate(pc4, "postcode", "2019-01-01")).toEqual(today);
    expect(locate(pc4, "postcode", "2031-01-01")).toEqual(today);
    expect(() => locate(pc4, "postcode", "soon")).toThrow(RangeError);
  });
});

describe("an unknown postcode", () => {
  const unknown = Postcode.parse("5028 XY");

  it("is an error that names the field and the area, never the whole postcode", () => {
    const attempt = () => locate(unknown, "workplace.postcode");
    expect(attempt).toThrow(UnknownPostcode);
    expect(attempt).toThrow("workplace.postcode: the postcode area 5028 is not known");
    expect(attempt).toThrow(
      expect.objectContaining({ name: "UnknownPostcode", field: "workplace.postcode", pc4: "5028" }),
    );
    expect(attempt).not.toThrow(/XY/);
  });

  it("is nothing to whoever asks without demanding", () => {
    expect(findLocation(unknown)).toBeUndefined();
    expect(findArea(Pc4.parse("5028"))).toBeUndefined();
  });
});
