import * as z from "zod";
import { COLUMNS } from "#packages/intake/imports/columns.ts";
import type { ImportKind } from "#packages/intake/imports/import-kinds.ts";

const at = (body: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (inner, part) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined),
      body,
    );

const Requirements = z.array(z.looseObject({ competency: z.string(), importance: z.string() })).default([]);
const Places = z.array(z.object({ postcode: z.string(), positions: z.number() })).default([]);
const Languages = z.array(z.object({ language: z.string(), level: z.string() })).default([]);

const asked = (body: unknown, importance: string) =>
  Requirements.parse(at(body, "/requirements"))
    .filter((one) => one.importance === importance)
    .map(({ competency }) => competency)
    .join("|");

/** Columns whose cell is not just the value at their pointer. */
const SPECIAL: Readonly<Record<string, (body: unknown) => unknown>> = {
  "/places postcode": (body) =>
    Places.parse(at(body, "/places"))
      .map(({ postcode }) => postcode)
      .join("|"),
  "/places positions": (body) =>
    Places.parse(at(body, "/places"))
      .map(({ positions }) => positions)
      .join("|"),
  "/requirements mustHaves": (body) => asked(body, "must"),
  "/requirements niceToHaves": (body) => asked(body, "nice"),
  "/person/underNotice underNotice": (body) => at(body, "/person/underNotice") !== undefined || undefined,
};

const cellOf = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "ja" : "nee";
  if (!Array.isArray(value)) return String(value);
  const languages = Languages.safeParse(value);
  return languages.success
    ? languages.data.map(({ language, level }) => `${language}:${level}`).join("|")
    : value.join("|");
};

const quoted = (cell: string, delimiter: string): string =>
  [delimiter, '"', "\n", "\r"].some((mark) => cell.includes(mark)) ? `"${cell.replaceAll('"', '""')}"` : cell;

const MORE_THAN_A_ROW = ["/groups/1", "/profile/consents/1"];

/**
 * Bodies of the single POST as a CSV file with every column. What a row cannot say (weights of requirements) is left
 * out; throws a RangeError for a body that is more than a row: a notice of several groups, several consents.
 */
export const toCsv = (
  rows: readonly object[],
  kind: ImportKind,
  delimiter: ";" | "," | "\t" = ";",
): string => {
  const columns = COLUMNS[kind];
  const lines = rows.map((body) => {
    const more = MORE_THAN_A_ROW.find((pointer) => at(body, pointer) !== undefined);
    if (more !== undefined) throw new RangeError(`${more} does not fit in a row of CSV`);
    return columns.map(({ name, pointer }) => {
      const special = SPECIAL[`${pointer} ${name}`];
      return quoted(cellOf(special === undefined ? at(body, pointer) : special(body)), delimiter);
    });
  });
  return [columns.map(({ name }) => name), ...lines].map((cells) => `${cells.join(delimiter)}\r\n`).join("");
};

/** Bodies of the single POST as JSON Lines. */
export const toJsonLines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");
