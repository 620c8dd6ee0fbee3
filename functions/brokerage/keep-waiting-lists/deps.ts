import type { ClientLimiter } from "#packages/api/client-limiter.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Table } from "#packages/store/platform-table.ts";

/** With what waiting lists are kept. */
export type Deps = {
  readonly table: Table;
  /** Where the log of processing is. */
  readonly records: Table;
  readonly now: () => Date;
  readonly log: Log;
  /** Holds back clients that ask too much. */
  readonly limiter?: ClientLimiter;
};
