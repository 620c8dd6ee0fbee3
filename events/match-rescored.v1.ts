import { defineEvent } from "./define-event.ts";
import { ProposalFacts } from "./match-proposed.v1.ts";

/** A side changed and the proposal still fits, with another score or other reasons. */
export const MatchRescoredV1 = defineEvent("match-rescored", 1, { system: "matching", data: ProposalFacts });
