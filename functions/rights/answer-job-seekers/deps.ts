import type { ClientLimiter } from "#packages/api/client-limiter.ts";
import type { Classification } from "#packages/classification/classification.ts";
import type { Origin } from "#packages/intake/origin.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { ProcessingLog } from "#packages/store/processing-log.ts";

/** With what job seekers are answered. */
export type Deps = {
  readonly tables: { readonly platform: Table; readonly persons: Table; readonly records: Table };
  readonly processing: ProcessingLog;
  readonly known: Pick<
    Classification,
    "linkTitle" | "occupationIndex" | "competencyIndex" | "label" | "notice"
  >;
  readonly now: () => Date;
  /** A new id, different every time. */
  readonly newId: () => string;
  /** A new token that nobody can guess. */
  readonly newSecret: () => string;
  readonly log: Log;
  /** Holds back clients that ask too much. */
  readonly limiter?: ClientLimiter;
};

/** Where a change of this request comes from. */
export const originOf = (c: { readonly var: { readonly traceparent: string } }, { now }: Deps): Origin => ({
  now: now(),
  traceparent: c.var.traceparent,
});
