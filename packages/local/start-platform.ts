import { resolve } from "node:path";
import { createClock } from "./clock.ts";
import { Closing } from "./closing.ts";
import { readState } from "./data-directory.ts";
import { accessKeyOf } from "./functions/local-environment.ts";
import { type Pools, startPools } from "./functions/start-pools.ts";
import { type ApiPlace, placeApis, startApis } from "./http/start-apis.ts";
import { fetchToken } from "./identity/fetch-token.ts";
import { systemKeyIn } from "./identity/identity-keys.ts";
import { keepState } from "./kept-state.ts";
import { localRewrite } from "./local-addresses.ts";
import { takeLock } from "./lock.ts";
import { type Moving, moveClock } from "./move-clock.ts";
import { type Plan, planAssembly } from "./plan/plan.ts";
import type { ClientSettings, Platform, PlatformSettings } from "./platform.ts";
import { type Ports, portsFrom, settlePorts } from "./ports.ts";
import { createGuard, type Guard } from "./rights/guard.ts";
import { startRightsProxy } from "./rights/rights-proxy.ts";
import { type Settling, settle } from "./settle.ts";
import { createExpiries } from "./sources/expiries.ts";
import { startSchedules } from "./sources/schedules.ts";
import { startSources } from "./sources/start-sources.ts";
import { sweepExpired } from "./sources/ttl-sweep.ts";
import { clientSettings, type Engines, startEngines } from "./start-engines.ts";

const SETTLE_MS = 120_000;
/** AWS takes days; here it may be a little sooner. */
const SWEEP_MS = 10 * 60_000;

/**
 * Runs the template: engines, functions, event sources, schedules and HTTP APIs.
 * Throws CannotRun for whatever the person who started it can put right; nothing is left running then.
 */
