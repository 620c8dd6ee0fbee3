import { loadClassification } from "#packages/classification/load-classification.ts";
import { type World, worldOf } from "#packages/matching/world.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { Matcher } from "./match-subject.ts";
import { warmProfiles, warmVacancies } from "./warm-shards.ts";

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * A matcher as a function keeps it while it is warm: the world in force (the classification loaded, unless one is given),
 * shards read and their engines built as they are needed.
 */
export const warmMatcher = (
  table: Table,
  now: () => Date,
  world: World = worldOf(loadClassification()),
  log: Log = SILENT,
): Matcher => ({
  table,
  now,
  world,
  profiles: warmProfiles(table, { world, now, log }),
  vacancies: warmVacancies(table, { world, now, log }),
});
