import { defineEvent } from "./define-event.ts";
import { InBulk } from "./in-bulk.ts";
import { ProposalFacts } from "./match-proposed.v1.ts";

/** A side changed, or the rules, and the proposal still fits, with another score or other reasons. */
export const MatchRescoredV1 = defineEvent("match-rescored", 1, {
  system: "matching",
  data: ProposalFacts.extend({ inBulk: InBulk.optional() }),
});
