import { CouplingFacts, ToldAgain } from "./coupling-proposed.v1.ts";
import { defineEvent } from "./define-event.ts";

/** Both firms and the team agreed, to so many `people`: all that were proposed, or a part of them. */
export const CouplingAgreedV1 = defineEvent("coupling-agreed", 1, {
  system: "brokerage",
  data: CouplingFacts.extend(ToldAgain.shape),
});
