import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import type { VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import type { LabourMarket } from "./labour-market.ts";
import { median } from "./measure.ts";

export type ColdStart = {
  readonly profiles: number;
  /** Bytes of the snapshot for each profile. */
  readonly bytesAProfile: number;
  /** From the snapshot in memory to the answer to a first vacancy, milliseconds. */
  readonly start: number;
  /** Unpacking the same columns from gzip: what any form of them would cost at least. */
  readonly gunzip: number;
  readonly ratio: number;
};

const timed = (work: () => unknown): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

/** Starts of a shard as large as the largest regions have it, in turn with unpacking the same bytes from gzip. */
export const measureColdStart = (
  market: LabourMarket,
  world: World,
  { profiles, rounds }: { readonly profiles: number; readonly rounds: number },
): ColdStart => {
  const shard = new ProfileShard(market.profiles(profiles), world);
  const [snapshot, { ids }] = [shard.snapshot(), shard];
  const zipped = gzipSync(brotliDecompressSync(snapshot));
  const [vacancy] = market.vacancies(1);
  const first = (asked: VacancyTerms) =>
    ProfileShard.fromSnapshot(snapshot, ids, world).search(asked, { limit: 20 });
  const times = Array.from({ length: rounds + 1 }, () => ({
    start: timed(() => (vacancy === undefined ? [] : first(vacancy))),
    gunzip: timed(() => gunzipSync(zipped)),
  })).slice(1);
  const [start, gunzip] = [median(times.map((time) => time.start)), median(times.map((time) => time.gunzip))];
  return {
    profiles,
    bytesAProfile: snapshot.length / profiles,
    start,
    gunzip,
    ratio: start / gunzip,
  };
};
