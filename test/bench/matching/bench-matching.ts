import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Bulk } from "./bulk.ts";
import type { ColdStart } from "./cold-start.ts";
import { type Failure, goalsOf, growth, type PeerReport, type SizeReport } from "./goals.ts";
import { HOW_TO_LUCENE, luceneJars } from "./lucene.ts";
import { HOW_TO_POSTGRES } from "./postgres.ts";
import { type Cluster, startCluster } from "./postgres-cluster.ts";
import { load, type Say, sayer } from "./progress.ts";
import { type Result, runStep, type Step } from "./steps.ts";

const USAGE = `npm run bench -- [--sizes 10k,100k,400k] [--rounds 7] [--seed 1] [--minutes 15] [--json FILE] [--lucene] [--postgres URL]
npm run bench:all also measures 1m and 4m, and Lucene and PostgreSQL where they are installed.`;
const SEED = 1;
const DEFAULT_SIZES = "10k,100k,400k";
const ALL_SIZES = "10k,100k,400k,1m,4m";
/** After so many minutes what is left is not measured. */
const DEFAULT_MINUTES = 15;
const ALL_MINUTES = 90;
/** Kept for bulk and cold start, minutes, which come last. */
const AFTER_SIZES = 2.5;
const MOST_IN_BULK = 100_000;
const COLD_START = 40_000;

const UNITS = { "": 1, k: 1_000, m: 1_000_000 } as const;

/** "10k" and "4m" as numbers. Throws a RangeError that names the option. */
const sizesFrom = (text: string): number[] =>
  text.split(",").map((one) => {
    const [, digits, unit = ""] = /^(\d+)([km]?)$/i.exec(one.trim()) ?? [];
    const factor = Object.entries(UNITS).find(([name]) => name === unit.toLowerCase())?.[1];
    if (digits === undefined || factor === undefined || Number(digits) === 0)
      throw new RangeError(`--sizes: "${one}" is no size such as 10k or 4m\n${USAGE}`);
    return Number(digits) * factor;
  });

const wholeFrom = (option: string, text: string, least: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`--${option} must be a whole number of at least ${least}\n${USAGE}`);
};

const optionsOf = () => {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string" },
      rounds: { type: "string", default: "7" },
      seed: { type: "string", default: String(SEED) },
      minutes: { type: "string" },
      json: { type: "string" },
      postgres: { type: "string" },
      lucene: { type: "boolean", default: false },
      all: { type: "boolean", default: false },
    },
  });
  const { all, json, postgres } = values;
  return {
    all,
    json,
    postgres,
    lucene: values.lucene || all,
    sizes: sizesFrom(values.sizes ?? (all ? ALL_SIZES : DEFAULT_SIZES)),
    rounds: wholeFrom("rounds", values.rounds, 1),
    seed: wholeFrom("seed", values.seed, 0),
    minutes: wholeFrom("minutes", values.minutes ?? String(all ? ALL_MINUTES : DEFAULT_MINUTES), 1),
  };
};

const micros = (value: number): string => `${value.toFixed(1)} µs`;

/** All that is known so far. */
type Known = {
  readonly node: string;
  readonly began: string;
  minutes: number;
  readonly sizes: SizeReport[];
  readonly peers: PeerReport[];
  bulk: Bulk | undefined;
  coldStart: ColdStart | undefined;
  readonly failures: Failure[];
};

const saySize = (report: SizeReport, before: SizeReport | undefined, say: Say): void => {
  const { engine, boundRatio, bytesAProfile, control } = report;
  for (const [name, { p50, p99 }] of Object.entries(engine))
    say(`  ${name.padEnd(12)} median ${micros(p50)}, 99 % ${micros(p99)}`);
  const both = `${boundRatio.strict.toFixed(1)} times strict, ${boundRatio.soft.toFixed(1)} times soft`;
  say(`  bound        ${both}`);
  say(`  memory       ${bytesAProfile.toFixed(1)} bytes a profile`);
  const differs = Object.entries(control).map(([what, ratio]) => `${what} ${ratio.toFixed(3)}`);
  say(`  control      ${differs.join(", ")}; load ${report.load}`);
  if (report.void.length > 0)
    say(`  VOID         ${report.void.join(", ")}: two copies of the engine differ by more than 8 %`);
  for (const mode of ["strict", "soft"] as const)
    if (before !== undefined)
      say(`  growth       ${mode} since ${before.profiles}: N^${growth(before, report, mode)?.toFixed(2)}`);
};

