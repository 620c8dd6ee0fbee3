import { loadSamples } from "./demo/load-samples.ts";
import { printSummary } from "./demo/print-summary.ts";
import type { Platform } from "./platform.ts";

/**
 * What the first start on empty data does once the platform runs, unless `--empty` was given: the place where sample
 * input is loaded. An interrupted first start is done again by the next.
 */
export const firstStart = async (platform: Platform, log: (line: string) => void): Promise<void> => {
  log(`${platform.dataDir} is empty: loading the sample input (--empty does not) …`);
  await loadSamples(platform, { log });
  await printSummary(platform, log);
};
