import type { ClientLimiter } from "#packages/api/client-limiter.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { ProcessingLog } from "#packages/store/processing-log.ts";

/** With what staff are answered about people. */
export type Deps = {
  readonly tables: { readonly platform: Table; readonly persons: Table; readonly records: Table };
  readonly processing: ProcessingLog;
  readonly now: () => Date;
  /** A new token that nobody can guess. */
  readonly newSecret: () => string;
  readonly log: Log;
  /** Holds back clients that ask too much. */
  readonly limiter?: ClientLimiter;
};
