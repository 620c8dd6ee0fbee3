import { defineEvent } from "./define-event.ts";
import { MarketProfileFacts } from "./market-profile-registered.v1.ts";

/** A profile, its consents or its status changed. */
export const MarketProfileChangedV1 = defineEvent("market-profile-changed", 1, {
  system: "intake",
  data: MarketProfileFacts,
});
