/**
 * Writes the tables that follow from others once more: `npm run geography:derive`. The import does it too; this is for
 * when the form of a derived table changes and the files of the import are not at hand.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { formerTable, yearTables } from "../tables.ts";
import { derivedTables } from "./derive-tables.ts";

for (const [file, text] of Object.entries(derivedTables(yearTables, formerTable))) {
  writeFileSync(fileURLToPath(new URL(`../data/${file}`, import.meta.url)), text);
  console.log(`${file} written.`);
}
