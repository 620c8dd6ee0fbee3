import { publishNotice } from "#packages/intake/notice-visibility.ts";
import { find } from "#packages/store/documents.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { publishedWrites } from "#packages/store/write-notice.ts";

/** Makes a notice known whose embargo has ended. False when there is nothing to tell, or its filer was first. */
export const publishDue = async (table: Table, id: string, now: () => Date): Promise<boolean> => {
  const before = await find(table, surplusNotices, id);
  const published = before && publishNotice(before, { now: now() });
  if (published === undefined) return false;
  try {
    await commit(table.client, publishedWrites(table, { ...published, before }));
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};
