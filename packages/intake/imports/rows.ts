import * as z from "zod";
import { ImportFormat } from "./import-kinds.ts";

/**
 * One row as it was sent, by the line of its file on which it begins (1 is the first). `broken` says why it could not
 * be read at all; then nothing of it is kept.
 */
export const ImportRow = z.union([
  z.object({ line: z.number().int().min(1), cells: z.array(z.string()) }),
  z.object({ line: z.number().int().min(1), text: z.string() }),
  z.object({ line: z.number().int().min(1), broken: z.string() }),
]);
export type ImportRow = z.infer<typeof ImportRow>;

/** Rows that are parked and worked together. `header` names the cells of CSV. */
export const RowChunk = z.object({
  format: ImportFormat,
  header: z.array(z.string()),
  rows: z.array(ImportRow),
});
export type RowChunk = z.infer<typeof RowChunk>;

/** A file that was read: all its rows, good and bad. */
export type ReadFile = RowChunk;

/** Rows a chunk: their findings fit one item, and their work one call of a function. */
const ROWS_A_CHUNK = 100;
/** Characters a chunk, before it is packed: an item takes 400 KB. */
const LENGTH_A_CHUNK = 250_000;

const lengthOf = (row: ImportRow): number => {
  if ("text" in row) return row.text.length;
  return "cells" in row ? row.cells.reduce((sum, cell) => sum + cell.length + 4, 0) : 0;
};

/** A file's rows in chunks of at most 100 rows, in their order. The same file always gives the same chunks. */
export const chunksOf = ({ format, header, rows }: ReadFile): RowChunk[] => {
  const chunks: RowChunk[] = [];
  let current: ImportRow[] = [];
  let length = 0;
  for (const row of rows) {
    const added = lengthOf(row);
    if (current.length === ROWS_A_CHUNK || (current.length > 0 && length + added > LENGTH_A_CHUNK)) {
      chunks.push({ format, header, rows: current });
      [current, length] = [[], 0];
    }
    current.push(row);
    length += added;
  }
  return current.length === 0 ? chunks : [...chunks, { format, header, rows: current }];
};
