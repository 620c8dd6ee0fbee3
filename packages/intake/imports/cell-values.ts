import type { Column } from "./column-parts.ts";

const TRUE = new Set(["ja", "j", "yes", "y", "true", "waar", "1"]);
const FALSE = new Set(["nee", "n", "no", "false", "onwaar", "0"]);

/** Up to two decimals: `1.000` may be one or a thousand, so it stays text and is told. */
const NUMBER = /^-?\d+(?:[.,]\d{1,2})?$/;
const DUTCH_DAY = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const LANGUAGE = /^([A-Za-z]{2})\s*[:=]\s*([A-Ca-c][12])$/;

const numberOf = (cell: string): unknown => (NUMBER.test(cell) ? Number(cell.replace(",", ".")) : cell);

const booleanOf = (cell: string): unknown => {
  const word = cell.toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : cell;
};

/** "1-2-2027" and "01/02/2027" are the first of February; whether the day exists is the schema's to say. */
const dateOf = (cell: string): string => {
  const [, day = "", month = "", year = ""] = DUTCH_DAY.exec(cell) ?? [];
  return year === "" ? cell : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
};

/** A day stands for its beginning: whatever else happened on it came later. */
const momentOf = (cell: string): string => {
  const day = dateOf(cell);
  return ISO_DAY.test(day) ? `${day}T00:00:00.000Z` : cell;
};

const listOf = (cell: string): string[] =>
  cell
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const languageOf = (part: string): unknown => {
  const [, language = "", level = ""] = LANGUAGE.exec(part) ?? [];
  return language === "" ? part : { language: language.toLowerCase(), level: level.toUpperCase() };
};

/** The value of a cell in the form of its column; undefined for an empty one. What does not fit stays text. */
export const cellValue = ({ form }: Column, cell: string): unknown => {
  if (cell === "") return undefined;
  switch (form) {
    case "text":
      return cell;
    case "number":
      return numberOf(cell);
    case "boolean":
      return booleanOf(cell);
    case "date":
      return dateOf(cell);
    case "moment":
      return momentOf(cell);
    case "languages":
      return listOf(cell).map(languageOf);
    case "list":
    case "terms":
      return listOf(cell);
  }
};
