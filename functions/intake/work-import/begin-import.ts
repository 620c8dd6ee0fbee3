import { createHash } from "node:crypto";
import type { ImportId } from "#packages/domain/ids.ts";
import { repeatFinder } from "#packages/intake/imports/repeats.ts";
import { referenceOf } from "#packages/intake/imports/row-reference.ts";
import type { ImportRow, RowChunk } from "#packages/intake/imports/rows.ts";
import { allRows } from "#packages/store/import-rows.ts";
import { failImport, findImport, type ImportDocument, startImport } from "#packages/store/imports.ts";
import type { Deps } from "./deps.ts";

/** All that a row says; equal for the same row of the same file sent twice. */
const digestOf = ({ header }: RowChunk, row: ImportRow): string => {
  const said = "cells" in row ? JSON.stringify([header, row.cells]) : "text" in row ? row.text : "";
  return createHash("sha256").update(said).digest("base64").slice(0, 16);
};

type Read = { readonly chunks: number; readonly repeats: ReturnType<typeof repeatFinder> };

const readAll = async (deps: Deps, { files }: ImportDocument): Promise<Read> => {
  const repeats = repeatFinder();
  let chunks = 0;
  for (const [index, file] of files.entries())
    for await (const { chunk, rows } of allRows(deps.tables.persons, file)) {
      chunks += 1;
      for (const row of rows.rows) {
        const reference = referenceOf(rows, row);
        if (reference === undefined) continue;
        repeats.add({ file: index + 1, chunk, line: row.line, reference, digest: digestOf(rows, row) });
      }
    }
  return { chunks, repeats };
};

/**
 * Goes through all rows of an import once, in the order in which they were sent, to find those that name the same
 * thing; then asks for each chunk to be worked. Asking twice asks for the same: rows stay parked until it is settled.
 */
export const beginImport = async (deps: Deps, id: ImportId): Promise<void> => {
  const { tables, now, log } = deps;
  const record = await findImport(tables.platform, id);
  if (record === undefined || !(await startImport(tables.platform, id, now()))) {
    log.warn("import has nothing to begin with", { importId: id, state: record?.state ?? "gone" });
    return;
  }
  const { chunks, repeats } = await readAll(deps, record.document);
  if (chunks < record.chunks) {
    await failImport(tables.platform, id, now());
    log.error("rows of an import are gone", { importId: id, chunks: record.chunks, left: chunks });
    return;
  }
  const messages = record.document.files.flatMap((file, index) =>
    Array.from({ length: file.chunks }, (_, chunk) => {
      const name = { file: index + 1, chunk };
      return { importId: id, ...name, repeats: [...repeats.of(name)] };
    }),
  );
  await deps.send(messages);
  log.info("import begun", { importId: id, files: record.document.files.length, chunks });
};
