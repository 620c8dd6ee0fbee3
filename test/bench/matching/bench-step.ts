import { worldOf } from "#packages/matching/world.ts";
import { measureBulk } from "./bulk.ts";
import { measureColdStart } from "./cold-start.ts";
import { labourMarket } from "./labour-market.ts";
import { luceneJars } from "./lucene.ts";
import { measureSize, type Plan } from "./measure-size.ts";
import { messageOf, NotExact } from "./peers.ts";
import { sayer } from "./progress.ts";
import type { Result, Step } from "./steps.ts";
import { syntheticClassification } from "./synthetic-classification.ts";

/** Peers take too long, and too much memory, above this. */
const LARGEST_WITH_PEERS = 400_000;
/** Seconds that a peer may take for the rounds of one mode: it gets fewer questions when it is slow. */
const PEER_SECONDS = 20;

const take = (result: Result): void => {
  process.send?.(result);
};

const planFor = (step: Step): Plan => ({
  rounds: step.rounds,
  questions: 300,
  peerQuestions: 40,
  peerSeconds: PEER_SECONDS,
  oracleQuestions: step.profiles > 100_000 ? 3 : 10,
  peers: step.profiles <= LARGEST_WITH_PEERS,
  until: step.until,
  postgres: step.postgres,
  lucene: step.lucene ? luceneJars() : undefined,
  say: sayer(step.began),
  take,
});

/** One step of the bench, told as JSON in the first argument; results go to the process that started it. */
const main = async (): Promise<void> => {
  const step = JSON.parse(process.argv[2] ?? "") as Step;
  if (step.kind === "bulk") return take({ kind: "bulk", report: await measureBulk(step, sayer(step.began)) });
  const classification = syntheticClassification(step.seed);
  const world = worldOf(classification);
  const market = labourMarket(classification, step.seed);
  if (step.kind === "cold-start")
    return take({ kind: "cold-start", report: measureColdStart(market, world, step) });
  await measureSize(step.profiles, { market, world, plan: planFor(step) });
};

try {
  await main();
} catch (error) {
  const { kind, profiles } = JSON.parse(process.argv[2] ?? "{}") as Step;
  const exact = !(error instanceof NotExact);
  take({ kind: "failure", failure: { step: `${kind} ${profiles}`, message: messageOf(error), exact } });
}
