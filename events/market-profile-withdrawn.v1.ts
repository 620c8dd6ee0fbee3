import * as z from "zod";
import { MarketProfileId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** A profile is no longer there to be matched. Why is the person's own affair and not told. */
export const MarketProfileWithdrawnV1 = defineEvent("market-profile-withdrawn", 1, {
  system: "intake",
  data: z.object({ profileId: MarketProfileId, version: z.number().int().min(1), region: RegionCode }),
});
