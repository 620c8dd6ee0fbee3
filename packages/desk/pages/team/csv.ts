const NUMBER = /^-?\d+([.,]\d+)?$/;

/** A cell that a spreadsheet would take for a formula is put behind an apostrophe (OWASP, CSV injection). */
const harmless = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows as a file for a Dutch spreadsheet: semicolons, and a mark that says that it is UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => quoted(harmless(cell))).join(";")).join("\r\n")}\r\n`;
