import { join } from "node:path";
import { CannotRun } from "../cannot-run.ts";
import type { Plan } from "../plan/plan.ts";
import type { FunctionPlan } from "../plan/plan-functions.ts";
import { openFunctionLog } from "./function-log.ts";
import { FunctionPool } from "./function-pool.ts";
import { type LocalAddresses, localEnvironment } from "./local-environment.ts";

/** Copies at once where the template reserves none; what serves people gets more. */
const CONCURRENCY = { behindApi: 10, other: 4 } as const;
/** The same failure is shown once in so long. */
const QUIET_MS = 5_000;

export type PoolsSettings = {
  readonly plan: Plan;
  readonly addresses: LocalAddresses;
  readonly dataDir: string;
  readonly compileCache: string;
  readonly clockOffsetMs: number;
  readonly log: (line: string) => void;
  readonly onActivity: () => void;
};

/** All functions of the template. */
export type Pools = {
  readonly all: readonly FunctionPool[];
  /** By its own name, for the runner's own parts. */
  of(plan: FunctionPlan): FunctionPool;
  /** By name, logical id or the end of its construct path. Throws CannotRun, naming those that are there. */
  named(name: string): FunctionPool;
  stop(): Promise<void>;
};

export const startPools = (settings: PoolsSettings): Pools => {
  const { plan, addresses, dataDir, compileCache, clockOffsetMs, onActivity } = settings;
  const behindApi = new Set(plan.apis.flatMap(({ routes }) => routes.map((route) => route.function.name)));
  const made = plan.functions.map((each) => {
    const log = openFunctionLog(join(dataDir, "logs"), each.label);
    const usual = behindApi.has(each.name) ? CONCURRENCY.behindApi : CONCURRENCY.other;
    const pool = new FunctionPool(
      {
        plan: each,
        environment: localEnvironment(each, addresses),
        compileCache,
        concurrency: each.reservedConcurrency ?? usual,
        onOutput: log.follow,
        onFailure: failureTeller(settings.log, log.file),
        onActivity,
      },
      clockOffsetMs,
    );
    return { pool, log };
  });
  const all = made.map(({ pool }) => pool);
  // Whoever asks first should not have to wait for the code to load.
  for (const pool of all) if (behindApi.has(pool.plan.name)) pool.warm();
  const byName = new Map(all.map((pool) => [pool.plan.name, pool]));
  return {
    all,
    of: ({ name }) => byName.get(name) ?? named(all, name),
    named: (name) => named(all, name),
    async stop() {
      await Promise.all(all.map((pool) => pool.stop()));
      await Promise.all(made.map(({ log }) => log.close()));
    },
  };
};

const named = (all: readonly FunctionPool[], name: string): FunctionPool => {
  const found =
    all.find(({ plan }) => plan.name === name || plan.logicalId === name || plan.path === name) ??
    all.find(({ plan }) => `/${plan.path}`.replace(/\/Function$/, "").endsWith(`/${name}`)) ??
    all.find(({ plan }) => plan.path.split("/").includes(name));
  if (found !== undefined) return found;
  throw new CannotRun(
    `there is no function ${name}; there are ${all.map(({ plan }) => plan.path).join(", ")}`,
  );
};

const failureTeller = (log: (line: string) => void, file: string) => {
  const shown = new Map<string, number>();
  return (error: Error): void => {
    const now = Date.now();
    if (now - (shown.get(error.message) ?? 0) < QUIET_MS) return;
    shown.set(error.message, now);
    log(`${error.message.split("\n")[0]} (more in ${file})`);
  };
};
