import { describe, expect, it } from "vitest";
import { REGIONS } from "#packages/domain/regions.ts";
import { DeskContactSettings, deskContactOf } from "#packages/geography/desk-contact.ts";
import { municipality } from "#packages/geography/municipalities.ts";
import { allRegions, neighboursOf, regionByName, regionInfo } from "#packages/geography/regions.ts";

describe("the 35 regions", () => {
  it("each have a centre municipality of their own territory", () => {
    expect(allRegions().map(({ code }) => code)).toEqual(REGIONS);
    for (const { code, centre, municipalities } of allRegions()) {
      expect(municipalities).toContain(centre.code);
      expect(municipality(centre.code).region).toBe(code);
    }
    expect(regionInfo("AM24").centre.name).toBe("Goes");
  });

  it.each([
    ["Stedendriehoek en Noordwest-Veluwe", "AM06"],
    ["stedendriehoek en noordwest veluwe", "AM06"],
    ["Veluwe Stedendriehoek", "AM06"],
    ["Food Valley", "AM38"],
    ["Fryslân", "AM02"],
    ["Fryslan", "AM02"],
    ["Zaanstreek-Waterland", "AM17"],
    ["Arbeidsmarktregio Regio Zwolle", "AM36"],
    ["am18", "AM18"],
  ])("G1: %s is found as %s", (name, code) => {
    expect(regionByName(name)?.code).toBe(code);
  });

  it("are not found by a name that nobody gave them", () => {
    expect(regionByName("Atlantis")).toBeUndefined();
    expect(regionByName("")).toBeUndefined();
  });

  it("have names and aliases that no two of them share", () => {
    for (const { code, name, aliases } of allRegions()) {
      for (const form of [code, name, ...aliases]) expect(regionByName(form)?.code).toBe(code);
    }
  });

  it("border on each other, both ways, and none stands alone", () => {
    for (const code of REGIONS) {
      const neighbours = neighboursOf(code);
      expect(neighbours.length).toBeGreaterThan(0);
      expect(neighbours).not.toContain(code);
      for (const other of neighbours) expect(neighboursOf(other)).toContain(code);
    }
    expect(neighboursOf("AM30")).toEqual(["AM33"]);
    expect(neighboursOf("AM24")).toEqual(["AM22", "AM25"]);
    expect(neighboursOf("AM18")).toEqual(expect.arrayContaining(["AM12", "AM13", "AM17", "AM19", "AM37"]));
  });
});

describe("D1: every region has a desk that can be found", () => {
  it("with its name and municipality, before anything is configured", () => {
    for (const code of REGIONS) {
      const { name, centre } = regionInfo(code);
      expect(deskContactOf(code)).toEqual({
        name: `Regionaal mobiliteitsteam ${name}`,
        municipality: centre.name,
      });
    }
  });

  it("and with what the stage configured for it, for no other region", () => {
    const settings = DeskContactSettings.parse({
      AM18: { url: "https://team.example/", email: "desk@team.example" },
    });
    expect(deskContactOf("AM18", settings)).toEqual({
      name: "Regionaal mobiliteitsteam Groot Amsterdam",
      municipality: "Amsterdam",
      url: "https://team.example/",
      email: "desk@team.example",
    });
    expect(deskContactOf("AM17", settings)).toEqual(deskContactOf("AM17"));
  });

  it.each([
    [{ AM04: { phone: "14 020" } }],
    [{ AM18: { fax: "020" } }],
    [{ AM18: { email: "nobody" } }],
    [{ AM18: { url: "http://team.example/" } }],
    [{ AM18: { phone: "call me" } }],
  ])("a setting that cannot be right is refused: %j", (settings) => {
    expect(DeskContactSettings.safeParse(settings).success).toBe(false);
  });
});
