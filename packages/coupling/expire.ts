import { settingsOf } from "#packages/domain/settings.ts";
import { couplings } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import { expire, remind, SYSTEM } from "./coupling-steps.ts";
import { stepWrites } from "./write-step.ts";

/**
 * Gives back what a coupling holds, when its term is over and not everybody has agreed: its positions go to matching
 * (B2). False when there is nothing to do: it was agreed, or another run was first. When something else of it is written
 * at this moment, the next run sees to it.
 */
export const expireHold = async (table: Table, id: string, now: () => Date): Promise<boolean> => {
  const before = await find(table, couplings, id);
  const at = now();
  if (before?.state !== "proposed" || Date.parse(before.holdEndsAt) > at.getTime()) return false;
  try {
    await commit(table.client, await stepWrites(table, { before, after: expire(before, at) }, { at }));
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};

/**
 * Brings an agreed coupling to mind of which nobody told anything for some time. False when there is nothing to do: it
 * was reported on, has ended, or another run was first.
 */
export const remindOf = async (table: Table, id: string, now: () => Date): Promise<boolean> => {
  const before = await find(table, couplings, id);
  if (before === undefined) return false;
  const { remindInWorkingDays } = settingsOf(await readSettings(table), before.fromRegion);
  const at = now();
  const after = remind(before, { by: SYSTEM, at, remindInWorkingDays });
  if (after === undefined) return false;
  try {
    await commit(table.client, await stepWrites(table, { before, after }, { at }));
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};
