import { Problem } from "#packages/api/problem.ts";
import { type Actor, isOfTeam } from "#packages/domain/actor.ts";
import { NotFound } from "#packages/domain/errors.ts";
import type { Proposal, ProposalState } from "#packages/domain/proposal.ts";
import type { RegionCode } from "#packages/domain/regions.ts";

/** A team acts for its own region; the other roles that get here act for all. 403 otherwise. */
export const checkOwnRegion = (actor: Actor, region: RegionCode): void => {
  if (isOfTeam(actor.role) && actor.region !== region)
    throw new Problem("not-allowed", `The token is for the team of ${actor.region}.`);
};

/** The team that has it, the one it is offered to, and the person's home team (M1). To others it does not exist. */
const sees = ({ role, region }: Actor, proposal: Proposal): boolean =>
  role === "administrator" ||
  [proposal.region, proposal.homeRegion, proposal.handOver?.to].some((own) => own === region);

/** The platform itself has ended it. */
const WITHDRAWN: readonly ProposalState[] = ["obsolete", "superseded"];

/** Throws 404 for who may not see it, and 410 when the platform has withdrawn it: then there is nothing to act on. */
export const checkVisible = (actor: Actor, proposal: Proposal | undefined, id: string): Proposal => {
  if (proposal === undefined || !sees(actor, proposal)) throw new NotFound(`proposal ${id}`);
  if (WITHDRAWN.includes(proposal.state)) {
    const { at, reason } = proposal.history.at(-1) ?? {};
    throw new Problem("gone", `It is ${proposal.state} since ${at}: ${reason}.`);
  }
  return proposal;
};
