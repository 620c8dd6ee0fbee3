import { CouplingFacts } from "./coupling-proposed.v1.ts";
import { defineEvent } from "./define-event.ts";

/** Not everybody agreed within the term of the hold: the positions go to matching of people (B2). */
export const CouplingExpiredV1 = defineEvent("coupling-expired", 1, {
  system: "brokerage",
  data: CouplingFacts,
});
