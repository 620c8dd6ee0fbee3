import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BadSource, readLayout } from "#packages/geography/commands/read-layout.ts";
import { writeTables } from "#packages/geography/commands/write-tables.ts";
import { gazetteer } from "#packages/geography/gazetteer.ts";
import { municipality } from "#packages/geography/municipalities.ts";
import { allAreas, findArea, findLocation } from "#packages/geography/places.ts";
import { regionInfo } from "#packages/geography/regions.ts";
import {
  AreaTable,
  FormerTable,
  MergerFacts,
  MunicipalityTable,
  RegionFacts,
} from "#packages/geography/table-forms.ts";
import { formerTable, regionFactsTable, yearTables } from "#packages/geography/tables.ts";

const DATA = fileURLToPath(new URL("../../../packages/geography/data/", import.meta.url));
const REFERENCE = fileURLToPath(new URL("../../../../shared/data/geography/", import.meta.url));

const csv = (columns: string, rows: readonly (readonly (string | number)[])[]): string =>
  [columns, ...rows.map((row) => row.map((cell) => `"${cell}"`).join(","))].join("\n");

const areaCells = (kind: "area" | "post-office-box") =>
  allAreas()
    .filter((area) => area.kind === kind)
    .map(({ pc4, latitude, longitude, place, municipality: code, inhabitants }) => {
      const { name, region } = municipality(code);
      return { cells: [pc4, latitude / 1e5, longitude / 1e5, place, code, name, region], inhabitants };
    });

/** The project's own tables, written back as the files that they come from. */
const writeSource = (directory: string): void => {
  const regions = yearTables[0]?.municipalities.regions ?? [];
  const write = (file: string, text: string): void => writeFileSync(join(directory, file), text);
  write(
    "arbeidsmarktregios_2026.csv",
    csv(
      "am_code,arbeidsmarktregio,gemeenten",
      regions.map(({ code, name, municipalities }) => [code, name, municipalities.length]),
    ),
  );
  const { provinces = {} } = yearTables[0]?.municipalities ?? {};
  write(
    "gemeente_arbeidsmarktregio_2026.csv",
    csv(
      "gm_code,gemeente,am_code,pv_code,provincie",
      regions
        .flatMap(({ code, municipalities }) =>
          municipalities.map((row) => [
            row.code,
            row.name,
            code,
            row.province,
            provinces[row.province] ?? "",
          ]),
        )
        .reverse(),
    ),
  );
  const columns = "pc4,lat,lon,plaats,gm_code,gemeente,am_code";
  write(
    "pc4_2026.csv",
    csv(
      `${columns},inwoners`,
      areaCells("area")
        .map(({ cells, inhabitants }) => [...cells, inhabitants])
        .reverse(),
    ),
  );
  write(
    "pc4_extra_4pp.csv",
    csv(
      `${columns},koppeling`,
      areaCells("post-office-box").map(({ cells }) => [...cells, "gemeente"]),
    ),
  );
  const former = formerTable.rows.map(({ code, name, region, ceasedOn }) => [
    code,
    name,
    region,
    // One that ceased during a year is listed for that year, one that ceased on 1 January for the year before.
    Number(ceasedOn.slice(0, 4)) - (ceasedOn.endsWith("-01-01") ? 1 : 0),
  ]);
  write(
    "voormalige_gemeenten.csv",
    csv("gm_code,gemeente_voormalig,am_code_laatste_jaar,laatste_jaar_in_cbs_indeling", former),
  );
};

