import { CHAINS, type Chain, type ChainHead } from "#packages/rights/audit-chain.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = {
  readonly readHead: (chain: Chain) => Promise<ChainHead>;
  /** Keeps it, once for each end of a chain; false when it was kept before. */
  readonly keep: (head: ChainHead) => Promise<boolean>;
  readonly log: Log;
};

/**
 * Every hour: notes where each chain of the audit trail ends. The log is the second place: whoever could take away the last
 * links with their head and the checkpoints in the table has no right on the function's log.
 */
export const createHandler = (deps: Deps) => async (): Promise<void> => {
  for (const chain of CHAINS) {
    const head = await deps.readHead(chain);
    if (head.sequence === 0 || !(await deps.keep(head))) continue;
    deps.log.info("audit checkpoint", { chain, sequence: head.sequence, hash: head.hash });
  }
};
