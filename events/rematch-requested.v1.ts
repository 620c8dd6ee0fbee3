import * as z from "zod";
import { RematchId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/**
 * All vacancies of a region, or all people who live in it, are to be matched once more: the nightly check, other caps or
 * another minimum, or other rules.
 */
export const RematchRequestedV1 = defineEvent("rematch-requested", 1, {
  system: "matching",
  data: z.object({
    region: RegionCode,
    of: z.enum(["vacancies", "people"]),
    reason: z.enum(["nightly-check", "settings-changed", "rules-changed", "asked"]),
    /** Set when one round was not enough: what comes up to and including this id has been seen to. */
    after: z.uuid().optional(),
    /** Set for a re-match that people started: where it is, is kept under this id. */
    rematchId: RematchId.optional(),
  }),
});
