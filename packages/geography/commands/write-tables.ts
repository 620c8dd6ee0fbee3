import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AreaTable, MergerFacts, MunicipalityTable, type YearTables } from "../table-forms.ts";
import { checkLayout } from "./check-layout.ts";
import { checkSuccession, compactTables, linesOf } from "./compact-tables.ts";
import { derivedTables } from "./derive-tables.ts";
import { readLayout } from "./read-layout.ts";

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

const olderTables = (directory: string, year: number): MunicipalityTable[] =>
  readdirSync(directory)
    .filter((file) => Number(/^municipalities-([0-9]{4})\.json$/.exec(file)?.[1] ?? year) < year)
    .map((file) => MunicipalityTable.parse(readJson(join(directory, file))));

/** The older tables that have their areas beside them. */
const withAreas = (directory: string, tables: readonly MunicipalityTable[]): YearTables[] =>
  tables.flatMap((municipalities) => {
    const file = join(directory, `areas-${municipalities.year}.json`);
    return existsSync(file) ? [{ municipalities, areas: AreaTable.parse(readJson(file)) }] : [];
  });

/**
 * Reads and checks the CSV files in `source` and writes the tables of their year into `out`, where the older tables and
 * `merger-facts.json` are. Returns a line that says what was written. Throws `BadSource` before anything is written.
 */
export const writeTables = (source: string, out: string): string => {
  const layout = readLayout(source);
  checkLayout(layout);
  const tables = compactTables(layout, MergerFacts.parse(readJson(join(out, "merger-facts.json"))));
  const older = olderTables(out, layout.year);
  for (const table of older) checkSuccession(table, tables);
  const files = {
    [`areas-${layout.year}.json`]: linesOf(tables.areas, ["areas", "boxes"]),
    [`municipalities-${layout.year}.json`]: linesOf(tables.municipalities, ["regions"]),
    "former-municipalities.json": linesOf(tables.former, ["rows"]),
    ...derivedTables([...withAreas(out, older), tables], tables.former),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(out, file), text);
  const { regions, municipalities, areas, boxes, former } = layout;
  return (
    `${layout.year}: ${regions.length} regions, ${municipalities.length} municipalities and ${former.length} former ones, ` +
    `${areas.length} postcode areas and ${boxes.length} box codes written.`
  );
};