// Every case reads and writes 4,735 areas, most of them twice.
describe("importing a year of geography", { timeout: 30_000 }, () => {
  let directory = "";
  let source = "";
  let out = "";
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "geography-"));
  });
  beforeEach(() => {
    source = mkdtempSync(join(directory, "source-"));
    out = mkdtempSync(join(directory, "out-"));
    writeSource(source);
    copyFileSync(join(DATA, "merger-facts.json"), join(out, "merger-facts.json"));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const change = (file: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(join(source, file), "utf8");
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    writeFileSync(join(source, file), changed);
  };
  const tables = [
    "areas-2026.json",
    "municipalities-2026.json",
    "former-municipalities.json",
    "place-names.json",
    "map-dots.json",
  ];

  it("gives the same tables to the byte, whatever the order of the rows, however often it is done", () => {
    expect(writeTables(source, out)).toBe(
      "2026: 35 regions, 342 municipalities and 83 former ones, 4067 postcode areas and 668 box codes written.",
    );
    for (const table of tables) {
      expect(readFileSync(join(out, table), "utf8") === readFileSync(join(DATA, table), "utf8")).toBe(true);
    }
    writeTables(source, out);
    for (const table of tables) {
      expect(readFileSync(join(out, table), "utf8") === readFileSync(join(DATA, table), "utf8")).toBe(true);
    }
  });

  const REGIONS_FILE = "arbeidsmarktregios_2026.csv";
  const MUNICIPALITIES_FILE = "gemeente_arbeidsmarktregio_2026.csv";
  const AREAS_FILE = "pc4_2026.csv";
  it.each([
    {
      what: "a region is missing",
      file: REGIONS_FILE,
      from: /"AM38".*$/,
      to: "",
      complaint: "there are 34 regions instead of 35",
    },
    {
      what: "a region is not one of the 35",
      file: REGIONS_FILE,
      from: "AM38",
      to: "AM04",
      complaint: "row 35: am_code",
    },
    {
      what: "a municipality is missing",
      file: MUNICIPALITIES_FILE,
      from: /"GM0363".*\n/,
      to: "",
      complaint: "region AM18 has 7",
    },
    {
      what: "an area occurs twice",
      file: AREAS_FILE,
      from: '"1012"',
      to: '"1011"',
      complaint: "area 1011 occurs twice",
    },
    {
      what: "an area is not in its municipality's region",
      file: AREAS_FILE,
      from: '"AM18"',
      to: '"AM17"',
      complaint: "but its municipality",
    },
    {
      what: "an area lies abroad",
      file: AREAS_FILE,
      from: /"52\.[0-9]+"/,
      to: '"48.85"',
      complaint: "lat: ",
    },
    {
      what: "an area's municipality is not known",
      file: AREAS_FILE,
      from: '"GM0363"',
      to: '"GM9999"',
      complaint: "which is not a municipality",
    },
    {
      what: "inhabitants are no number",
      file: AREAS_FILE,
      from: /"[0-9]+"$/,
      to: '"many"',
      complaint: "inwoners: ",
    },
    {
      what: "a box code is an area too",
      file: "pc4_extra_4pp.csv",
      from: '"1000"',
      to: '"1012"',
      complaint: "area 1012 occurs twice",
    },
    {
      what: "a former municipality is still there",
      file: "voormalige_gemeenten.csv",
      from: "GM0003",
      to: "GM0363",
      complaint: "both former and present",
    },
  ])("is refused and writes nothing when $what", ({ file, from, to, complaint }) => {
    change(file, from, to);
    expect(() => writeTables(source, out)).toThrow(BadSource);
    expect(() => writeTables(source, out)).toThrow(complaint);
    expect(readdirSync(out)).toEqual(["merger-facts.json"]);
  });

  it("is refused when a successor is in no file", () => {
    const facts = { mergers: { GM0003: { successors: ["GM9999"] } } };
    writeFileSync(join(out, "merger-facts.json"), JSON.stringify(facts));
    expect(() => writeTables(source, out)).toThrow("the successor GM9999 of GM0003 is not in any file");
  });

  it("is refused when a municipality of an older table is lost without a trace", () => {
    writeTables(source, out);
    const older = readFileSync(join(out, "municipalities-2026.json"), "utf8");
    const with2025 = older.replace('"year":2026', '"year":2025').replace("GM0363", "GM9998");
    writeFileSync(join(out, "municipalities-2025.json"), with2025);
    expect(() => writeTables(source, out)).toThrow(
      "in the table of 2025 but neither present nor former now: GM9998",
    );
  });

  it("is refused when a file is missing or there is no year", () => {
    rmSync(join(source, "pc4_2026.csv"));
    expect(() => writeTables(source, out)).toThrow("pc4_2026.csv cannot be read");
    const empty = join(source, "empty");
    mkdirSync(empty);
    expect(() => writeTables(empty, out)).toThrow("there is no arbeidsmarktregios_YEAR.csv");
  });

  it("puts a box code that was linked by a wrong centre back in its place, with the centre of that place", () => {
    const stompetoren = findArea(
      readLayout(source).areas.find(({ pc4 }) => pc4 === "1841")?.pc4 ?? expect.fail(),
    );
    const wrong = '"1840","52.36","4.9","Stompetoren","GM0363","Amsterdam","AM18","dichtstbijzijnde pc4"';
    change("pc4_extra_4pp.csv", /"1840".*/, wrong);
    writeTables(source, out);
    const { boxes } = AreaTable.parse(JSON.parse(readFileSync(join(out, "areas-2026.json"), "utf8")));
    expect(boxes["GM0361"]?.["Stompetoren"]).toEqual([
      1840,
      stompetoren?.latitude,
      stompetoren?.longitude,
      0,
    ]);
    expect(boxes["GM0363"]?.["Stompetoren"]).toBeUndefined();
  });
});

