import type { Context } from "hono";
import { seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { makePersonalLinkRoute, revokePersonalAccessRoute } from "#packages/api/routes/personal-access.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { helpedResource } from "#packages/policy/resources.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { find, findMany } from "#packages/store/documents.ts";
import { marketProfiles, proposals } from "#packages/store/kinds.ts";
import { readOpenProposals } from "#packages/store/open-proposals.ts";
import { linkWrites, revocationWrites } from "#packages/store/personal-access.ts";
import { decideAndWrite } from "./committing.ts";
import type { Deps } from "./deps.ts";

/** Regions whose team has taken up a proposal for the person. */
const heldBy = async ({ tables }: Deps, { id }: MarketProfile): Promise<RegionCode[]> => {
  const { entries } = await readOpenProposals(tables.platform, "PROFILE", id);
  const taken = entries.filter(({ standing }) => standing).map(({ proposalId }) => proposalId);
  const found = await findMany(tables.platform, proposals, taken);
  return found.flatMap((one) => (one?.claim === undefined ? [] : [one.region]));
};

/** The profile of somebody whom the caller helps; to others it does not exist. */
const helpedProfile = async (c: Context<ApiEnv>, deps: Deps, id: string): Promise<MarketProfile> => {
  const profile = await find(deps.tables.platform, marketProfiles, id);
  const there = profile?.erasedAt === undefined ? profile : undefined;
  const holders = there === undefined ? [] : await heldBy(deps, there);
  return seen(c, there, (one) => helpedResource(one, holders), id);
};

type Noted = { readonly what: "personal-link-made" | "personal-access-revoked"; readonly name: string };

const notesOf = async (
  c: Context<ApiEnv>,
  { tables, processing }: Deps,
  { region, jobSeekerId }: MarketProfile,
  { what, name, at }: Noted & { readonly at: Date },
) => {
  const by = c.var.caller.actor;
  const trace = c.var.traceparent;
  const about = `job-seeker ${await processing.pseudonym(jobSeekerId)}`;
  return [
    ...(await auditWrites(tables.records, { chain: region, at: at.toISOString(), what, by, about, trace })),
    ...(await processing.writes(jobSeekerId, {
      name,
      activity: "give-personal-access",
      by,
      traceparent: trace,
      startedAt: at,
      endedAt: at,
    })),
  ];
};

/** One-time links by which job seekers get at their own data. */
export const servePersonalLinks = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { persons } = deps.tables;

  api.openapi(makePersonalLinkRoute, async (c) => {
    const { id } = c.req.valid("param");
    const link = await decideAndWrite(deps, async () => {
      const at = deps.now();
      const profile = await helpedProfile(c, deps, id);
      const token = deps.newSecret();
      const whose = { profileId: profile.id, jobSeekerId: profile.jobSeekerId };
      const { writes, expiresAt } = await linkWrites(persons, whose, token, at);
      const noted = { what: "personal-link-made", name: "makePersonalLink", at } as const;
      return {
        writes: [...writes, ...(await notesOf(c, deps, profile, noted))],
        outcome: { token, expiresAt: expiresAt.toISOString() },
      };
    });
    return c.json(link, 201);
  });

  api.openapi(revokePersonalAccessRoute, async (c) => {
    const { id } = c.req.valid("param");
    await decideAndWrite(deps, async () => {
      const at = deps.now();
      const profile = await helpedProfile(c, deps, id);
      const writes = await revocationWrites(persons, { ...profile, profileId: profile.id }, at);
      const noted = { what: "personal-access-revoked", name: "revokePersonalAccess", at } as const;
      return { writes: [...writes, ...(await notesOf(c, deps, profile, noted))], outcome: undefined };
    });
    return c.body(null, 204);
  });
};
