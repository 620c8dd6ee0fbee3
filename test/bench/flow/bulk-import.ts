import type { LocalDate } from "#packages/domain/dates.ts";
import type { ApiClient } from "#packages/local/demo/api-client.ts";
import { importProfiles } from "#packages/local/demo/import-profiles.ts";
import type { Platform } from "#packages/local/platform.ts";
import { sampleProfiles } from "#test/support/samples/profiles.ts";

export type BulkImport = {
  readonly profiles: number;
  readonly seconds: number;
  readonly rowsASecond: number;
  /** Until the platform is at rest: rows taken in and matched. */
  readonly settledSeconds: number;
  /** The most that this process used, with all functions, queues and the API in it. */
  readonly peakRssMiB: number;
};

const LOOK_MS = 200;
const SETTLE_MS = 60 * 60_000;

type What = { readonly count: number; readonly seed: number; readonly today: LocalDate };

/** Imports so many profiles and waits until they are taken in; `settledSeconds` with all that follows. */
export const measureImport = async (
  platform: Platform,
  api: ApiClient,
  { count, seed, today }: What,
): Promise<BulkImport> => {
  const profiles = sampleProfiles({ count, seed, today });
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, LOOK_MS);
  const began = performance.now();
  await importProfiles(api, profiles, { today, key: `bench-${seed}-${count}`, onGood: () => {} });
  const seconds = (performance.now() - began) / 1000;
  await platform.settled(SETTLE_MS);
  clearInterval(looking);
  return {
    profiles: count,
    seconds: Number(seconds.toFixed(1)),
    rowsASecond: Math.round(count / seconds),
    settledSeconds: Number(((performance.now() - began) / 1000).toFixed(1)),
    peakRssMiB: Math.round(peak / 2 ** 20),
  };
};
