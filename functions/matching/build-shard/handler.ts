import { buildSnapshots } from "#packages/proposing/build-snapshots.ts";
import type { Matcher } from "#packages/proposing/match-subject.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = { readonly matcher: Matcher; readonly log: Log; readonly newId: () => string };
type Remaining = { getRemainingTimeInMillis(): number };

/** What must be left for one more shard. */
const RESERVE_MS = 30_000;

/** Every half hour: a snapshot of every shard that changed since its last one, or whose last one is about to expire. */
export const createHandler =
  ({ matcher, log, newId }: Deps) =>
  async (_event: unknown, context: Remaining): Promise<void> => {
    const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
    log.info("snapshots kept", await buildSnapshots(matcher, { hasTime, newId }));
  };
