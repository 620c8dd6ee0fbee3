import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClassificationSource, ClassificationSourceError, labelsOf } from "./classification-source.ts";
import { type Place, SourceBuilder } from "./source-builder.ts";

type Row = { cell(column: string): string; list(column: string): string[]; place: Place };

// One row a line and no quoting, so that the files read well in a review: a tab or line end cannot be in a cell.
const readTsv = (directory: string, file: string, columns: readonly string[]): Row[] => {
  const text = readFileSync(join(directory, file), "utf8").replace(/^\uFEFF/, "");
  const [first = "", ...lines] = text.split(/\r?\n/);
  const header = first.split("\t");
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const message = `column ${missing.join(", ")} is missing; the file has ${header.join(", ")}`;
    throw new ClassificationSourceError([{ file, line: 1, message }]);
  }
  return lines.flatMap((line, index) => {
    if (line === "" || line.startsWith("#")) return [];
    const place = { file, line: index + 2 };
    const cells = line.split("\t");
    if (cells.length !== header.length) {
      const message = `broken row: ${cells.length} cells where the header has ${header.length}`;
      throw new ClassificationSourceError([{ ...place, message }]);
    }
    const cell = (column: string) => cells[header.indexOf(column)]?.trim() ?? "";
    const list = (column: string) =>
      cell(column)
        .split("|")
        .filter((part) => part.trim() !== "");
    return [{ cell, list, place }];
  });
};

const bothLanguages = (row: Row) => ({
  nl: labelsOf(row.cell("nl"), row.list("altNl")),
  en: labelsOf(row.cell("en"), row.list("altEn")),
});

/**
 * Reads the starter classification: tab-separated files with a header, `|` between alternatives and between broader
 * concepts, lines that begin with `#` left out. Throws a ClassificationSourceError that names file and line.
 */
export const readStarter = (directory: string): ClassificationSource => {
  const builder = new SourceBuilder();
  for (const row of readTsv(directory, "isco.tsv", ["code", "nl", "en"])) {
    builder.iscoGroup(row.cell("code"), bothLanguages(row), row.place);
  }
  for (const row of readTsv(directory, "occupations.tsv", [
    "uri",
    "code",
    "isco",
    "nl",
    "en",
    "altNl",
    "altEn",
  ])) {
    const [uri, code, iscoGroup] = [row.cell("uri"), row.cell("code"), row.cell("isco")];
    builder.occupation({ uri, code, iscoGroup }, bothLanguages(row), row.place);
  }
  const above = [
    ...readTsv(directory, "groups.tsv", ["uri", "nl", "en", "broader"]).map((row) => {
      builder.group(row.cell("uri"), bothLanguages(row), row.place);
      return row;
    }),
    ...readTsv(directory, "competencies.tsv", ["uri", "nl", "en", "altNl", "altEn", "broader"]).map((row) => {
      builder.competency({ uri: row.cell("uri") }, bothLanguages(row), row.place);
      return row;
    }),
  ];
  for (const row of above) {
    for (const broader of row.list("broader"))
      builder.broader({ concept: row.cell("uri"), broader }, row.place);
  }
  for (const row of readTsv(directory, "relations.tsv", ["occupation", "competency", "kind"])) {
    const [occupation, competency, kind] = [row.cell("occupation"), row.cell("competency"), row.cell("kind")];
    builder.relation({ occupation, competency, kind }, row.place);
  }
  return builder.finish({ name: "starter" });
};
