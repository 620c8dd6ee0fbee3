import * as z from "zod";
import type { ImportRow, RowChunk } from "#packages/intake/imports/rows.ts";
import type { PendingErasure } from "#packages/store/erasures.ts";
import { allRows, replaceRows } from "#packages/store/import-rows.ts";
import { findImport } from "#packages/store/imports.ts";
import type { Deps } from "./handler.ts";

const Referring = z.object({ reference: z.string() });
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whether a row, as it was sent, is about whoever has the reference. A broken row holds nothing of what was sent. */
const isAbout = (row: ImportRow, reference: string): boolean => {
  if ("cells" in row) return row.cells.some((cell) => cell.trim() === reference);
  return "text" in row && Referring.safeParse(parsed(row.text)).data?.reference === reference;
};

/** The place of the row stays: line numbers are what findings are told by. */
const without = (chunk: RowChunk, reference: string): RowChunk => ({
  ...chunk,
  rows: chunk.rows.map((row) =>
    isAbout(row, reference) ? { line: row.line, broken: "erased at the person's request" } : row,
  ),
});

/** Takes the person out of the rows of the import that brought them, where these are still parked; how many it were. */
export const eraseRows = async (
  { tables: { platform, persons } }: Deps,
  { importId, reference }: PendingErasure,
): Promise<number> => {
  if (importId === undefined || reference === undefined) return 0;
  const record = await findImport(platform, importId);
  let count = 0;
  for (const file of record?.document.files ?? [])
    for await (const { chunk, rows } of allRows(persons, file)) {
      const about = rows.rows.filter((row) => isAbout(row, reference)).length;
      if (about > 0) await replaceRows(persons, file, chunk, without(rows, reference));
      count += about;
    }
  return count;
};
