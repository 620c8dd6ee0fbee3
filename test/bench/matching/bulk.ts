import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import * as z from "zod";
import { curvePlace } from "#packages/matching/engine/hilbert.ts";
import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import type { VacancyTerms } from "#packages/matching/terms.ts";
import { worldOf } from "#packages/matching/world.ts";
import { labourMarket } from "./labour-market.ts";
import { median } from "./measure.ts";
import { NotExact } from "./peers.ts";
import type { Say } from "./progress.ts";
import { syntheticClassification } from "./synthetic-classification.ts";

export type Bulk = {
  readonly profiles: number;
  readonly vacancies: number;
  /** All vacancies matched against all profiles, seconds. */
  readonly one: number;
  readonly two: number;
  readonly speedup: number;
};

/** Vacancies for each profile. */
const SHARE = 0.1;
/** Vacancies that a thread takes at a time. */
const BLOCK = 32;

const Made = z.object({
  seed: z.number(),
  profiles: z.number(),
  vacancies: z.number(),
  taken: z.instanceof(SharedArrayBuffer),
});
type Made = z.infer<typeof Made>;

const placeOf = ({ places: [place] }: VacancyTerms): number =>
  place === undefined ? 0 : curvePlace(place.pc4);

/**
 * Takes blocks of vacancies until none is left, each time it is told to; every thread has a shard of its own. Vacancies
 * of an area come one after the other: distances from it are then worked out once, however many areas a country has.
 */
const work = ({ seed, profiles, vacancies, taken }: Made): void => {
  const classification = syntheticClassification(seed);
  const market = labourMarket(classification, seed);
  const shard = new ProfileShard(market.profiles(profiles), worldOf(classification));
  const all = market.vacancies(vacancies).sort((a, b) => placeOf(a) - placeOf(b));
  const next = new Int32Array(taken);
  const block = (): readonly VacancyTerms[] => {
    const first = Atomics.add(next, 0, BLOCK);
    return all.slice(first, first + BLOCK);
  };
  const found = (own: readonly VacancyTerms[]) =>
    own.reduce((sum, vacancy) => sum + shard.search(vacancy, { limit: 20 }).length, 0);
  parentPort?.on("message", () => {
    let sum = 0;
    for (let own = block(); own.length > 0; own = block()) sum += found(own);
    parentPort?.postMessage(sum);
  });
  parentPort?.postMessage(0);
};

const answer = (worker: Worker): Promise<number> =>
  new Promise((resolve, reject) => {
    const taken = (message: unknown) => {
      worker.off("error", reject);
      resolve(Number(message));
    };
    worker.once("message", taken);
    worker.once("error", reject);
  });

/** Everything against everything on one thread and on two, in turn. Throws NotExact when they do not find as much. */
export const measureBulk = async (
  { seed, profiles, rounds }: { readonly seed: number; readonly profiles: number; readonly rounds: number },
  say: Say,
): Promise<Bulk> => {
  const vacancies = Math.round(SHARE * profiles);
  const taken = new SharedArrayBuffer(4);
  const made: Made = { seed, profiles, vacancies, taken };
  const workers = [1, 2].map(() => new Worker(fileURLToPath(import.meta.url), { workerData: made }));
  await Promise.all(workers.map(answer));
  say(`bulk of ${vacancies} vacancies and ${profiles} profiles: shards are built`);
  const once = async (threads: readonly Worker[]) => {
    new Int32Array(taken)[0] = 0;
    const began = performance.now();
    const done = Promise.all(threads.map(answer));
    for (const worker of threads) worker.postMessage("go");
    const found = (await done).reduce((sum, one) => sum + one, 0);
    return { found, seconds: (performance.now() - began) / 1000 };
  };
  // Each thread alone first, so that both are warm.
  for (const worker of workers) await once([worker]);
  const times: { one: number; two: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const [one, two] = [await once(workers.slice(0, 1)), await once(workers)];
    if (one.found !== two.found)
      throw new NotExact(`one thread found ${one.found} matches, two threads ${two.found}`);
    times.push({ one: one.seconds, two: two.seconds });
    say(`bulk: ${one.seconds.toFixed(2)} s on one thread, ${two.seconds.toFixed(2)} s on two`);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  const [one, two] = [median(times.map((time) => time.one)), median(times.map((time) => time.two))];
  return { profiles, vacancies, one, two, speedup: one / two };
};

if (!isMainThread) work(Made.parse(workerData));
