import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { CsvError, parse } from "csv-parse";
import * as z from "zod";
import { ClassificationSourceError } from "./classification-source.ts";

/** One row: cells by column name, with the line its record ends on. A column that is absent reads as empty. */
export type CsvRow = { cell(column: string): string; line: number };

export type CsvTable = {
  path: string;
  /** Columns that must be in the header. */
  required: readonly string[];
  /** Told how many bytes were read since the last call. */
  onBytes?: (bytes: number) => void;
};

const CsvEvent = z.object({
  record: z.array(z.string()),
  info: z.object({ lines: z.number() }),
});

// What csv-parse calls its refusals, in words of a person who made the file.
const BROKEN: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened and never closed",
  CSV_INVALID_CLOSING_QUOTE: "a quote is closed in the middle of a cell",
  INVALID_OPENING_QUOTE: "a quote opens in the middle of a cell",
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: "the row has another number of cells than the header",
  CSV_MAX_RECORD_SIZE: "the row is far too long; a quote may be missing",
};

const MAX_ROW = 1_000_000;

const refusal = (file: string, error: CsvError): ClassificationSourceError => {
  const line: unknown = error["lines"];
  const message = `broken row: ${BROKEN[error.code] ?? error.message}`;
  return new ClassificationSourceError([
    typeof line === "number" ? { file, line, message } : { file, message },
  ]);
};

const checkHeader = (file: string, header: readonly string[], required: readonly string[]): void => {
  const missing = required.filter((column) => !header.includes(column));
  if (missing.length === 0) return;
  throw new ClassificationSourceError(
    missing.map((column) => ({
      file,
      line: 1,
      message: `column ${column} is missing; the file has ${header.join(", ")}`,
    })),
  );
};

/** What a streaming parser throws is not always an Error of ours; anything unknown passes unchanged. */
const translate = (file: string, error: unknown): unknown =>
  error instanceof CsvError ? refusal(file, error) : error;

/**
 * Reads a comma-separated file row by row, whatever its column order, with or without a byte-order mark, lines
 * ending in LF or CRLF. Throws a ClassificationSourceError for an empty file, a missing column or a broken row.
 */
export async function* readCsv({ path, required, onBytes }: CsvTable): AsyncGenerator<CsvRow> {
  const file = basename(path);
  const input = createReadStream(path);
  input.on("data", (chunk) => onBytes?.(chunk.length));
  const parser = parse({
    bom: true,
    info: true,
    record_delimiter: ["\r\n", "\n"],
    skip_empty_lines: true,
    max_record_size: MAX_ROW,
  });
  input.on("error", (error) => parser.destroy(error));
  input.pipe(parser);
  let header: string[] | undefined;
  let rows = 0;
  try {
    for await (const event of parser) {
      const { record, info } = CsvEvent.parse(event);
      if (header === undefined) {
        header = record.map((column) => column.trim());
        checkHeader(file, header, required);
        continue;
      }
      rows += 1;
      const columns = header;
      yield { line: info.lines, cell: (column) => record[columns.indexOf(column)]?.trim() ?? "" };
    }
  } catch (error) {
    throw translate(file, error);
  } finally {
    input.destroy();
  }
  if (rows === 0) throw new ClassificationSourceError([{ file, message: "the file is empty" }]);
}
