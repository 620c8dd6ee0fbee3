import * as z from "zod";
import { VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { WITHDRAWAL_REASONS } from "#packages/domain/vacancy.ts";
import { defineEvent } from "./define-event.ts";

/** A vacancy is no longer there to be matched: withdrawn by the employer, or closed since its last position is filled. */
export const VacancyWithdrawnV1 = defineEvent("vacancy-withdrawn", 1, {
  system: "intake",
  data: z.object({
    vacancyId: VacancyId,
    version: z.number().int().min(1),
    regions: z.array(RegionCode).min(1),
    nationalEmployer: z.boolean(),
    reason: z.enum([...WITHDRAWAL_REASONS, "all-positions-filled"]),
  }),
});
