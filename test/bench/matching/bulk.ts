import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import * as z from "zod";
import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import { worldOf } from "#packages/matching/world.ts";
import { labourMarket } from "./labour-market.ts";
import { median } from "./measure.ts";
import { syntheticClassification } from "./synthetic-classification.ts";

export type Bulk = {
  readonly profiles: number;
  readonly vacancies: number;
  /** All vacancies matched against all profiles, seconds. */
  readonly one: number;
  readonly two: number;
  readonly speedup: number;
};

const Share = z.object({
  seed: z.number(),
  profiles: z.number(),
  vacancies: z.number(),
  part: z.number(),
  parts: z.number(),
});
type Share = z.infer<typeof Share>;

/** Matches its share of the vacancies each time it is told to; every thread has a shard of its own. */
const work = ({ seed, profiles, vacancies, part, parts }: Share): void => {
  const classification = syntheticClassification(seed);
  const market = labourMarket(classification, seed);
  const shard = new ProfileShard(market.profiles(profiles), worldOf(classification));
  const own = market.vacancies(vacancies).filter((_, index) => index % parts === part);
  const all = () => own.reduce((found, vacancy) => found + shard.search(vacancy, { limit: 20 }).length, 0);
  all();
  parentPort?.on("message", () => parentPort?.postMessage(all()));
  parentPort?.postMessage(own.length);
};

const next = (worker: Worker): Promise<unknown> =>
  new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });

const start = async (share: Omit<Share, "part">): Promise<Worker[]> => {
  const workers = Array.from(
    { length: share.parts },
    (_, part) => new Worker(fileURLToPath(import.meta.url), { workerData: { ...share, part } }),
  );
  await Promise.all(workers.map(next));
  return workers;
};

const once = async (workers: readonly Worker[]): Promise<number> => {
  const began = performance.now();
  const done = Promise.all(workers.map(next));
  for (const worker of workers) worker.postMessage("go");
  await done;
  return (performance.now() - began) / 1000;
};

/** Everything against everything on one thread and on two, in turn. */
export const measureBulk = async (
  what: Pick<Share, "seed" | "profiles" | "vacancies">,
  rounds: number,
): Promise<Bulk> => {
  const single = await start({ ...what, parts: 1 });
  const double = await start({ ...what, parts: 2 });
  const times: { one: number; two: number }[] = [];
  for (let round = 0; round < rounds; round++)
    times.push({ one: await once(single), two: await once(double) });
  await Promise.all([...single, ...double].map((worker) => worker.terminate()));
  const [one, two] = [median(times.map((time) => time.one)), median(times.map((time) => time.two))];
  return { profiles: what.profiles, vacancies: what.vacancies, one, two, speedup: one / two };
};

if (!isMainThread) work(Share.parse(workerData));
