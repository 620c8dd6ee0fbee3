import type { Context } from "hono";
import { mayAbout, seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { Problem } from "#packages/api/problem.ts";
import type { Proposal, ProposalState } from "#packages/domain/proposal.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { proposalResource, regionResource } from "#packages/policy/resources.ts";

/** A team acts for its own region; the other roles that get here act for all. 403 otherwise: a region is no secret. */
export const checkOwnRegion = (c: Context<ApiEnv>, region: RegionCode): void => {
  if (!mayAbout(c, regionResource(region)))
    throw new Problem("not-allowed", `The token is for the team of ${c.var.caller.actor.region}.`);
};

/** The platform itself has ended it. */
const WITHDRAWN: readonly ProposalState[] = ["obsolete", "superseded"];

/** Throws 404 for who may not see it, and 410 when the platform has withdrawn it: then there is nothing to act on. */
export const checkVisible = (c: Context<ApiEnv>, found: Proposal | undefined, id: string): Proposal => {
  const proposal = seen(c, found, proposalResource, id);
  if (WITHDRAWN.includes(proposal.state)) {
    const { at, reason } = proposal.history.at(-1) ?? {};
    throw new Problem("gone", `It is ${proposal.state} since ${at}: ${reason}.`);
  }
  return proposal;
};