describe("the committed tables", () => {
  it("have the form that the code counts on", () => {
    for (const { areas, municipalities } of yearTables) {
      expect(AreaTable.safeParse(areas).error).toBeUndefined();
      expect(MunicipalityTable.safeParse(municipalities).error).toBeUndefined();
      expect(areas.year).toBe(municipalities.year);
    }
    expect(FormerTable.safeParse(formerTable).error).toBeUndefined();
    expect(RegionFacts.safeParse(regionFactsTable).error).toBeUndefined();
    const facts = MergerFacts.parse(JSON.parse(readFileSync(join(DATA, "merger-facts.json"), "utf8")));
    expect(Object.keys(facts.mergers).sort()).toEqual([...gazetteer().former.keys()].sort());
  });

  it("are all loaded: no year lies in the folder unused", () => {
    const years = readdirSync(DATA).flatMap((file) => /^areas-([0-9]{4})\.json$/.exec(file)?.[1] ?? []);
    expect(yearTables.map(({ areas }) => String(areas.year))).toEqual(years.sort());
  });
});

// The reference files are no part of the project; without them these rows are reported as skipped.
describe.skipIf(!existsSync(REFERENCE))(
  "against the reference files of CBS, when they lie beside the project",
  () => {
    it("every area, municipality and region agrees", () => {
      const { areas, municipalities, regions } = readLayout(REFERENCE);
      const wrong = areas.filter(({ pc4, lat, lon, plaats, gm_code, am_code, inwoners }) => {
        const area = findArea(pc4);
        const found = findLocation(pc4);
        const same = area?.latitude === lat && area.longitude === lon && area.inhabitants === inwoners;
        const samePlace = plaats === "" || found?.place === plaats;
        return !same || !samePlace || found?.municipality.code !== gm_code || found.region !== am_code;
      });
      expect(wrong).toEqual([]);
      expect(municipalities.filter((row) => municipality(row.gm_code).region !== row.am_code)).toEqual([]);
      expect(municipalities.filter((row) => municipality(row.gm_code).name !== row.gemeente)).toEqual([]);
      expect(regions.filter((row) => regionInfo(row.am_code).name !== row.arbeidsmarktregio)).toEqual([]);
    });

    it("every box code agrees, but for those that are put right", () => {
      const { boxes } = readLayout(REFERENCE);
      const moved = boxes
        .filter(({ pc4, am_code }) => findLocation(pc4)?.region !== am_code)
        .map(({ pc4 }) => pc4);
      expect(moved).toEqual([
        "1840",
        "2820",
        "2850",
        "2930",
        "2960",
        "3380",
        "4230",
        "4240",
        "4250",
        "4260",
        "4280",
      ]);
      const others = boxes.filter(({ pc4, gm_code }) => findLocation(pc4)?.municipality.code !== gm_code);
      expect(others.filter(({ koppeling }) => koppeling === "gemeente")).toEqual([]);
      expect(boxes.filter(({ pc4, plaats }) => findLocation(pc4)?.place !== plaats)).toEqual([]);
      expect(others).toHaveLength(19);
      const recentred = boxes.filter(({ pc4, lat, lon }) => {
        const area = findArea(pc4);
        return area?.latitude !== lat || area.longitude !== lon;
      });
      expect(recentred).toHaveLength(76);
    });
  },
);