export const startPlatform = async (given: PlatformSettings): Promise<Platform> => {
  const closing = new Closing();
  try {
    return await start({ ...given, dataDir: resolve(given.dataDir) }, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
};

const start = async (settings: PlatformSettings, closing: Closing): Promise<Platform> => {
  const { dataDir } = settings;
  const plan = planAssembly(settings.assembly);
  const debug = settings.debug ?? (() => {});
  sayWhatIsSkipped(plan, debug);
  const lock = takeLock(dataDir);
  closing.add(() => lock.release());
  const earlier = readState(dataDir);
  const ports = await settlePorts(settings.ports ?? portsFrom(0), earlier.ports);
  const state = keepState(dataDir, { ...earlier, ports });
  closing.add(() => state.write());
  const { noteEngine } = lock;
  const engines = await startEngines({ plan, dataDir, ports, log: debug, noteEngine }, closing);
  const places = await placeApis(plan.apis, ports.api);
  const guarded = await startGuard({ plan, settings, engines }, closing);
  const { moving, settling } = await startWork({ plan, settings, state, engines, places, guarded }, closing);
  const { pools, clock } = moving;
  const { issuer } = engines.identity;
  await startApis({ places, pools, issuer, now: clock.now }, closing);
  state.write();
  return {
    firstStart: { needed: !earlier.firstStartDone, done: state.endFirstStart },
    ...describe({ plan, dataDir, ports, engines, places, pools }),
    ...rightsOf(plan, guarded),
    ...control(moving, settling, closing),
  };
};

/** Functions reach the engines through what checks their rights; without it, straight. */
const startGuard = async (
  { plan, settings, engines }: { plan: Plan; settings: PlatformSettings; engines: Engines },
  closing: Closing,
): Promise<Guarded> => {
  const guard = createGuard(plan);
  const direct = { dynamo: engines.dynamo.endpoint, sqs: engines.sqs.endpoint };
  if (settings.rights === "unchecked") return { guard, ...direct };
  await guard.checkMappings();
  const { endpoint } = await closing.started(startRightsProxy({ guard, engines: direct, log: settings.log }));
  return { guard, dynamo: endpoint, sqs: endpoint };
};

/** Where functions, and whoever else has a role, reach the engines. */
type Guarded = { readonly guard: Guard; readonly dynamo: string; readonly sqs: string };

const rightsOf = (plan: Plan, { guard, sqs }: Guarded) => ({
  asRole: (name: string): ClientSettings => ({
    endpoint: sqs,
    region: plan.region,
    credentials: { accessKeyId: accessKeyOf(name), secretAccessKey: "local" },
  }),
  usedRights: guard.used,
  unusedRights: guard.unused,
  refusals: guard.refusals,
});

type Started = {
  readonly plan: Plan;
  readonly settings: PlatformSettings;
  readonly state: ReturnType<typeof keepState>;
  readonly engines: Engines;
  readonly places: readonly ApiPlace[];
  readonly guarded: Guarded;
};

/** Functions and what starts them. */
const startWork = async (
  { plan, settings, state, engines, places, guarded }: Started,
  closing: Closing,
): Promise<{ moving: Moving; settling: Settling }> => {
  const { dynamo, client, sqs, identity, tables } = engines;
  const log = settings.quiet === true ? () => {} : settings.log;
  const clock = createClock(state.clockOffsetMs() + (settings.clock?.offsetMs ?? 0));
  let begun = 0;
  const onActivity = () => {
    begun += 1;
  };
  const rewrite = localRewrite(plan, { sqs: guarded.sqs, issuer: identity.issuer, places });
  const addresses = { dynamo: guarded.dynamo, sqs: guarded.sqs, rewrite };
  const pools = startPools({
    plan,
    addresses,
    dataDir: settings.dataDir,
    compileCache: resolve(settings.assembly, "..", "compiled"),
    clockOffsetMs: clock.offsetMs(),
    log,
    onActivity,
  });
  closing.add(() => pools.stop());
  const expiries = createExpiries();
  const sources = await closing.started(
    startSources({
      plan,
      dynamoEndpoint: dynamo.endpoint,
      tables,
      sqs,
      pools,
      state,
      expiries,
      log,
      onActivity,
    }),
  );
  const schedules = startSchedules({
    plans: plan.schedules,
    poolOf: (schedule) => pools.of(schedule.function),
    deadLettersOf: ({ deadLetters }) => deadLetters && sqs.queue(deadLetters.name),
    clock,
    log,
  });
  closing.add(() => schedules.stop());
  const sweep = () => sweepExpired({ client, tables: plan.tables, expiries }, clock.now());
  const sweeping = setInterval(() => void sweep().catch(() => {}), SWEEP_MS);
  closing.add(() => clearInterval(sweeping));
  const queues = plan.queueMappings.map(({ queue }) => sqs.queue(queue.name));
  return {
    moving: { clock, state, pools, sqs, schedules, sweep },
    settling: { pools: pools.all, queues, streams: sources.streams, activity: () => begun },
  };
};

type Described = {
  readonly plan: Plan;
  readonly dataDir: string;
  readonly ports: Ports;
  readonly engines: Engines;
  readonly places: readonly ApiPlace[];
  readonly pools: Pools;
};

/** What there is and where. */
const describe = ({ plan, dataDir, ports, engines, places, pools }: Described) => ({
  apiUrl: places[0]?.url ?? "",
  apiUrls: Object.fromEntries(places.map(({ api, url }) => [api.name, url])),
  issuer: engines.identity.issuer,
  dataDir,
  ports,
  tables: plan.tables,
  dynamo: clientSettings(engines.dynamo.endpoint, plan.region),
  sqs: clientSettings(engines.sqs.endpoint, plan.region),
  accessKeys: Object.fromEntries(plan.functions.map(({ name }) => [name, accessKeyOf(name)])),
  functionNamed: pools.named,
  usage: () => pools.all.map((pool) => pool.usage()).filter(({ copies }) => copies > 0),
  queueNames: () => plan.queues.map(({ name }) => name),
  queueUrl: (name: string) => engines.sqs.queue(name).url,
  queueCounts: (name: string) => engines.sqs.queue(name).counts(),
  tokenFor: (clientId: string) => fetchToken(engines.identity.issuer, clientId, systemKeyIn(dataDir)),
});

/** What can be done with it. */
const control = (moving: Moving, settling: Settling, closing: Closing) => ({
  invoke: (name: string, event: unknown) => moving.pools.named(name).invoke(event),
  now: moving.clock.now,
  moveClock: (ms: number) => moveClock(moving, ms),
  settled: (timeoutMs = SETTLE_MS) => settle(settling, timeoutMs),
  stop: () => closing.close(),
});

const sayWhatIsSkipped = (plan: Plan, debug: (line: string) => void): void => {
  for (const { name, skipped } of plan.tables) {
    for (const what of skipped) debug(`table ${name}: ${what} is not run here`);
  }
};
