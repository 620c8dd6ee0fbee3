import { loadClassification } from "#packages/classification/load-classification.ts";
import { decodeProfileTerms, decodeVacancyTerms } from "#packages/matching/terms-codec.ts";
import { worldOf } from "#packages/matching/world.ts";
import type { Table } from "#packages/store/platform-table.ts";
import type { Matcher } from "./match-subject.ts";
import { warmShards } from "./warm-shards.ts";

/** A matcher as a function keeps it while it is warm: the classification loaded, shards read as they are needed. */
export const warmMatcher = (table: Table, now: () => Date): Matcher => ({
  table,
  now,
  world: worldOf(loadClassification()),
  profiles: warmShards(table, { side: "PROFILE", decode: decodeProfileTerms, now }),
  vacancies: warmShards(table, { side: "VACANCY", decode: decodeVacancyTerms, now }),
});
