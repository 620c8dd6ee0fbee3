import type { Context } from "hono";
import * as z from "zod";
import type { Caller } from "#packages/policy/caller.ts";
import { NEEDED_CLAIM, RoleClaims, TOKEN_SCOPE } from "#packages/policy/token-claims.ts";
import { Problem } from "./problem.ts";

/** Claims as an authorizer of the gateway hands them over, once it has checked signature, issuer, audience and time. */
const Claims = RoleClaims.extend({
  sub: z.string().min(1).max(200).optional(),
  client_id: z.string().min(1).max(200).optional(),
  scope: z.string().default(""),
});

/** Where API Gateway puts the claims of a token that its JWT authorizer has checked. */
const Authorized = z.object({
  requestContext: z.object({
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
  }),
});

const claimsOf = (env: unknown): Record<string, unknown> => {
  const found = z.object({ event: Authorized }).safeParse(env);
  if (!found.success) throw new Problem("no-token", "This path needs a bearer token.");
  return found.data.event.requestContext.authorizer.jwt.claims;
};

type Ids = { readonly sub?: string | undefined; readonly client_id?: string | undefined };

/**
 * Whether a client asks in its own name: such a token has the client for its subject, or none (RFC 9068, 2.2). Somebody who
 * signed in is not the client through which they did.
 */
const isSystem = ({ sub, client_id }: Ids): boolean => sub === undefined || sub === client_id;

/**
 * Who asks, from the claims of the token. Throws a Problem: 401 without token, 403 when the token lacks the scope
 * `overstap`, a role, or what the role needs (an employer's KvK number, a team's region …).
 */
export const callerOf = (c: Context): Caller => {
  const parsed = Claims.safeParse(claimsOf(c.env));
  if (!parsed.success) throw new Problem("not-allowed", "The token does not say for whom it is.");
  const { scope, role, region, party, kvkNumber, sector, municipality, ...ids } = parsed.data;
  const subject = ids.sub ?? ids.client_id;
  if (!scope.split(" ").includes(TOKEN_SCOPE))
    throw new Problem("not-allowed", `The token lacks the scope ${TOKEN_SCOPE}.`);
  const needed = NEEDED_CLAIM[role];
  if (subject === undefined || (needed !== undefined && parsed.data[needed] === undefined))
    throw new Problem("not-allowed", `The token of a ${role} must carry ${needed ?? "sub"}.`);
  return {
    actor: { subject, role, region, party },
    ...(isSystem(ids) ? { system: true } : {}),
    kvkNumber,
    sector,
    municipality,
  };
};
