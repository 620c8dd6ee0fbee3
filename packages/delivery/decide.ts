import type { Actor } from "#packages/domain/actor.ts";
import { consents } from "#packages/domain/consent.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { Decision, Proposal, ProposalState } from "#packages/domain/proposal.ts";
import { bothStand, checkDueDateOf, placementOf, type Sides } from "./placement.ts";
import { advance, type Outcome, type Refused, refuse } from "./transition.ts";
import { refuseDuringHandOver, refuseState, refuseStranger, refuseUnlessClaimed } from "./who-may.ts";

/** In which states each decision can be taken. */
export const DECIDABLE: Readonly<Record<Decision["decision"], readonly ProposalState[]>> = {
  accept: ["claimed"],
  reject: ["claimed", "accepted"],
  introduce: ["accepted"],
  place: ["introduced"],
  "not-place": ["introduced"],
  check: ["placed"],
};

/** What is decided, by whom, and what both sides look like now. */
export type DecisionContext = Sides & { readonly actor: Actor };

type Of<D extends Decision["decision"]> = Extract<Decision, { decision: D }>;
type Taking<D extends Decision["decision"]> = {
  readonly proposal: Proposal;
  readonly decision: Of<D>;
  readonly context: DecisionContext;
  readonly now: Date;
};

const accept = ({ proposal, decision: { note }, context, now }: Taking<"accept">): Outcome =>
  advance(proposal, { what: "accepted", by: context.actor, at: now, note }, { state: "accepted" });

const reject = ({ proposal, decision: { reason, note }, context, now }: Taking<"reject">): Outcome =>
  advance(proposal, { what: "rejected", by: context.actor, at: now, reason, note }, { state: "rejected" });

/** S4: a person's details go to an employer only when the person agreed to that employer. */
const introduce = ({ proposal, decision: { note }, context, now }: Taking<"introduce">): Outcome => {
  const standing = bothStand(context);
  if (standing.kind === "refused") return standing;
  if (!consents(standing.profile.consents, "introduction", proposal.employer))
    return refuse(
      "no-consent",
      `The person has not agreed to be introduced to the employer with KvK number ${proposal.employer}: ask first, and record the consent.`,
    );
  return advance(proposal, { what: "introduced", by: context.actor, at: now, note }, { state: "introduced" });
};

const place = ({ proposal, decision: { startDate, note }, context, now }: Taking<"place">): Outcome => {
  const placement = placementOf(context, proposal.explanation.place, now);
  if ("kind" in placement) return placement;
  const done = advance(
    proposal,
    { what: "placed", by: context.actor, at: now, note },
    { state: "placed", startDate, checkDueDate: checkDueDateOf(startDate) },
  );
  return { ...done, placement };
};

const notPlace = ({ proposal, decision: { reason, note }, context, now }: Taking<"not-place">): Outcome =>
  advance(
    proposal,
    { what: "not-placed", by: context.actor, at: now, reason, note },
    { state: "not-placed" },
  );

/** That somebody left can be told at once; that somebody stayed only when the three months are over. */
const check = ({ proposal, decision: { outcome, note }, context, now }: Taking<"check">): Outcome => {
  const due = proposal.checkDueDate;
  if (outcome !== "left" && due !== undefined && dayInAmsterdam(now) < due)
    return refuse("too-early", `It can be checked from ${due} on.`);
  return advance(
    proposal,
    { what: "checked", by: context.actor, at: now, reason: outcome, note },
    { state: "checked" },
  );
};

const take = (proposal: Proposal, decision: Decision, context: DecisionContext, now: Date): Outcome => {
  switch (decision.decision) {
    case "accept":
      return accept({ proposal, decision, context, now });
    case "reject":
      return reject({ proposal, decision, context, now });
    case "introduce":
      return introduce({ proposal, decision, context, now });
    case "place":
      return place({ proposal, decision, context, now });
    case "not-place":
      return notPlace({ proposal, decision, context, now });
    case "check":
      return check({ proposal, decision, context, now });
  }
};

/** Whether somebody stayed may be told by any colleague: three months later the claimer may be gone. */
const refuseDecider = (
  proposal: Proposal,
  decision: Decision["decision"],
  actor: Actor,
): Refused | undefined => (decision === "check" ? undefined : refuseUnlessClaimed(proposal, actor));

/** Why this person cannot take a decision of this kind on it now, whatever the sides say; undefined when they can. */
export const refuseDecision = (
  proposal: Proposal,
  decision: Decision["decision"],
  actor: Actor,
): Refused | undefined =>
  refuseStranger(proposal.region, actor) ??
  refuseState(proposal, DECIDABLE[decision], `${decision} is possible`) ??
  refuseDuringHandOver(proposal) ??
  refuseDecider(proposal, decision, actor);

/**
 * A decision of the team (M4). By whoever has claimed the proposal, in the states of `DECIDABLE`; `introduce` needs
 * the person's consent for this employer (S4), `place` an open position in the place of the explanation.
 */
export const decide = (
  proposal: Proposal,
  decision: Decision,
  context: DecisionContext,
  now: Date,
): Outcome =>
  refuseDecision(proposal, decision.decision, context.actor) ?? take(proposal, decision, context, now);
