import type { Actor } from "#packages/domain/actor.ts";
import { OPEN_STATES, type Proposal } from "#packages/domain/proposal.ts";
import { advance, type Outcome } from "./transition.ts";
import {
  chairs,
  isSame,
  refuseDuringHandOver,
  refuseState,
  refuseStranger,
  refuseWhoHasItNot,
} from "./who-may.ts";

const claimedBefore = (proposal: Proposal, actor: Actor): Outcome | undefined => {
  if (proposal.claim === undefined) return undefined;
  return refuseWhoHasItNot(proposal, actor) ?? { kind: "unchanged", proposal };
};

/**
 * Somebody of the team takes a proposal up. One that was released after it was accepted or introduced stays in that
 * state, and only changes hands. Again by the same: nothing changes.
 */
export const claim = (proposal: Proposal, actor: Actor, now: Date): Outcome =>
  refuseStranger(proposal.region, actor) ??
  refuseState(proposal, OPEN_STATES, "it can be claimed") ??
  refuseDuringHandOver(proposal) ??
  claimedBefore(proposal, actor) ??
  advance(
    proposal,
    { what: "claimed", by: actor, at: now },
    {
      state: proposal.state === "proposed" ? "claimed" : proposal.state,
      claim: { by: actor, at: now.toISOString() },
    },
  );

/** The claimer lets go; or the coordinator or an administrator does, when the claimer cannot. */
const refuseRelease = (proposal: Proposal, actor: Actor): Outcome | undefined => {
  if (actor.role === "administrator") return undefined;
  const stranger = refuseStranger(proposal.region, actor);
  return stranger ?? (chairs(actor) ? undefined : refuseWhoHasItNot(proposal, actor));
};

const unclaimed = (proposal: Proposal): Outcome | undefined =>
  proposal.claim === undefined ? { kind: "unchanged", proposal } : undefined;

/**
 * Gives a proposal back to the team: a claimed one is `proposed` again, an accepted or introduced one keeps its state
 * and waits for a colleague. The term runs on. Without a claim: nothing changes.
 */
export const release = (proposal: Proposal, actor: Actor, now: Date): Outcome =>
  refuseRelease(proposal, actor) ??
  refuseState(proposal, OPEN_STATES, "a claim can be given up") ??
  refuseDuringHandOver(proposal) ??
  unclaimed(proposal) ??
  advance(
    proposal,
    { what: "released", by: actor, at: now },
    { state: proposal.state === "claimed" ? "proposed" : proposal.state, claim: undefined },
  );

/** Somebody has it already: its claimer may pass it on, the coordinator may take it from anybody. */
const refuseAssignment = (proposal: Proposal, actor: Actor): Outcome | undefined =>
  chairs(actor) ? undefined : refuseWhoHasItNot(proposal, actor);

const assignedBefore = (proposal: Proposal, colleague: Actor): Outcome | undefined =>
  proposal.claim !== undefined && isSame(proposal.claim.by, colleague)
    ? { kind: "unchanged", proposal }
    : undefined;

export type Assignment = { readonly colleague: Actor; readonly note?: string | undefined };

/**
 * Gives a proposal to a colleague of the same team, who has claimed it by that: one that nobody has by anybody, a
 * claimed one by its claimer, any by the coordinator. The term runs on.
 */
export const assign = (
  proposal: Proposal,
  { colleague, note }: Assignment,
  actor: Actor,
  now: Date,
): Outcome =>
  refuseStranger(proposal.region, actor) ??
  refuseStranger(proposal.region, colleague) ??
  refuseState(proposal, OPEN_STATES, "it can be assigned") ??
  refuseDuringHandOver(proposal) ??
  assignedBefore(proposal, colleague) ??
  refuseAssignment(proposal, actor) ??
  advance(
    proposal,
    { what: "assigned", by: actor, at: now, to: colleague.subject, note },
    {
      state: proposal.state === "proposed" ? "claimed" : proposal.state,
      claim: { by: colleague, at: now.toISOString() },
    },
  );
