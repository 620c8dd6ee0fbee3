import type { Platform } from "./platform.ts";

/**
 * What the first start on empty data does once the platform runs, unless `--empty` was given: the place where sample
 * input is loaded. An interrupted first start is done again by the next.
 */
export const firstStart = async (platform: Platform, log: (line: string) => void): Promise<void> => {
  log(`${platform.dataDir} is empty: no vacancies or people yet`);
};
