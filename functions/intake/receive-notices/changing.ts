import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { NotPossibleNow, VersionConflict } from "#packages/domain/errors.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import type { Deps } from "./deps.ts";

/**
 * Writes a change that was decided on a version the caller named. Throws VersionConflict when the thing, which is the
 * first of the writes, is not at that version any more; NotPossibleNow when another thing has the same reference.
 */
export const commitChange = async (
  { tables }: Pick<Deps, "tables">,
  writes: readonly TransactWriteItem[],
): Promise<void> => {
  try {
    await commit(tables.platform.client, writes);
  } catch (cause) {
    if (!(cause instanceof ConditionFailed)) throw cause;
    if (cause.index === 0) throw new VersionConflict("written in between", { cause });
    throw new NotPossibleNow("Another one has this reference.");
  }
};
