import type { ImportId } from "#packages/domain/ids.ts";
import { referenceOf } from "#packages/intake/imports/row-reference.ts";
import type { RowChunk } from "#packages/intake/imports/rows.ts";
import type { PendingErasure } from "#packages/store/erasures.ts";
import { allRows, parkedBy, replaceRows } from "#packages/store/import-rows.ts";
import { findImport } from "#packages/store/imports.ts";
import type { Deps } from "./handler.ts";

/** The place of the row stays: line numbers are what findings are told by. */
const without = (chunk: RowChunk, reference: string): RowChunk => ({
  ...chunk,
  rows: chunk.rows.map((row) =>
    referenceOf(chunk, row) === reference
      ? { line: row.line, broken: "erased at the person's request" }
      : row,
  ),
});

type Asked = { readonly reference: string; readonly askedAt: string };

const eraseRowsOf = async (
  { tables: { platform, persons } }: Deps,
  importId: ImportId,
  { reference, askedAt }: Asked,
): Promise<number> => {
  const record = await findImport(platform, importId);
  // What came after may bring the person anew, with a consent given since: that is decided where rows are worked.
  if (record === undefined || record.document.receivedAt > askedAt) return 0;
  let count = 0;
  for (const file of record.document.files)
    for await (const { chunk, rows } of allRows(persons, file)) {
      const about = rows.rows.filter((row) => referenceOf(rows, row) === reference).length;
      if (about > 0) await replaceRows(persons, file, chunk, without(rows, reference));
      count += about;
    }
  return count;
};

/**
 * Takes the person out of rows that are still parked: of the import that brought them, and of every other file of the
 * client that knows them by the reference. How many it were.
 */
export const eraseRows = async (
  deps: Deps,
  { importId, reference, referenceOwner, askedAt }: PendingErasure,
): Promise<number> => {
  if (reference === undefined) return 0;
  const { persons } = deps.tables;
  const parked = referenceOwner === undefined ? [] : await parkedBy(persons, referenceOwner);
  const imports = new Set([...parked, ...(importId === undefined ? [] : [importId])]);
  let count = 0;
  for (const id of imports) count += await eraseRowsOf(deps, id, { reference, askedAt });
  return count;
};
