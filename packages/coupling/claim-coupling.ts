import { type Refused, refuse } from "#packages/delivery/transition.ts";
import { chairs, isSame, refuseStranger, refuseWhoHasItNot } from "#packages/delivery/who-may.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { COUPLING_DEEDS, type Coupling, type CouplingDeed, isLive } from "#packages/domain/coupling.ts";
import { advance } from "./coupling-steps.ts";

/** The next version, the same one when it was so already, or why not. */
export type ClaimOutcome =
  | { readonly kind: "done"; readonly coupling: Coupling }
  | { readonly kind: "unchanged"; readonly coupling: Coupling }
  | Refused;

const refuseOver = ({ state }: Coupling): Refused | undefined =>
  isLive(state) ? undefined : refuse("wrong-state", `It is ${state}: there is nothing left to do about it.`);

/** B1: the team where the staff is answers and follows, so it is that team's to divide. The other team sees it. */
const refuseAlways = (coupling: Coupling, actor: Actor): Refused | undefined =>
  refuseStranger(coupling.fromRegion, actor) ?? refuseOver(coupling);

type Doing = { readonly by: Actor; readonly at: Date };

const given = (
  before: Coupling,
  colleague: Actor,
  doing: Doing,
  what: "claimed" | "assigned",
): ClaimOutcome => {
  if (before.claim !== undefined && isSame(before.claim.by, colleague))
    return { kind: "unchanged", coupling: before };
  const told = { what, ...(what === "assigned" ? { to: colleague.subject } : {}) };
  const claim = { by: colleague, at: doing.at.toISOString() };
  return { kind: "done", coupling: advance(before, doing, told, { claim }) };
};

/** Somebody of the team takes it up. Again by the same: nothing changes. */
export const claimCoupling = (before: Coupling, doing: Doing): ClaimOutcome =>
  refuseAlways(before, doing.by) ??
  refuseWhoHasItNot(before, doing.by) ??
  given(before, doing.by, doing, "claimed");

/** Whoever has it lets go, or the coordinator does for them. Without a claim: nothing changes. */
export const releaseCoupling = (before: Coupling, doing: Doing): ClaimOutcome => {
  const { by } = doing;
  const refused = refuseAlways(before, by) ?? (chairs(by) ? undefined : refuseWhoHasItNot(before, by));
  if (refused !== undefined) return refused;
  if (before.claim === undefined) return { kind: "unchanged", coupling: before };
  return { kind: "done", coupling: advance(before, doing, { what: "released" }, { claim: undefined }) };
};

/** Gives it to a colleague: what nobody has by anybody, what somebody has by them or by the coordinator. */
export const assignCoupling = (before: Coupling, colleague: Actor, doing: Doing): ClaimOutcome => {
  const { by } = doing;
  return (
    refuseAlways(before, by) ??
    refuseStranger(before.fromRegion, colleague) ??
    (chairs(by) ? undefined : refuseWhoHasItNot(before, by)) ??
    given(before, colleague, doing, "assigned")
  );
};

const isDone = ({ kind }: ClaimOutcome): boolean => kind === "done";

/** What this person may do now. */
export const couplingDeedsNow = (coupling: Coupling, by: Actor, at: Date): CouplingDeed[] => {
  const nobody = { ...by, subject: "" };
  const may: Readonly<Record<CouplingDeed, ClaimOutcome>> = {
    claim: claimCoupling(coupling, { by, at }),
    release: releaseCoupling(coupling, { by, at }),
    assign: assignCoupling(coupling, nobody, { by, at }),
  };
  return COUPLING_DEEDS.filter((deed) => isDone(may[deed]));
};

/**
 * The team answers and follows by whoever has it: a colleague who does not is told who does. What nobody has, anybody
 * of the team may answer.
 */
export const refuseForTeam = (coupling: Coupling, by: Actor): Refused | undefined =>
  refuseStranger(coupling.fromRegion, by) ?? refuseWhoHasItNot(coupling, by);
