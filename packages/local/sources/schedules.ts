import { randomUUID } from "node:crypto";
import timers from "node:timers/promises";
import { LOCAL_ACCOUNT } from "../assembly/pseudo-parameters.ts";
import type { Clock } from "../clock.ts";
import type { LocalQueue } from "../engines/local-queue.ts";
import type { FunctionPool } from "../functions/function-pool.ts";
import type { SchedulePlan } from "../plan/plan-schedules.ts";
import { type NextTime, readSchedule } from "./schedule-expression.ts";

export type SchedulesSettings = {
  readonly plans: readonly SchedulePlan[];
  readonly poolOf: (plan: SchedulePlan) => FunctionPool;
  readonly deadLettersOf: (plan: SchedulePlan) => LocalQueue | undefined;
  readonly clock: Clock;
  readonly log: (line: string) => void;
};

export type Schedules = {
  /** Starts what has fallen due, each schedule once, in the order of their times, and waits until it is done. */
  fireDue(): Promise<void>;
  stop(): Promise<void>;
};

type Entry = { readonly plan: SchedulePlan; readonly next: NextTime; at: Date | undefined };

/** Looks this often what is due: schedules are told in minutes. */
const LOOK_MS = 1_000;
const RETRY_MS = 500;

/** Starts functions by the clock of the platform. */
export const startSchedules = (settings: SchedulesSettings): Schedules => {
  const { clock, plans } = settings;
  const start = clock.now();
  const entries: Entry[] = plans.map((plan) => {
    const next = readSchedule(plan.expression, plan.timeZone, start);
    return { plan, next, at: next(start) };
  });
  const underWay = new Set<Promise<void>>();
  const fireDue = async () => {
    const now = clock.now();
    const due = entries
      .filter(({ at }) => at !== undefined && at <= now)
      .sort((one, other) => Number(one.at) - Number(other.at))
      .map((entry) => {
        const at = entry.at ?? now;
        entry.at = entry.next(now);
        return { plan: entry.plan, at };
      });
    for (const { plan, at } of due) await fire(plan, at, settings);
  };
  const timer = setInterval(() => {
    const work = fireDue();
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }, LOOK_MS);
  timer.unref();
  return {
    fireDue,
    async stop() {
      clearInterval(timer);
      await Promise.allSettled(underWay);
    },
  };
};

/** An asynchronous call: tried again as often as the function allows, then its dead letters are told. */
const fire = async (plan: SchedulePlan, at: Date, settings: SchedulesSettings): Promise<void> => {
  const event = eventOf(plan, at);
  const tries = 1 + plan.function.asyncRetries;
  for (let tried = 1; tried <= tries; tried += 1) {
    try {
      await settings.poolOf(plan).invoke(event);
      return;
    } catch {
      // The pool has reported it.
      if (tried < tries) await timers.setTimeout(RETRY_MS);
    }
  }
  settings.log(`schedule ${plan.name}: given up after ${tries} tries`);
  settings.deadLettersOf(plan)?.send(JSON.stringify(event));
};

const eventOf = (plan: SchedulePlan, at: Date): unknown => {
  if (plan.input !== undefined) return JSON.parse(filledIn(plan.input, plan, at));
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: LOCAL_ACCOUNT,
    time: seconds(at),
    region: plan.region,
    resources: [plan.arn],
    detail: {},
  };
};

const seconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** The words that EventBridge Scheduler replaces in an input. */
const filledIn = (input: string, plan: SchedulePlan, at: Date): string =>
  input
    .replaceAll("<aws.scheduler.schedule-arn>", plan.arn)
    .replaceAll("<aws.scheduler.scheduled-time>", seconds(at))
    .replaceAll("<aws.scheduler.execution-id>", randomUUID())
    .replaceAll("<aws.scheduler.attempt-number>", "1");
