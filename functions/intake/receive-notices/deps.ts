import type { ClientLimiter } from "#packages/api/client-limiter.ts";
import type { ImportId } from "#packages/domain/ids.ts";
import type { KnownConcepts, Origin } from "#packages/intake/origin.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { ProcessingLog } from "#packages/store/processing-log.ts";
import type { Tables } from "#packages/store/write-vacancy.ts";

/** With what notices are received. */
export type Deps = {
  readonly tables: Tables;
  /** Where the audit trail is. */
  readonly records: Table;
  /** Every use of somebody's details is on record, or it is not made. */
  readonly processing: ProcessingLog;
  readonly known: KnownConcepts;
  readonly now: () => Date;
  /** A new id, different every time. */
  readonly newId: () => string;
  /** Asks for an import to be worked; asking twice is fine. */
  readonly beginImport: (id: ImportId) => Promise<void>;
  readonly log: Log;
  /** Holds back clients that ask too much. */
  readonly limiter?: ClientLimiter;
};

/** Where a change of this request comes from. */
export const originOf = (c: { readonly var: { readonly traceparent: string } }, { now }: Deps): Origin => ({
  now: now(),
  traceparent: c.var.traceparent,
});
