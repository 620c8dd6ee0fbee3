import { dueStarts, isToBegin } from "#packages/delivery/due-starts.ts";
import {
  begun,
  redeliveryRequested,
  startRedeliveryId,
  unplannedStart,
} from "#packages/delivery/redelivery.ts";
import type { Redelivery } from "#packages/domain/redelivery.ts";
import type { AllSettings, RegionSettings } from "#packages/domain/settings.ts";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import { find, put } from "#packages/store/documents.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { redeliveries } from "#packages/store/redeliveries.ts";

export type Deps = {
  readonly table: Table;
  readonly settings: () => Promise<AllSettings>;
  readonly log: Log;
  readonly now: () => Date;
};

/** Some teams could not be started; the others were. The next run tries again. */
export class StartsFailed extends Error {
  override readonly name = "StartsFailed";
}

const write = async ({ table, now, log }: Deps, redelivery: Redelivery): Promise<void> => {
  const { id, version, region } = redelivery;
  const at = now();
  const change = {
    kind: "OTHER" as const,
    scopes: [region] as const,
    id,
    version,
    at,
    events: [redeliveryRequested(redelivery, at)],
  };
  try {
    await commit(table.client, [put(table, redeliveries, redelivery), ...logChange(table, change)]);
    log.info("team started", { region, startDate: redelivery.startDate ?? "", redeliveryId: id });
  } catch (error) {
    // Another run was first: the start has been written.
    if (!(error instanceof ConditionFailed)) throw error;
  }
};

const start = async (deps: Deps, settings: RegionSettings): Promise<void> => {
  const { region, startDate } = settings;
  const known = await find(deps.table, redeliveries, startRedeliveryId(region, startDate));
  if (!isToBegin(settings, known)) return;
  const now = deps.now();
  await write(deps, known === undefined ? unplannedStart({ region, startDate }, now) : begun(known, now));
};

/** G1: for every team whose start date has come, asks once that what is open for it is delivered. */
export const createHandler = (deps: Deps) => async (): Promise<void> => {
  const due = dueStarts(await deps.settings(), deps.now());
  const outcomes = await Promise.allSettled(due.map((settings) => start(deps, settings)));
  const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  for (const failure of failures) deps.log.error("team not started", describeError(failure));
  if (failures.length > 0) throw new StartsFailed(`${failures.length} of ${due.length} starts failed`);
};
