import type { Terms } from "#packages/intake/imports/terms.ts";
import type { KnownConcepts } from "#packages/intake/origin.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { ProcessingLog } from "#packages/store/processing-log.ts";
import type { Tables } from "#packages/store/write-vacancy.ts";
import type { Message } from "./messages.ts";

/** With what imports are worked. */
export type Deps = {
  readonly tables: Tables;
  /** Every use of somebody's details is on record, or it is not made. */
  readonly processing: ProcessingLog;
  readonly known: KnownConcepts;
  readonly terms: Terms;
  /** Puts messages on the queue of imports, the one that this function empties. */
  readonly send: (messages: readonly Message[]) => Promise<void>;
  readonly now: () => Date;
  /** A new id, different every time. */
  readonly newId: () => string;
  readonly log: Log;
};
