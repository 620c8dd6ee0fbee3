import type { AreaTable, FormerTable, MergerFacts, MunicipalityTable, YearTables } from "../table-forms.ts";
import { borderRegions } from "./border-regions.ts";
import type { AreaRow, BoxRow, Layout } from "./read-layout.ts";
import { BadSource } from "./read-layout.ts";
import { settleBoxes } from "./settle-boxes.ts";

const SOURCE = "CBS, CC BY 4.0; Bron: CBS";

const grouped = <Row extends AreaRow | BoxRow>(rows: readonly Row[], inhabitants: (row: Row) => number) => {
  const places: AreaTable["areas"] = {};
  const inOrder = rows.toSorted((a, b) => (a.gm_code + a.pc4 < b.gm_code + b.pc4 ? -1 : 1));
  for (const row of inOrder) {
    places[row.gm_code] ??= {};
    const byPlace = places[row.gm_code] ?? {};
    byPlace[row.plaats] ??= [];
    byPlace[row.plaats]?.push(Number(row.pc4), row.lat, row.lon, inhabitants(row));
  }
  return places;
};

/** CBS tells namesakes apart by a province in brackets, which is no part of a place's name. */
const placed = (row: AreaRow): AreaRow =>
  row.plaats === "" ? { ...row, plaats: row.gemeente.replace(/\s*\([^)]*\)$/, "") } : row;

const areaTable = (layout: Layout): AreaTable => ({
  source: `${SOURCE}. Codes of post-office boxes: 4PP, MIT.`,
  year: layout.year,
  areas: grouped(layout.areas.map(placed), (row) => row.inwoners),
  boxes: grouped(settleBoxes(layout), () => 0),
});

const municipalityTable = ({ year, regions, municipalities, areas }: Layout): MunicipalityTable => {
  const neighbours = borderRegions(areas);
  const provinces = municipalities.map((row): [string, string] => [row.pv_code, row.provincie]);
  return {
    source: SOURCE,
    year,
    provinces: Object.fromEntries(provinces.sort(([a], [b]) => (a < b ? -1 : 1))),
    regions: regions
      .toSorted((a, b) => (a.am_code < b.am_code ? -1 : 1))
      .map(({ am_code, arbeidsmarktregio }) => ({
        code: am_code,
        name: arbeidsmarktregio,
        neighbours: [...(neighbours.get(am_code) ?? [])],
        municipalities: municipalities
          .filter((row) => row.am_code === am_code)
          .sort((a, b) => (a.gm_code < b.gm_code ? -1 : 1))
          .map((row) => ({ code: row.gm_code, name: row.gemeente, province: row.pv_code })),
      })),
  };
};

/** Municipalities begin and end on 1 January, so one that is last listed for 2020 was no more on 2021-01-01. */
const formerTable = ({ former, municipalities }: Layout, { mergers }: MergerFacts): FormerTable => {
  const known = new Set<string>([...former, ...municipalities].map((row) => row.gm_code));
  const rows = former
    .toSorted((a, b) => (a.gm_code < b.gm_code ? -1 : 1))
    .map((row): FormerTable["rows"][number] => {
      const { gm_code, gemeente_voormalig, am_code_laatste_jaar, laatste_jaar_in_cbs_indeling } = row;
      const { successors = [], ceasedOn } = mergers[gm_code] ?? {};
      const unknown = successors.find((code) => !known.has(code));
      if (unknown !== undefined)
        throw new BadSource(`the successor ${unknown} of ${gm_code} is not in any file`);
      return {
        code: gm_code,
        name: gemeente_voormalig,
        region: am_code_laatste_jaar,
        ceasedOn: ceasedOn ?? `${laatste_jaar_in_cbs_indeling + 1}-01-01`,
        successors: [...successors],
      };
    });
  return { source: SOURCE, rows };
};

/** The tables of one year in the project's own form. The same files give the same tables. */
export const compactTables = (layout: Layout, facts: MergerFacts): YearTables & { former: FormerTable } => ({
  areas: areaTable(layout),
  municipalities: municipalityTable(layout),
  former: formerTable(layout, facts),
});

/** Every municipality of an older table must be in the new one or among the former ones. Throws `BadSource`. */
export const checkSuccession = (
  older: MunicipalityTable,
  tables: YearTables & { former: FormerTable },
): void => {
  const codes = ({ regions }: MunicipalityTable) =>
    regions.flatMap((region) => region.municipalities.map(({ code }) => code));
  const accounted = new Set([...codes(tables.municipalities), ...tables.former.rows.map(({ code }) => code)]);
  const lost = codes(older).filter((code) => !accounted.has(code));
  if (lost.length > 0) {
    throw new BadSource(
      `in the table of ${older.year} but neither present nor former now: ${lost.join(", ")}`,
    );
  }
};

/** JSON with one line for each entry of the members named in `open`, so that a year's changes can be read in a diff. */
export const linesOf = (table: Readonly<Record<string, unknown>>, open: readonly string[]): string => {
  const members = Object.entries(table).map(([name, value]) => {
    if (!open.includes(name) || typeof value !== "object" || value === null)
      return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
    const list = Array.isArray(value);
    const entries = list
      ? value.map((entry) => JSON.stringify(entry))
      : Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`);
    return `${JSON.stringify(name)}:${list ? "[" : "{"}\n${entries.join(",\n")}\n${list ? "]" : "}"}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
};
