import type { Clock } from "./clock.ts";
import type { SqsEngine } from "./engines/sqs.ts";
import type { Pools } from "./functions/start-pools.ts";
import type { KeptState } from "./kept-state.ts";
import type { Schedules } from "./sources/schedules.ts";

export type Moving = {
  readonly clock: Clock;
  readonly state: KeptState;
  readonly pools: Pools;
  readonly sqs: SqsEngine;
  readonly schedules: Schedules;
  readonly sweep: () => Promise<unknown>;
};

/** Lets time pass everywhere at once: functions, queues, schedules, expiry. */
export const moveClock = async (moving: Moving, ms: number): Promise<void> => {
  const { clock, state, pools, sqs, schedules, sweep } = moving;
  clock.move(ms);
  state.keepClock(clock.offsetMs());
  for (const pool of pools.all) pool.setClock(clock.offsetMs());
  for (const queue of sqs.queues()) {
    queue.passTime(ms);
    queue.dropExpired(Date.now());
  }
  await sweep();
  await schedules.fireDue();
};
