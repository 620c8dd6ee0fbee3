import { batchGet } from "./batch-get.ts";
import { keys } from "./keys.ts";
import type { Table } from "./platform-table.ts";
import { namedBy, type Reference } from "./references.ts";

/** The ids of the things with those references, read consistently, in that order; undefined where there is none. */
export const findManyByReference = async (
  table: Table,
  references: readonly Reference[],
): Promise<(string | undefined)[]> => {
  const items = await batchGet(
    table,
    references.map(({ kind, owner, reference }) => keys.reference(kind, owner, reference)),
  );
  return items.map(namedBy);
};
