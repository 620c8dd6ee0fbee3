import * as z from "zod";
import { JobSeekerId, MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/**
 * Open hiring (D4): something became of somebody on a waiting list. `offered`: the work is theirs to take, being the first;
 * `released`: the list was closed. No score and nothing about suitability: there is none.
 */
export const WaitingListChangedV1 = defineEvent("waiting-list-changed", 1, {
  system: "brokerage",
  data: z.object({
    vacancyId: VacancyId,
    version: z.number().int().min(1),
    profileId: MarketProfileId,
    jobSeekerId: JobSeekerId,
    /** Where the person lives: support is given there (M1). */
    region: RegionCode,
    what: z.enum([
      "joined",
      "left",
      "offered",
      "offer-withdrawn",
      "released",
      "started",
      "life-coach-accepted",
      "life-coach-declined",
    ]),
    /** True of everybody who starts. */
    lifeCoachOffered: z.boolean().optional(),
  }),
});
