import timers from "node:timers/promises";
import type { StreamRecord } from "../engines/streams.ts";
import { reportedFailures } from "./finished-messages.ts";

/** How a batch of stream records is worked off. */
export type BatchRules = {
  readonly bisects: boolean;
  readonly reportsFailures: boolean;
  /** -1: no limit. */
  readonly maximumRetries: number;
  /** -1: no limit. */
  readonly maximumAgeSeconds: number;
};

export type GivenUp = {
  readonly records: readonly StreamRecord[];
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly attempts: number;
};

export type BatchWork = {
  readonly rules: BatchRules;
  /** Calls the function; throws when it failed. */
  readonly invoke: (records: readonly StreamRecord[]) => Promise<unknown>;
  /** Records that will not be tried again. */
  readonly giveUp: (givenUp: GivenUp) => void;
  readonly isStopped: () => boolean;
  /** Real time in milliseconds, as in the records. */
  readonly now: () => number;
};

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Works off records in order, as Lambda does with a stream: a failed batch is tried again, in halves when the mapping
 * bisects, from the first failed record when the function names it, until tries or age run out.
 */
export const workBatch = async (
  records: readonly StreamRecord[],
  work: BatchWork,
  failures = 0,
): Promise<void> => {
  if (records.length === 0 || work.isStopped()) return;
  const tooOld = records.filter((record) => isTooOld(record, work));
  if (tooOld.length > 0) {
    work.giveUp({ records: tooOld, condition: "RecordAgeExceeded", attempts: failures });
    return workBatch(records.slice(tooOld.length), work, failures);
  }
  const failed = await firstFailure(records, work);
  if (failed === undefined) return;
  // What came before the failure is done: the rest is a batch of its own, that failed once.
  if (failed > 0) return retry(records.slice(failed), work, 1);
  if (work.rules.bisects && records.length > 1) return bisect(records, work, failures);
  return retry(records, work, failures + 1);
};

const bisect = async (records: readonly StreamRecord[], work: BatchWork, failures: number): Promise<void> => {
  const middle = Math.ceil(records.length / 2);
  await workBatch(records.slice(0, middle), work, failures);
  await workBatch(records.slice(middle), work, failures);
};

const retry = async (records: readonly StreamRecord[], work: BatchWork, failures: number): Promise<void> => {
  const { maximumRetries } = work.rules;
  if (maximumRetries >= 0 && failures > maximumRetries) {
    work.giveUp({ records, condition: "RetryAttemptsExhausted", attempts: failures });
    return;
  }
  await timers.setTimeout(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)), undefined, {
    ref: false,
  });
  return workBatch(records, work, failures);
};

/** Index of the first record that failed; undefined when all of the batch is done. */
const firstFailure = async (
  records: readonly StreamRecord[],
  { invoke, rules }: BatchWork,
): Promise<number | undefined> => {
  let answer: unknown;
  try {
    answer = await invoke(records);
  } catch {
    // The pool has reported it.
    return 0;
  }
  if (!rules.reportsFailures) return undefined;
  const failed = reportedFailures(answer);
  if (failed?.size === 0) return undefined;
  // An answer that cannot be read, or that names a record of another batch, fails all of this one.
  const index = records.findIndex(({ dynamodb }) => failed?.has(dynamodb.SequenceNumber));
  return Math.max(index, 0);
};

const isTooOld = ({ dynamodb }: StreamRecord, { rules, now }: BatchWork): boolean =>
  rules.maximumAgeSeconds >= 0 &&
  now() / 1000 - dynamodb.ApproximateCreationDateTime > rules.maximumAgeSeconds;
