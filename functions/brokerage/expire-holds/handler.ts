import { expireHold, remindOf } from "#packages/coupling/expire.ts";
import { publishDue } from "#packages/coupling/publish-due.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import { embargoesDue, holdsDue, remindersDue } from "#packages/store/couplings.ts";
import type { Table } from "#packages/store/platform-table.ts";

export type Deps = {
  readonly table: Table;
  readonly log: Log;
  readonly now: () => Date;
  /** Whether there is time for one more; what is left is done by the next run. */
  readonly hasTime?: () => boolean;
};

/** Some of what was due could not be done; the rest was. The next run tries again. */
export class DueFailed extends Error {
  override readonly name = "DueFailed";
}

type Counts = { done: number; failed: number };

const each = async (
  ids: AsyncGenerator<string>,
  work: (id: string) => Promise<boolean>,
  { log, hasTime = () => true }: Deps,
): Promise<Counts> => {
  const counts: Counts = { done: 0, failed: 0 };
  for await (const id of ids) {
    if (!hasTime()) break;
    try {
      counts.done += (await work(id)) ? 1 : 0;
    } catch (error) {
      counts.failed += 1;
      log.error("not done", { id, ...describeError(error) });
    }
  }
  return counts;
};

/**
 * Every ten minutes: holds that have run out are given back, agreements without news are brought to mind, and notices
 * whose embargo has ended are made known.
 */
export const createHandler = (deps: Deps) => async (): Promise<void> => {
  const { table, log, now } = deps;
  const at = now();
  const holds = await each(holdsDue(table, at), (id) => expireHold(table, id, now), deps);
  const reminders = await each(remindersDue(table, at), (id) => remindOf(table, id, now), deps);
  const notices = await each(
    embargoesDue(table, dayInAmsterdam(at)),
    (id) => publishDue(table, id, now),
    deps,
  );
  log.info("due", { expired: holds.done, reminded: reminders.done, published: notices.done });
  const failures = holds.failed + reminders.failed + notices.failed;
  if (failures > 0) throw new DueFailed(`${failures} of what was due failed`);
};
