import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import { type PendingErasure, readPending } from "#packages/store/erasures.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { eraseTraces } from "./erase-traces.ts";

export type Deps = {
  readonly tables: { readonly platform: Table; readonly persons: Table; readonly records: Table };
  readonly now: () => Date;
  /** A new id, different every time. */
  readonly newId: () => string;
  readonly log: Log;
};

/** Matching ends open proposals within seconds; after so long somebody has to look. */
const LATE_MS = 15 * 60_000;

const finish = async (deps: Deps, pending: PendingErasure): Promise<boolean> => {
  const { id, askedAt } = pending;
  const outcome = await eraseTraces(deps, pending);
  const waitedMs = deps.now().getTime() - Date.parse(askedAt);
  if (outcome.kind === "finished") deps.log.info("erasure finished", { erasureId: id, waitedMs });
  else
    deps.log.info("erasure waits for proposals and waiting lists", {
      erasureId: id,
      open: outcome.open,
      waitedMs,
    });
  return outcome.kind === "finished" || waitedMs < LATE_MS;
};

/** An erasure could not be finished in time: the run fails, so that its alarm rings. */
export class ErasuresLate extends Error {
  override readonly name = "ErasuresLate";
}

/** One that fails is tried again with the next run, and holds up no other. */
const inTime = async (deps: Deps, pending: PendingErasure): Promise<boolean> => {
  try {
    return await finish(deps, pending);
  } catch (error) {
    deps.log.error("erasure not finished", { erasureId: pending.id, ...describeError(error) });
    return false;
  }
};

/** Every minute: takes away what is left of people who had everything erased. Safe to repeat at any point. */
export const createHandler = (deps: Deps) => async (): Promise<void> => {
  let late = 0;
  for (const pending of await readPending(deps.tables.persons)) if (!(await inTime(deps, pending))) late += 1;
  if (late > 0) throw new ErasuresLate(`${late} erasures are late`);
};
