import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type World, worldOf } from "#packages/matching/world.ts";
import { measureBulk } from "./bulk.ts";
import { measureColdStart } from "./cold-start.ts";
import { type Goal, goalsOf, growth, type Report, type SizeReport } from "./goals.ts";
import { type LabourMarket, labourMarket } from "./labour-market.ts";
import { HOW_TO_LUCENE, luceneJars } from "./lucene.ts";
import { measureSize, type Plan } from "./measure-size.ts";
import { HOW_TO_POSTGRES } from "./postgres.ts";
import { syntheticClassification } from "./synthetic-classification.ts";

const USAGE = `npm run bench -- [--sizes 10k,100k,400k] [--rounds 7] [--seed 1] [--json FILE] [--lucene] [--postgres URL]
npm run bench:all also measures 1m and 4m, and Lucene.`;
const SEED = 1;
const DEFAULT_SIZES = "10k,100k,400k";
const ALL_SIZES = "10k,100k,400k,1m,4m";
/** Peers take too long, and too much memory, above this. */
const LARGEST_WITH_PEERS = 400_000;
const MOST_IN_BULK = 100_000;
const BULK_ROUNDS = 5;

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

const say = (line: string): void => console.log(line);
const micros = (value: number): string => `${value.toFixed(1)} µs`;

const planFor = (size: number, rounds: number): Plan => ({
  rounds,
  questions: 300,
  peerQuestions: size > 100_000 ? 20 : 40,
  oracleQuestions: size > 100_000 ? 3 : 10,
  peers: size <= LARGEST_WITH_PEERS,
  say: (line) => say(`  ${line}`),
});

const saySize = ({ engine, boundRatio, bytesAProfile, peers, void: isVoid }: SizeReport): void => {
  for (const [name, { p50, p99 }] of Object.entries(engine))
    say(`  ${name.padEnd(12)} median ${micros(p50)}, 99 % ${micros(p99)}`);
  say(
    `  bound        ${boundRatio.strict.toFixed(1)} times strict, ${boundRatio.soft.toFixed(1)} times soft`,
  );
  say(`  memory       ${bytesAProfile.toFixed(1)} bytes a profile`);
  for (const { peer, what, form, ratio, ratioOfSums, questions } of peers)
    say(
      `  ${peer} ${what}: ${ratio.toFixed(1)} times at the median, ${ratioOfSums.toFixed(1)} in all (${form}, ${questions} questions)`,
    );
  if (isVoid) say("  VOID: two copies of the engine differ by more than 8 %");
};

const sayGoals = (goals: readonly Goal[]): void => {
  say("\ngoals");
  for (const { goal, measured, reached } of goals) {
    const word = { true: "reached    ", false: "NOT reached", undefined: "not measured" }[`${reached}`];
    say(`  ${word}  ${goal}${measured === undefined ? "" : `: ${measured.toFixed(2)}`}`);
  }
};

const measureSizes = (
  sizes: readonly number[],
  made: { readonly market: LabourMarket; readonly world: World },
  { rounds, postgres, lucene }: Pick<Plan, "rounds" | "postgres" | "lucene">,
): SizeReport[] => {
  const reports: SizeReport[] = [];
  for (const size of sizes) {
    const report = measureSize(size, { ...made, plan: { ...planFor(size, rounds), postgres, lucene } });
    saySize(report);
    const before = reports.at(-1);
    for (const mode of ["strict", "soft"] as const)
      if (before !== undefined)
        say(`  growth ${mode} since ${before.profiles}: N^${growth(before, report, mode)?.toFixed(2)}`);
    reports.push(report);
  }
  return reports;
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string" },
      rounds: { type: "string", default: "7" },
      seed: { type: "string", default: String(SEED) },
      json: { type: "string" },
      postgres: { type: "string" },
      lucene: { type: "boolean", default: false },
      all: { type: "boolean", default: false },
    },
  });
  const sizes = sizesFrom(values.sizes ?? (values.all ? ALL_SIZES : DEFAULT_SIZES));
  const rounds = wholeFrom("rounds", values.rounds, 1);
  const seed = wholeFrom("seed", values.seed, 0);
  const classification = syntheticClassification(seed);
  const world = worldOf(classification);
  const market = labourMarket(classification, seed);
  const lucene = values.lucene || values.all ? luceneJars() : undefined;
  if (lucene === undefined) say(HOW_TO_LUCENE);
  const reports = measureSizes(sizes, { market, world }, { rounds, postgres: values.postgres, lucene });
  const profiles = Math.min(MOST_IN_BULK, Math.max(...sizes));
  const bulk = await measureBulk({ seed, profiles, vacancies: profiles / 10 }, BULK_ROUNDS);
  say(
    `bulk of ${bulk.vacancies} vacancies and ${profiles} profiles: ${bulk.one.toFixed(2)} s, ${bulk.two.toFixed(2)} s on two threads`,
  );
  const snapshot = measureColdStart(market, world, rounds);
  say(
    `snapshot of ${snapshot.profiles} profiles: ${snapshot.bytesAProfile.toFixed(1)} bytes a profile, starts in ${snapshot.start.toFixed(1)} ms, gunzip ${snapshot.gunzip.toFixed(1)} ms`,
  );
  const report: Report = { node: process.version, sizes: reports, bulk, snapshot };
  const goals = goalsOf(report);
  if (values.all && values.postgres === undefined) say(HOW_TO_POSTGRES);
  sayGoals(goals);
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ ...report, goals }, null, 2)}\n`);
};

await main();
