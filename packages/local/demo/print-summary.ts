import { REGIONS } from "#packages/domain/regions.ts";
import type { Platform } from "../platform.ts";
import { bestText } from "./best-proposals.ts";
import { couplingsText } from "./couplings.ts";
import { REGIONS_WITH_OWN_SYSTEM } from "./read-queues.ts";
import { readTables, type TableState } from "./read-tables.ts";
import { figuresOf, summaryText } from "./summary.ts";

/** What lies on the queues, left there for whoever wants to read it; where the platform reads itself, what arrived. */
const lyingOnQueues = (
  { queueCounts }: Platform,
  { receipts, proposals }: TableState,
): Map<string, number> => {
  const arrived = (region: string) =>
    [...receipts.keys()].filter((id) => proposals.get(id)?.region === region).length;
  return new Map(
    REGIONS.map((region): [string, number] => [
      region,
      REGIONS_WITH_OWN_SYSTEM.includes(region) ? queueCounts(`region-${region}.fifo`).ready : arrived(region),
    ]),
  );
};

/** The table of regions and the best proposals of what there is now; nothing is taken off a queue. */
export const printSummary = async (platform: Platform, log: (line: string) => void): Promise<void> => {
  const tables = await readTables(platform);
  log(`\n${summaryText(figuresOf(tables, lyingOnQueues(platform, tables)))}`);
  log(`\n${couplingsText(tables)}`);
  log(`\nDe beste voorstellen, met hun redenen:\n\n${bestText(tables)}\n`);
};
