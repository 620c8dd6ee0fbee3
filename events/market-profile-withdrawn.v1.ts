import * as z from "zod";
import { CouplingId, MarketProfileId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** A profile is no longer there to be matched. Why is the person's own affair and not told. */
export const MarketProfileWithdrawnV1 = defineEvent("market-profile-withdrawn", 1, {
  system: "intake",
  data: z.object({
    profileId: MarketProfileId,
    version: z.number().int().min(1),
    region: RegionCode,
    /** Of somebody who came by an agreed coupling: brokerage looks whether they are a head of the group again. */
    couplingId: CouplingId.optional(),
  }),
});
