import * as z from "zod";
import { MarketProfileId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** A profile as messages tell it: that it is there and where. What it says is read with one's own rights. */
export const MarketProfileFacts = z.object({
  profileId: MarketProfileId,
  version: z.number().int().min(1),
  region: RegionCode,
  /** Whether there is consent and nothing else in the way; an invisible profile is never matched (S4). */
  visible: z.boolean(),
  importId: z.uuid().optional(),
});

/** A responsible party brought a market profile after intake (S1). */
export const MarketProfileRegisteredV1 = defineEvent("market-profile-registered", 1, {
  system: "intake",
  data: MarketProfileFacts,
});
