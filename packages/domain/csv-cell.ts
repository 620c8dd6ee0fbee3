/** What a spreadsheet takes for the beginning of a formula; a tab or a return before it does not stop it. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r\n]/u;

const NEEDS_QUOTES = /["',;\t\r\n]|^\s|\s$/u;

/**
 * A cell of a CSV that the platform gives out. A text that a spreadsheet would run as a formula gets an apostrophe before
 * it, which makes it text (OWASP, CSV injection); a number is a number. Quoted where CSV asks for it (RFC 4180).
 */
export const csvCell = (value: string | number | boolean | undefined): string => {
  if (typeof value !== "string") return value === undefined ? "" : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A line of a CSV, with its end. */
export const csvLine = (cells: readonly (string | number | boolean | undefined)[]): string =>
  `${cells.map(csvCell).join(",")}\r\n`;
