import { randomUUID } from "node:crypto";
import { type Proposal, Proposal as ProposalSchema } from "#packages/domain/proposal.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { putOpenProposals, readOpenProposals } from "#packages/store/open-proposals.ts";
import { commit, type Item } from "#packages/store/platform-table.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import { withClaims } from "#test/support/intake/intake-app.ts";
import { appsOn } from "#test/support/policy/apps.ts";
import { HOME, OWN } from "#test/support/policy/callers.ts";
import { everyItem } from "./every-item.ts";
import { post, type RareDeed } from "./rare-deeds.ts";

const proposalIn = (item: Item): Proposal | undefined => {
  const text = item["doc"]?.S;
  return text === undefined ? undefined : ProposalSchema.safeParse(JSON.parse(text)).data;
};

/** A proposal that waits for a decision. Throws when there is none. */
const openProposal = async (
  { platform }: Dynamo,
  suits: (proposal: Proposal) => boolean,
): Promise<Proposal> => {
  for await (const item of everyItem(platform)) {
    const proposal = proposalIn(item);
    if (proposal?.state === "proposed" && proposal.claim === undefined && suits(proposal)) return proposal;
  }
  throw new Error("no proposal waits for a decision");
};

const SIDES = ["VACANCY", "PROFILE"] as const;

/** A proposal that rules made which are no longer in force, and the re-match that renews it. */
export const rematchByNewRules: RareDeed = async ({ api, dynamo }) => {
  const { platform } = dynamo;
  const { vacancyId, profileId, workRegions } = await openProposal(
    dynamo,
    ({ workRegions: all }) => !all.includes(HOME),
  );
  const writes = SIDES.map(async (side) => {
    const id = side === "VACANCY" ? vacancyId : profileId;
    const list = await readOpenProposals(platform, side, id);
    const entries = list.entries.map((entry) => ({ ...entry, rules: "rules-0" }));
    return putOpenProposals(platform, side, id, { ...list, entries });
  });
  await commit(platform.client, await Promise.all(writes));
  await post({ api }, "administrator", "/rematches", { scope: workRegions[0], reason: "rules-changed" });
};

const DECISIONS = [{ decision: "accept" }, { decision: "introduce" }] as const;

/**
 * Somebody is introduced to an employer, who is told of it. A person decides (M4), and no client of the local provider is
 * one: what the person does goes by the function's own code, and what follows of it by the functions.
 */
export const introduceSomebody: RareDeed = async ({ api, dynamo, platform }) => {
  const { id, profileId, employer } = await openProposal(dynamo, ({ region }) => region === HOME);
  const profile = await find(dynamo.platform, marketProfiles, profileId);
  await api.expect({
    as: `responsible-party-${profile?.responsible}`,
    method: "PUT",
    path: `/v1/market-profiles/${profileId}/consents/introduction/${employer}`,
    body: { wording: "2026-1", givenAt: profile?.changedAt },
    ifMatch: "*",
  });
  const team = appsOn(dynamo, platform.now().toISOString()).get("proposals");
  const ask = async (path: string, init: RequestInit) => {
    const answer = await team?.request(`/v1/proposals/${id}/${path}`, init, withClaims(OWN.team));
    if (!answer?.ok) throw new Error(`${path}: ${answer?.status} ${await answer?.text()}`);
  };
  await ask("claim", { method: "PUT" });
  for (const decision of DECISIONS)
    await ask("decisions", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": randomUUID() },
      body: JSON.stringify(decision),
    });
};
