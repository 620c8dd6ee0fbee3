import type { ClientLimiter } from "#packages/api/client-limiter.ts";
import type { Coupler } from "#packages/coupling/couple-regions.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Table } from "#packages/store/platform-table.ts";

/** With what firms and teams are answered about couplings. */
export type Deps = {
  readonly table: Table;
  readonly coupler: Coupler;
  readonly now: () => Date;
  /** Bytes of chance that nobody can guess, for invitation codes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
  /** Holds back clients that ask too much. */
  readonly limiter?: ClientLimiter;
};
