import * as z from "zod";
import { VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** All vacancies of a region are to be matched once more: the nightly check, or other rules. */
export const RematchRequestedV1 = defineEvent("rematch-requested", 1, {
  system: "matching",
  data: z.object({
    region: RegionCode,
    reason: z.enum(["nightly-check", "rules-changed", "asked"]),
    /** Set when one round was not enough: vacancies up to and including this one have been seen to. */
    after: VacancyId.optional(),
  }),
});