const sayPeer = ({ peer, what, form, ratio, ratioOfSums, questions }: PeerReport, say: Say): void =>
  say(
    `  ${peer} ${what}: ${ratio.toFixed(1)} times at the median, ${ratioOfSums.toFixed(1)} in all (${form}, ${questions} questions)`,
  );

const sayBulk = ({ one, two, speedup }: Bulk, say: Say): void =>
  say(`  bulk: ${one.toFixed(2)} s, ${two.toFixed(2)} s on two threads: ${speedup.toFixed(2)} times`);

const sayColdStart = ({ start, gunzip, ratio, bytesAProfile }: ColdStart, say: Say): void =>
  say(
    `  snapshot: ${bytesAProfile.toFixed(1)} bytes a profile, starts in ${start.toFixed(1)} ms, gunzip ${gunzip.toFixed(1)} ms: ${ratio.toFixed(2)} times`,
  );

const sayGoals = (known: Known, all: boolean, say: Say): void => {
  say("goals");
  for (const { goal, measured, reached, why } of goalsOf(known, all)) {
    const word = { true: "reached    ", false: "NOT reached", undefined: "not measured" }[`${reached}`];
    say(`  ${word}  ${goal}: ${measured === undefined ? why : measured.toFixed(2)}`);
  }
  for (const { step, message } of known.failures) say(`  FAILED       ${step}: ${message}`);
};

/** Adds a result to what is known, and says it. */
const addTo = (known: Known, result: Result, say: Say): void => {
  switch (result.kind) {
    case "size":
      saySize(result.report, known.sizes.at(-1), say);
      known.sizes.push(result.report);
      return;
    case "peers":
      for (const report of result.reports) sayPeer(report, say);
      known.peers.push(...result.reports);
      return;
    case "bulk":
      sayBulk(result.report, say);
      known.bulk = result.report;
      return;
    case "cold-start":
      sayColdStart(result.report, say);
      known.coldStart = result.report;
      return;
    default:
      say(`  FAILED ${result.failure.step}: ${result.failure.message}`);
      known.failures.push(result.failure);
  }
};

/** A cluster of our own for bench:all; one that cannot be started is a failure like any other. */
const clusterFor = (
  { all, postgres }: Pick<ReturnType<typeof optionsOf>, "all" | "postgres">,
  { take, say }: { take: (result: Result) => void; say: Say },
): Cluster | undefined => {
  if (postgres !== undefined) return { url: postgres, stop: () => undefined };
  if (!all) return undefined;
  try {
    const cluster = startCluster();
    if (cluster === undefined) say(HOW_TO_POSTGRES);
    return cluster;
  } catch (error) {
    const failure = { step: "postgresql", message: String(error).slice(0, 2_000), exact: true };
    take({ kind: "failure", failure });
    return undefined;
  }
};

const main = async (): Promise<void> => {
  const options = optionsOf();
  const { all, json, sizes, rounds, seed, minutes } = options;
  const began = Date.now();
  const say = sayer(began);
  const known: Known = {
    node: process.version,
    began: new Date(began).toISOString(),
    minutes: 0,
    sizes: [],
    peers: [],
    bulk: undefined,
    coldStart: undefined,
    failures: [],
  };
  const take = (result: Result): void => {
    addTo(known, result, say);
    known.minutes = (Date.now() - began) / 60_000;
    if (json !== undefined)
      writeFileSync(json, `${JSON.stringify({ ...known, goals: goalsOf(known, all) }, null, 2)}\n`);
  };
  say(`at most ${minutes} minutes; load ${load()}`);
  if (options.lucene && luceneJars() === undefined) say(HOW_TO_LUCENE);
  const cluster = clusterFor(options, { take, say });
  const stop = () => cluster?.stop();
  const aborting = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      aborting.abort();
      stop();
      process.exit(130);
    });
  const until = began + 60_000 * minutes;
  const shared = { seed, rounds, began, postgres: cluster?.url, lucene: options.lucene };
  const steps: Step[] = [
    ...sizes.map((profiles) => ({
      ...shared,
      kind: "size" as const,
      profiles,
      until: until - 60_000 * AFTER_SIZES,
    })),
    { ...shared, kind: "bulk", profiles: Math.min(MOST_IN_BULK, Math.max(...sizes)), until },
    { ...shared, kind: "cold-start", profiles: COLD_START, until },
  ];
  for (const step of steps) await runStep(step, { take, signal: aborting.signal });
  stop();
  sayGoals(known, all, say);
  if (known.failures.length > 0) process.exitCode = 1;
};

await main();
