import type { ClientLimiter } from "#packages/api/client-limiter.ts";
import type { Classification } from "#packages/classification/classification.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Table } from "#packages/store/platform-table.ts";

/** With what teams are answered. */
export type Deps = {
  readonly table: Table;
  /** Where deeds and settings are on record; a deed without its entry in the trail is not done. */
  readonly records: Table;
  readonly classification: Pick<Classification, "occupationIndex" | "competencyIndex" | "label" | "notice">;
  readonly now: () => Date;
  /** A new id, different every time. */
  readonly newId: () => string;
  readonly log: Log;
  /** Holds back clients that ask too much. */
  readonly limiter?: ClientLimiter;
};

/** Where a change of this request comes from. */
export type Origin = { readonly at: Date; readonly traceparent: string };
