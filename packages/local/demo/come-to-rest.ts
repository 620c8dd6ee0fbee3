import type { Platform } from "../platform.ts";
import { DidNotSettle } from "../settle.ts";

/** How long the platform may look busy before it is looked at why. */
const LOOK_MS = 10_000;
/** The longest that a worker's queue hides a message that failed: six times the half minute that a worker has. */
const HIDDEN_MS = 180_000;

/** A function is at work, by what DidNotSettle says; without, only messages are left that wait to be tried again. */
const AT_WORK = / runs \d+ times/;

/**
 * Waits until nothing is under way. When only messages are left that were put back, as when two wrote the same list, the
 * clock is moved on to their next try, for nobody gains by waiting three minutes. Throws DidNotSettle after `limitMs`.
 */
export const comeToRest = async (platform: Platform, limitMs: number): Promise<void> => {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      return await platform.settled(LOOK_MS);
    } catch (error) {
      if (!(error instanceof DidNotSettle) || Date.now() > end) throw error;
      if (!AT_WORK.test(error.message)) await platform.moveClock(HIDDEN_MS);
    }
  }
};
