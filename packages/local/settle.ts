import timers from "node:timers/promises";
import type { LocalQueue } from "./engines/local-queue.ts";
import type { FunctionPool } from "./functions/function-pool.ts";
import type { StreamSource } from "./sources/source.ts";

/** What must be at rest before the platform is. */
export type Settling = {
  readonly pools: readonly FunctionPool[];
  /** Queues that a function empties; dead letters and queues for outsiders do not count. */
  readonly queues: readonly LocalQueue[];
  readonly streams: readonly StreamSource[];
  /** Counts everything that begins; a rest during which it changed was none. */
  readonly activity: () => number;
};

/** The platform did not come to rest in time. */
export class DidNotSettle extends Error {
  override readonly name = "DidNotSettle";
}

const LOOK_MS = 10;

/** Waits until nothing is under way. Throws DidNotSettle, naming what is, when that takes longer than `timeoutMs`. */
export const settle = async (settling: Settling, timeoutMs: number): Promise<void> => {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const busy = busyWith(settling);
    if (busy.length === 0 && (await isAtRest(settling, end))) return;
    if (Date.now() > end) {
      throw new DidNotSettle(
        `still busy after ${timeoutMs / 1000} s: ${busy.join("; ") || "records in a stream"}`,
      );
    }
    if (busy.length > 0) await timers.setTimeout(LOOK_MS);
  }
};

/** Nothing runs, the streams have nothing more, and nothing began while that was looked up. */
const isAtRest = async (settling: Settling, end: number): Promise<boolean> => {
  const before = settling.activity();
  const drained = Promise.all(settling.streams.map((stream) => stream.drained()));
  await Promise.race([
    drained,
    timers.setTimeout(Math.max(0, end - Date.now()) + LOOK_MS, undefined, { ref: false }),
  ]);
  return settling.activity() === before && busyWith(settling).length === 0;
};

const busyWith = ({ pools, queues }: Settling): string[] => [
  ...pools
    .filter(({ running }) => running > 0)
    .map(({ plan, running }) => `${plan.label} runs ${running} times`),
  ...queues.flatMap((queue) => {
    const { ready, inFlight, delayed } = queue.counts();
    const total = ready + inFlight + delayed;
    return total === 0 ? [] : [`${total} message(s) on ${queue.name} (${inFlight} taken and not finished)`];
  }),
];
