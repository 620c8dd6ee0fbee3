import * as z from "zod";
import { OccupationUri, VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** Demand as messages tell it: where, how many, what work. The rest is fetched at `dataref`. */
export const VacancyFacts = z.object({
  vacancyId: VacancyId,
  version: z.number().int().min(1),
  kind: z.enum(["regular", "learning", "open-hiring"]),
  regions: z.array(RegionCode).min(1),
  openPositions: z.number().int().min(0),
  nationalEmployer: z.boolean(),
  occupation: OccupationUri.optional(),
  /** Set for a row of an import: such vacancies are matched in batches when the import settles. */
  importId: z.uuid().optional(),
});

/** An employer posted demand. Goes to the service point of each region where the work is (D1), and to matching. */
export const VacancyRegisteredV1 = defineEvent("vacancy-registered", 1, {
  system: "intake",
  data: VacancyFacts,
});
