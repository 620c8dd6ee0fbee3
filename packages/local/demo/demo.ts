import { isLive } from "#packages/domain/coupling.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import { isOpen } from "#packages/domain/proposal.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import { regionInfo } from "#packages/geography/regions.ts";
import type { Platform } from "../platform.ts";
import { apiClient } from "./api-client.ts";
import { bestText } from "./best-proposals.ts";
import { CHECKS, type Observed } from "./checks.ts";
import { couplingsText, couplingTotals } from "./couplings.ts";
import { type Delivered, deliveredByInbox, deliveredByQueue } from "./delivered.ts";
import { postponeStart, startToday } from "./late-region.ts";
import { type Loaded, loadSamples } from "./load-samples.ts";
import { readInbox } from "./read-inbox.ts";
import { deadLetters, REGIONS_WITH_OWN_SYSTEM, readDemandQueues, readRegionQueue } from "./read-queues.ts";
import { readTables } from "./read-tables.ts";
import { type SampleSizes, selfRegistrationsIn } from "./sample-input.ts";
import { figuresOf, type RegionFigures, summaryText } from "./summary.ts";

/** The region whose team starts late (G1): one with a system of its own, so that its queue can be looked at. */
const LATE: RegionCode = "AM22";

/** How many faults of a check are printed. */
const FAULTS_SHOWN = 5;

export type DemoOutcome = {
  readonly loaded: Loaded;
  readonly figures: readonly RegionFigures[];
  /** Couplings of firms that live, people in them, of them across a border, and heads in open notices. */
  readonly couplings: ReturnType<typeof couplingTotals>;
  readonly proposals: number;
  readonly messages: number;
  readonly lateRegion: {
    readonly region: RegionCode;
    readonly before: number;
    readonly after: number;
    /** Messages of people who came forward alone: they wait for no team (S7). */
    readonly requests: number;
  };
  /** What did not hold, by check; empty when all is well. */
  readonly faults: Readonly<Record<string, readonly string[]>>;
  /** Time of each part, in milliseconds. */
  readonly ms: Readonly<Record<string, number>>;
};

type Log = (line: string) => void;

const readAll = async (platform: Platform): Promise<Observed> => {
  const api = apiClient(platform);
  const tables = await readTables(platform);
  const delivered: Delivered[] = [];
  const texts: string[] = [];
  for (const region of REGIONS) {
    if (REGIONS_WITH_OWN_SYSTEM.includes(region)) {
      const received = await readRegionQueue(platform, region);
      texts.push(...received.map(({ text }) => text));
      delivered.push(deliveredByQueue(region, received));
    } else delivered.push(deliveredByInbox(region, await readInbox(api, region), tables.receipts));
  }
  const demand = await readDemandQueues(platform);
  for (const received of demand.values()) texts.push(...received.map(({ text }) => text));
  return { tables, delivered, demand, texts, deadLetters: deadLetters(platform) };
};

const runChecks = (observed: Observed, log: Log): Record<string, readonly string[]> => {
  const faults: Record<string, readonly string[]> = {};
  log("");
  for (const { name, run } of CHECKS) {
    const found = run(observed);
    log(`${found.length === 0 ? "  goed " : "  FOUT "} ${name}`);
    if (found.length === 0) continue;
    faults[name] = found;
    for (const fault of found.slice(0, FAULTS_SHOWN)) log(`         ${fault}`);
    if (found.length > FAULTS_SHOWN) log(`         … en nog ${found.length - FAULTS_SHOWN}`);
  }
  return faults;
};

const waiting = ({ queueCounts }: Platform): number => queueCounts(`region-${LATE}.fifo`).ready;

const started = async (platform: Platform, sizes: SampleSizes, log: Log) => {
  const requests = selfRegistrationsIn(LATE, sizes, dayInAmsterdam(platform.now()));
  const before = waiting(platform);
  await startToday(platform, apiClient(platform), LATE);
  const after = waiting(platform);
  const { name } = regionInfo(LATE);
  log(`team ${LATE} (${name}) is begonnen (G1): ${before} berichten ervoor, ${after} erna`);
  return { region: LATE, before, after, requests };
};

/** The late team must get no proposal before its start, and then all that is open for it. */
const lateFaults = (
  { before, after, requests }: DemoOutcome["lateRegion"],
  { tables }: Observed,
): Record<string, readonly string[]> => {
  const open = [...tables.proposals.values()].filter(
    ({ state, region }) => isOpen(state) && region === LATE,
  ).length;
  const couplings = [...tables.couplings.values()].filter(
    ({ state, fromRegion, toRegion }) => isLive(state) && [fromRegion, toRegion].includes(LATE),
  ).length;
  const faults = [
    ...(before === requests
      ? []
      : [`${before} message(s) reached ${LATE} before its start, for ${requests} self-registrations`]),
    ...(after - requests === open + couplings
      ? []
      : [
          `${after - requests} message(s) reached ${LATE} at its start for ${open} open proposals and ${couplings} couplings`,
        ]),
  ];
  return faults.length === 0 ? {} : { "een team dat later begint (G1)": faults };
};

/** The whole story on a platform without data: load, start the late team, read as teams do, tell, check. */
export const runDemo = async (platform: Platform, sizes: SampleSizes, log: Log): Promise<DemoOutcome> => {
  const ms: Record<string, number> = {};
  const timed = async <T>(part: string, work: () => Promise<T> | T): Promise<T> => {
    const began = performance.now();
    const outcome = await work();
    ms[part] = Math.round(performance.now() - began);
    return outcome;
  };
  const api = apiClient(platform);
  await timed("postponing", () => postponeStart(platform, api, LATE));
  const loaded = await timed("loading", () => loadSamples(platform, { sizes, api, log }));
  const lateRegion = await timed("lateStart", () => started(platform, sizes, log));
  const observed = await timed("reading", () => readAll(platform));
  const { tables, delivered } = observed;
  const told = new Map(
    delivered.map(({ region, newest }): [string, number] => [
      region,
      [...newest.values()].filter(({ open }) => open).length,
    ]),
  );
  const figures = figuresOf(tables, told);
  log(`\n${summaryText(figures)}`);
  log(`\n${couplingsText(tables)}`);
  log(`\nDe beste voorstellen, met hun redenen:\n\n${bestText(tables)}`);
  const faults = await timed("checking", () => runChecks(observed, log));
  const late = lateFaults(lateRegion, observed);
  for (const fault of Object.values(late).flat()) log(`  FOUT  ${fault}`);
  return {
    loaded,
    figures,
    couplings: couplingTotals(tables),
    proposals: figures.reduce((sum, { proposals }) => sum + proposals, 0),
    messages: delivered.reduce((sum, { messages }) => sum + messages, 0),
    lateRegion,
    faults: { ...faults, ...late },
    ms,
  };
};
