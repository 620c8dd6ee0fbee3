/**
 * Turns a directory of CSV files into the fact tables of `../data`: `npm run geography:import -- DIR`.
 * Expects arbeidsmarktregios_YEAR.csv, gemeente_arbeidsmarktregio_YEAR.csv, pc4_YEAR.csv, pc4_extra_4pp.csv and
 * voormalige_gemeenten.csv; takes the newest YEAR. Writes nothing when anything is wrong.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { MergerFacts, MunicipalityTable } from "../table-forms.ts";
import { checkLayout } from "./check-layout.ts";
import { checkSuccession, compactTables, linesOf } from "./compact-tables.ts";
import { BadSource, readLayout } from "./read-layout.ts";

const DATA = fileURLToPath(new URL("../data/", import.meta.url));

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

const olderTables = (directory: string, year: number): MunicipalityTable[] =>
  readdirSync(directory)
    .filter((file) => Number(/^municipalities-([0-9]{4})\.json$/.exec(file)?.[1] ?? year) < year)
    .map((file) => MunicipalityTable.parse(readJson(join(directory, file))));

const importGeography = (source: string, out: string): void => {
  const layout = readLayout(source);
  checkLayout(layout);
  const tables = compactTables(layout, MergerFacts.parse(readJson(join(DATA, "merger-facts.json"))));
  for (const older of olderTables(out, layout.year)) checkSuccession(older, tables);
  writeFileSync(join(out, `areas-${layout.year}.json`), linesOf(tables.areas, ["areas", "boxes"]));
  writeFileSync(join(out, `municipalities-${layout.year}.json`), linesOf(tables.municipalities, ["regions"]));
  writeFileSync(join(out, "former-municipalities.json"), linesOf(tables.former, ["rows"]));
  const { regions, municipalities, areas, boxes, former } = layout;
  console.log(
    `${layout.year}: ${regions.length} regions, ${municipalities.length} municipalities and ${former.length} former ones, ` +
      `${areas.length} postcode areas and ${boxes.length} box codes written.`,
  );
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: DATA } },
});
const [source] = positionals;
if (source === undefined || !existsSync(source) || !statSync(source).isDirectory()) {
  console.error("Usage: npm run geography:import -- DIR [--out DIR], where DIR holds the CSV files");
  process.exitCode = 2;
} else {
  try {
    importGeography(source, values.out);
  } catch (error) {
    if (!(error instanceof BadSource)) throw error;
    console.error(`Nothing was written: ${error.message}`);
    process.exitCode = 1;
  }
}
