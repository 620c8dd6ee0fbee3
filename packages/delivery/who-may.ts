import { type Actor, isOfTeam } from "#packages/domain/actor.ts";
import type { Proposal, ProposalState } from "#packages/domain/proposal.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type Claim, type Refused, refuse } from "./transition.ts";

/** The same person or client, whatever else its token says by now. */
export const isSame = (a: Actor, b: Actor): boolean => a.subject === b.subject;

/** That somebody has it and since when, in a sentence; who it is stands beside it, as the desk calls them. */
export const tellClaim = ({ by, at }: Claim): string =>
  `A colleague of the team of ${by.region ?? "the region"} has claimed it, since ${at}.`;

/** M4: people of the team decide; neither the platform nor another team does. */
export const refuseStranger = (region: RegionCode, actor: Actor): Refused | undefined => {
  if (!isOfTeam(actor.role)) return refuse("not-a-team", "Only a mobility team can do this.");
  if (actor.region !== region) return refuse("other-team", `It lies with the team of ${region}.`);
  return undefined;
};

export const refuseState = (
  { state }: Proposal,
  allowed: readonly ProposalState[],
  what: string,
): Refused | undefined =>
  allowed.includes(state)
    ? undefined
    : refuse("wrong-state", `It is ${state}; ${what} only when it is ${allowed.join(" or ")}.`);

/** While another team considers it, nothing else happens to it. */
export const refuseDuringHandOver = ({ handOver }: Proposal): Refused | undefined =>
  handOver === undefined
    ? undefined
    : refuse("hand-over-pending", `It is offered to the team of ${handOver.to} since ${handOver.at}.`);

/** Something that one of the team can have. */
type Claimable = { readonly claim?: Claim | undefined };

/** Somebody else of the team has it. */
export const refuseWhoHasItNot = ({ claim }: Claimable, actor: Actor): Refused | undefined =>
  claim === undefined || isSame(claim.by, actor)
    ? undefined
    : refuse("claimed-by-other", tellClaim(claim), claim);

/** G2: the operational coordinator chairs the team, and may give its work to somebody else. */
export const chairs = ({ role }: Actor): boolean => role === "coordinator";

/** Whoever has claimed it is the one who decides. */
export const refuseUnlessClaimed = (thing: Claimable, actor: Actor): Refused | undefined =>
  thing.claim === undefined
    ? refuse("not-claimed", "Nobody has claimed it: claim it first.")
    : refuseWhoHasItNot(thing, actor);
