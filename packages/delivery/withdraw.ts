import type { Actor } from "#packages/domain/actor.ts";
import { type HistoryEntry, isOpen, type Proposal, type ProposalState } from "#packages/domain/proposal.ts";
import { bothStand, type Sides } from "./placement.ts";
import { advance, type Outcome, type Refused, refuse } from "./transition.ts";
import { isSame, refuseDuringHandOver, refuseStranger } from "./who-may.ts";

/** How long somebody may take back a decision of their own. */
export const WITHDRAWABLE_MINUTES = 10;

/** What stands of a history: without decisions that were taken back, each of which came just before. */
const standing = (history: readonly HistoryEntry[]): HistoryEntry[] => {
  const left: HistoryEntry[] = [];
  for (const entry of history) {
    if (entry.what === "decision-withdrawn") left.pop();
    else left.push(entry);
  }
  return left;
};

/** Whether a rejected proposal had been accepted before. A pair that comes back is proposed anew. */
const wasAccepted = (history: readonly HistoryEntry[]): boolean =>
  standing(history).findLast(({ what }) => what === "accepted" || what === "proposed")?.what === "accepted";

/** The state before the last decision; undefined for what cannot be taken back, since the employer has been told. */
const stateBefore = (history: readonly HistoryEntry[]): ProposalState | undefined => {
  switch (history.at(-1)?.what) {
    case "accepted":
      return "claimed";
    case "rejected":
      return wasAccepted(history.slice(0, -1)) ? "accepted" : "claimed";
    case "not-placed":
      return "introduced";
    case "checked":
      return "placed";
    default:
      return undefined;
  }
};

/** Until when that person may take back the last decision; undefined when there is none of theirs that can be. */
export const withdrawableUntil = ({ history }: Proposal, actor: Actor): Date | undefined => {
  const last = history.at(-1);
  if (last === undefined || stateBefore(history) === undefined || !isSame(last.by, actor)) return undefined;
  return new Date(Date.parse(last.at) + WITHDRAWABLE_MINUTES * 60_000);
};

const refuseUnlessOwn = (proposal: Proposal, actor: Actor, now: Date): Refused | undefined => {
  const until = withdrawableUntil(proposal, actor);
  if (until === undefined)
    return refuse(
      "not-yours",
      "Only the last thing that happened to it can be taken back, by who decided it, and not once the employer has been told.",
    );
  return now <= until
    ? undefined
    : refuse("too-late", `A decision can be taken back for ${WITHDRAWABLE_MINUTES} minutes.`);
};

/** What ended is open again only when both sides still stand. */
const refuseUnlessStanding = ({ state }: Proposal, to: ProposalState, sides: Sides): Refused | undefined => {
  if (isOpen(state) || !isOpen(to)) return undefined;
  const both = bothStand(sides);
  return both.kind === "refused" ? both : undefined;
};

const doneBefore = (proposal: Proposal, actor: Actor): Outcome | undefined => {
  const last = proposal.history.at(-1);
  return last?.what === "decision-withdrawn" && isSame(last.by, actor)
    ? { kind: "unchanged", proposal }
    : undefined;
};

/**
 * Takes back the last decision, within a few minutes, by who took it: the proposal is what it was before, and both
 * stand in the history. Not after `introduce` or `place`: then the employer has been told.
 */
export const withdrawDecision = (proposal: Proposal, sides: Sides, actor: Actor, now: Date): Outcome => {
  const stranger = refuseStranger(proposal.region, actor) ?? refuseDuringHandOver(proposal);
  const refused = stranger ?? doneBefore(proposal, actor) ?? refuseUnlessOwn(proposal, actor, now);
  if (refused !== undefined) return refused;
  const to = stateBefore(proposal.history) ?? proposal.state;
  return (
    refuseUnlessStanding(proposal, to, sides) ??
    advance(
      proposal,
      { what: "decision-withdrawn", by: actor, at: now, reason: proposal.history.at(-1)?.what },
      { state: to },
    )
  );
};
