import { CouplingEndReason } from "#packages/domain/coupling.ts";
import { CouplingFacts } from "./coupling-proposed.v1.ts";
import { defineEvent } from "./define-event.ts";

/** A side is gone or changed, a better coupling took its place, or the transition is complete. */
export const CouplingEndedV1 = defineEvent("coupling-ended", 1, {
  system: "brokerage",
  data: CouplingFacts.extend({ reason: CouplingEndReason }),
});
