import { CsvError, parse } from "csv-parse/sync";
import { COLUMNS } from "./columns.ts";
import { type ImportKind, MAX_ROW_LENGTH } from "./import-kinds.ts";
import { RefusedFile } from "./refused-file.ts";
import type { ImportRow, ReadFile } from "./rows.ts";

const DELIMITERS = [";", ",", "\t"] as const;
/** A file with more rows of broken quotes than this is no CSV; reading on behind each of them takes time. */
const MOST_BROKEN = 500;

/** The delimiter of which the header has most, outside of quotes; a comma when there is none. */
export const detectDelimiter = (header: string): string => {
  const bare = header.replaceAll(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? "," : (DELIMITERS[counts.indexOf(most)] ?? ",");
};

type Record = { readonly line: number; readonly cells: string[] };
type Parsed = { readonly records: Record[]; readonly brokenAt?: number };

/** Records from a line on, until the end or the first record with broken quotes. */
const parseFrom = (text: string, firstLine: number, delimiter: string): Parsed => {
  const records: Record[] = [];
  let line = firstLine;
  try {
    parse(text, {
      delimiter,
      record_delimiter: "\n",
      relax_column_count: true,
      trim: true,
      on_record: (cells: string[], { lines }: { lines: number }) => {
        records.push({ line, cells });
        line = firstLine + lines;
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (error instanceof CsvError) return { records, brokenAt: line };
    throw error;
  }
};

/** Every record of the text; behind one with broken quotes, reading goes on at the next line. */
const parseAll = (text: string, delimiter: string): { records: Record[]; broken: number[] } => {
  const records: Record[] = [];
  const broken: number[] = [];
  const starts = lineStarts(text);
  let line = 1;
  while (line <= starts.length) {
    const parsed = parseFrom(text.slice(starts[line - 1]), line, delimiter);
    records.push(...parsed.records);
    if (parsed.brokenAt === undefined) break;
    broken.push(parsed.brokenAt);
    if (broken.length > MOST_BROKEN)
      throw new RefusedFile([`more than ${MOST_BROKEN} of its rows have quotes that are not closed right`]);
    line = parsed.brokenAt + 1;
  }
  return { records, broken };
};

const lineStarts = (text: string): number[] => {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
};

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

/** The columns by their own spelling. Throws RefusedFile naming every column that is unknown, twice there or missing. */
const columnsOf = (kind: ImportKind, header: readonly string[]): string[] => {
  const known = new Map(COLUMNS[kind].map(({ name }) => [name.toLowerCase(), name]));
  const names = header.map((name) => known.get(name.toLowerCase()) ?? name);
  const has = new Set(names);
  const details = [
    ...header
      .filter((name) => !known.has(name.toLowerCase()))
      .map((name) =>
        name === ""
          ? "a column has no name"
          : `the column "${name.slice(0, 60)}" is not known; see the template`,
      ),
    ...twice(names).map((name) => `the column "${name.slice(0, 60)}" is there twice`),
    ...COLUMNS[kind]
      .filter(({ name, needed }) => needed === true && !has.has(name))
      .map(({ name }) => `the column "${name}" is missing`),
  ];
  if (details.length > 0) throw new RefusedFile(details);
  return names;
};

const faultOf = (cells: readonly string[], columns: number): string | undefined => {
  if (cells.length !== columns) return `has ${cells.length} cells where the header has ${columns}`;
  const length = cells.reduce((sum, cell) => sum + cell.length, 0);
  return length > MAX_ROW_LENGTH ? "is longer than 64 KB" : undefined;
};

const isBlank = ({ cells }: Record): boolean => cells.every((cell) => cell === "");
const BROKEN_QUOTES = "has quotes that are not closed, or text before or behind them; the row was left out";

/**
 * Reads CSV: a header, delimiter of the header's choice (; , or tab), quotes as in RFC 4180. Rows whose quotes or
 * number of cells are wrong come back as broken, with the line on which they begin. Throws RefusedFile when the header
 * is not one of that kind, or nothing stands below it.
 */
export const readCsv = (text: string, kind: ImportKind): ReadFile => {
  const delimiter = detectDelimiter(text.slice(0, text.indexOf("\n") + 1 || undefined));
  const { records, broken } = parseAll(text, delimiter);
  const [head, ...body] = records.filter((record) => !isBlank(record));
  if (head === undefined || broken.some((line) => line < head.line))
    throw new RefusedFile(["its first line, which names the columns, has broken quotes"]);
  const header = columnsOf(kind, head.cells);
  const rows = body.map(({ line, cells }): ImportRow => {
    const fault = faultOf(cells, header.length);
    return fault === undefined ? { line, cells } : { line, broken: fault };
  });
  const all = [...rows, ...broken.map((line): ImportRow => ({ line, broken: BROKEN_QUOTES }))];
  if (all.length === 0) throw new RefusedFile(["it has a header and no rows"]);
  return { format: "csv", header, rows: all.sort((a, b) => a.line - b.line) };
};
