import { seen } from "#packages/api/access.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { Problem } from "#packages/api/problem.ts";
import { showPersonRoute } from "#packages/api/routes/personal-access.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { consents } from "#packages/domain/consent.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Proposal, ProposalState } from "#packages/domain/proposal.ts";
import { proposalResource } from "#packages/policy/resources.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles, proposals } from "#packages/store/kinds.ts";
import { people } from "#packages/store/persons-table.ts";
import type { Deps } from "./deps.ts";

/** While somebody helps the person, up to the check after three months. */
const HELPING: readonly ProposalState[] = ["claimed", "accepted", "introduced", "placed"];

/** S4: details only for whoever has claimed it. Throws 410 when it ended by itself, 409 else. */
const checkClaimed = (actor: Actor, proposal: Proposal): Proposal => {
  if (proposal.state === "obsolete" || proposal.state === "superseded")
    throw new Problem("gone", `It is ${proposal.state} since ${proposal.changedAt}.`);
  if (!HELPING.includes(proposal.state))
    throw new NotPossibleNow(`It is ${proposal.state}: claim it first, and while it is open.`);
  if (proposal.claim?.by.subject !== actor.subject)
    throw new NotPossibleNow("Only whoever has claimed the proposal sees who it is.");
  return proposal;
};

/**
 * S4: what the person agreed to stands still. A placement outlives the consent; who it is about is then no longer
 * shown, and of a proposal that is about to end it is not shown any more either.
 */
const checkAgreed = ({ restriction, status, consents: given }: MarketProfile): void => {
  if (restriction !== undefined)
    throw new NotPossibleNow("The job seeker has the use of the data restricted.");
  if (status === "withdrawn" || !consents(given, "matching"))
    throw new NotPossibleNow("The job seeker no longer agrees that the team knows who it is.");
};

/** Who the person of a claimed proposal is. The reading is logged before anything is shown, or nothing is. */
export const servePersons = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { platform, persons } = deps.tables;

  api.openapi(showPersonRoute, async (c) => {
    const startedAt = deps.now();
    const { id } = c.req.valid("param");
    const { actor } = c.var.caller;
    const proposal = checkClaimed(actor, seen(c, await find(platform, proposals, id), proposalResource, id));
    const profile = await find(platform, marketProfiles, proposal.profileId);
    const person = profile && (await find(persons, people, profile.jobSeekerId));
    if (profile === undefined || person === undefined)
      throw new Problem("gone", "The person is not kept any more.");
    checkAgreed(profile);
    await deps.processing.write(profile.jobSeekerId, {
      name: "showPerson",
      activity: "show-person-to-team",
      by: actor,
      traceparent: c.var.traceparent,
      startedAt,
      endedAt: deps.now(),
      purpose: c.req.valid("query").purpose,
      about: `proposal ${id}`,
    });
    const { givenName, familyName, postcode, email, phone } = person;
    return c.json({ profileId: profile.id, givenName, familyName, postcode, email, phone }, 200);
  });
};
