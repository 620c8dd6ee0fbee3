/**
 * Turns a directory of CSV files into the fact tables of `../data`: `npm run geography:import -- DIR`.
 * Expects arbeidsmarktregios_YEAR.csv, gemeente_arbeidsmarktregio_YEAR.csv, pc4_YEAR.csv, pc4_extra_4pp.csv and
 * voormalige_gemeenten.csv; takes the newest YEAR. Writes nothing when anything is wrong.
 */
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BadSource } from "./read-layout.ts";
import { writeTables } from "./write-tables.ts";

const [source] = process.argv.slice(2);
if (source === undefined || !existsSync(source) || !statSync(source).isDirectory()) {
  console.error("Usage: npm run geography:import -- DIR, where DIR holds the CSV files");
  process.exitCode = 2;
} else {
  try {
    console.log(writeTables(source, fileURLToPath(new URL("../data/", import.meta.url))));
  } catch (error) {
    if (!(error instanceof BadSource)) throw error;
    console.error(`Nothing was written: ${error.message}`);
    process.exitCode = 1;
  }
}
