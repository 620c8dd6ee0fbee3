import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { type Done, type Outcome, refuse } from "./transition.ts";

/** What is done with somebody's data. Letting go, noting that they called and taking back an own decision are not. */
const FROZEN: readonly Done["what"][] = [
  "accepted",
  "rejected",
  "introduced",
  "placed",
  "not-placed",
  "checked",
  "hand-over-offered",
  "hand-over-accepted",
];

/**
 * GDPR 18: while the person has the use of the data restricted, nothing is decided about them, and nothing goes to
 * another team. What was taken up stays as it is until the person lifts it.
 */
export const unlessRestricted = (outcome: Outcome, profile: MarketProfile | undefined): Outcome =>
  outcome.kind === "done" && profile?.restriction !== undefined && FROZEN.includes(outcome.what)
    ? refuse("person-restricted", "The job seeker has the use of the data restricted: it stays as it is.")
    : outcome;
