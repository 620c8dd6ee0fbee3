import { CouplingDeclineReason, CouplingParty } from "#packages/domain/coupling.ts";
import { CouplingFacts } from "./coupling-proposed.v1.ts";
import { defineEvent } from "./define-event.ts";

/** A side, or the team, declined with a reason. The positions that were held are open again. */
export const CouplingDeclinedV1 = defineEvent("coupling-declined", 1, {
  system: "brokerage",
  data: CouplingFacts.extend({ by: CouplingParty, reason: CouplingDeclineReason }),
});
