import type { Context } from "hono";
import * as z from "zod";
import { Role } from "#packages/domain/actor.ts";
import { Sector } from "#packages/domain/conditions.ts";
import { KvkNumber } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { ResponsibleParty } from "#packages/domain/situation.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { Problem } from "./problem.ts";

/** The scope that a token must carry: an authorizer of the gateway checks signature, issuer, audience and time. */
const SCOPE = "overstap";

const Claims = z.object({
  sub: z.string().min(1).max(200).optional(),
  client_id: z.string().min(1).max(200).optional(),
  scope: z.string().default(""),
  // Nobody outside is the platform itself, and job seekers come with a personal session, never with a token.
  role: Role.exclude(["system", "job-seeker"]),
  region: RegionCode.optional(),
  party: ResponsibleParty.optional(),
  kvkNumber: KvkNumber.optional(),
  sector: Sector.optional(),
});

/** Where API Gateway puts the claims of a token that its JWT authorizer has checked. */
const Authorized = z.object({
  requestContext: z.object({
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
  }),
});

/** Claims of roles that mean nothing without them. */
const NEEDED: Partial<Record<Role, "region" | "party" | "kvkNumber" | "sector">> = {
  employer: "kvkNumber",
  "sector-organisation": "sector",
  "responsible-party": "party",
  team: "region",
  coordinator: "region",
};

const claimsOf = (env: unknown): Record<string, unknown> => {
  const found = z.object({ event: Authorized }).safeParse(env);
  if (!found.success) throw new Problem("no-token", "This path needs a bearer token.");
  return found.data.event.requestContext.authorizer.jwt.claims;
};

/**
 * Who asks, from the claims of the token. Throws a Problem: 401 without token, 403 when the token lacks the scope
 * `overstap`, a role, or what the role needs (an employer's KvK number, a team's region …).
 */
export const callerOf = (c: Context): Caller => {
  const parsed = Claims.safeParse(claimsOf(c.env));
  if (!parsed.success) throw new Problem("not-allowed", "The token does not say for whom it is.");
  const { scope, role, region, party, kvkNumber, sector, ...ids } = parsed.data;
  const subject = ids.sub ?? ids.client_id;
  if (!scope.split(" ").includes(SCOPE))
    throw new Problem("not-allowed", `The token lacks the scope ${SCOPE}.`);
  const needed = NEEDED[role];
  if (subject === undefined || (needed !== undefined && parsed.data[needed] === undefined))
    throw new Problem("not-allowed", `The token of a ${role} must carry ${needed ?? "sub"}.`);
  return { actor: { subject, role, region, party }, kvkNumber, sector };
};
