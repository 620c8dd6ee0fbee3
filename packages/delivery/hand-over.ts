import type { Actor } from "#packages/domain/actor.ts";
import { OPEN_STATES, type Proposal } from "#packages/domain/proposal.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { advance, type Outcome, type Refused, refuse } from "./transition.ts";
import { isSame, refuseDuringHandOver, refuseState, refuseStranger, refuseUnlessClaimed } from "./who-may.ts";

export type HandOverOffer = { readonly to: RegionCode; readonly note?: string | undefined };

const samePlace = (proposal: Proposal, to: RegionCode): Refused | undefined =>
  proposal.region === to ? refuse("same-team", `It already lies with the team of ${to}.`) : undefined;

/** Asked again by the same team for the same: nothing changes. */
const offeredBefore = (proposal: Proposal, to: RegionCode): Outcome | undefined =>
  proposal.handOver?.to === to ? { kind: "unchanged", proposal } : refuseDuringHandOver(proposal);

const refuseOther = (proposal: Proposal, actor: Actor): Refused | undefined =>
  proposal.claim === undefined ? undefined : refuseUnlessClaimed(proposal, actor);

/**
 * A team offers an open proposal to another region's team. Until that team accepts or returns it, both see it, it
 * stays with the one that offers, and nothing else happens to it. The term travels along.
 */
export const offerHandOver = (
  proposal: Proposal,
  { to, note }: HandOverOffer,
  actor: Actor,
  now: Date,
): Outcome =>
  refuseStranger(proposal.region, actor) ??
  refuseState(proposal, OPEN_STATES, "it can be handed over") ??
  samePlace(proposal, to) ??
  offeredBefore(proposal, to) ??
  refuseOther(proposal, actor) ??
  advance(
    proposal,
    { what: "hand-over-offered", by: actor, at: now, reason: to, note },
    { handOver: { from: proposal.region, to, by: actor, at: now.toISOString() } },
  );

/** The same answer again by whoever gave it; or there is nothing to answer. */
const answeredBefore = (
  proposal: Proposal,
  what: "hand-over-accepted" | "hand-over-returned",
  actor: Actor,
): Outcome => {
  const last = proposal.history.at(-1);
  return last?.what === what && isSame(last.by, actor)
    ? { kind: "unchanged", proposal }
    : refuse("no-hand-over", "No hand-over of it is waiting for an answer.");
};

/**
 * Somebody of the receiving team takes it over, and has claimed it by that: a warm hand-over ends with a name. The
 * proposal keeps its state (one that nobody had claimed is claimed now) and its term.
 */
export const acceptHandOver = (
  proposal: Proposal,
  note: string | undefined,
  actor: Actor,
  now: Date,
): Outcome => {
  const { handOver } = proposal;
  if (handOver === undefined) return answeredBefore(proposal, "hand-over-accepted", actor);
  return (
    refuseStranger(handOver.to, actor) ??
    refuseState(proposal, OPEN_STATES, "it can be taken over") ??
    advance(
      proposal,
      { what: "hand-over-accepted", by: actor, at: now, reason: handOver.from, note },
      {
        region: handOver.to,
        state: proposal.state === "proposed" ? "claimed" : proposal.state,
        claim: { by: actor, at: now.toISOString() },
        handOver: undefined,
      },
    )
  );
};

/** The receiving team returns it, or the offering team takes its offer back: all is as it was. */
export const returnHandOver = (
  proposal: Proposal,
  note: string | undefined,
  actor: Actor,
  now: Date,
): Outcome => {
  const { handOver } = proposal;
  if (handOver === undefined) return answeredBefore(proposal, "hand-over-returned", actor);
  const own = actor.region === handOver.from ? handOver.from : handOver.to;
  return (
    refuseStranger(own, actor) ??
    refuseState(proposal, OPEN_STATES, "it can be returned") ??
    advance(
      proposal,
      { what: "hand-over-returned", by: actor, at: now, reason: handOver.to, note },
      { handOver: undefined },
    )
  );
};
