import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import * as z from "zod";
import type { JwtRule } from "../plan/plan-apis.ts";

/** What came of looking at a request's token. */
export type TokenResult =
  | { readonly kind: "open" }
  | {
      readonly kind: "known";
      readonly claims: Readonly<Record<string, string>>;
      readonly scopes: readonly string[];
    }
  | { readonly kind: "unauthorized"; readonly why: string }
  | { readonly kind: "forbidden" };

export type TokenCheck = (rule: JwtRule | undefined, header: string | undefined) => Promise<TokenResult>;

/** A signature is checked once for each token: clients use one for many requests. */
const MOST_REMEMBERED = 1000;

/** Signatures that count: by a private key, never by a secret that is shared, and never none (NL GOV profile). */
const ALGORITHMS = ["RS256", "PS256"] as const;

/**
 * Checks tokens as API Gateway's JWT authorizer does: signature by the issuer's published keys, algorithm, issuer, audience
 * (claim `aud` or `client_id`), times, and at least one of the route's scopes. `issuer` is the provider on this
 * machine; it stands in for whichever the template names. Real time counts, also when the clock was moved: the
 * provider's clock is not.
 */
export const createTokenCheck = (issuer: string): TokenCheck => {
  let keys: JWTVerifyGetKey | undefined;
  const known = new Map<string, JWTPayload>();
  const verified = async (token: string): Promise<JWTPayload> => {
    const before = known.get(token);
    if (before !== undefined && Date.now() / 1000 < (before.exp ?? 0)) return before;
    keys ??= await discoverKeys(issuer);
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: [...ALGORITHMS],
      requiredClaims: ["exp"],
    });
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(token, payload);
    return payload;
  };
  return async (rule, header) => {
    if (rule === undefined) return { kind: "open" };
    const token = /^(?:Bearer\s+)?([^\s]+)$/i.exec(header?.trim() ?? "")?.[1];
    if (token === undefined) return { kind: "unauthorized", why: "no bearer token" };
    try {
      return judge(await verified(token), rule);
    } catch (error) {
      if (error instanceof errors.JOSEError) return { kind: "unauthorized", why: error.message };
      throw error;
    }
  };
};

const Discovery = z.object({ jwks_uri: z.url() });

const discoverKeys = async (issuer: string): Promise<JWTVerifyGetKey> => {
  const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  return createRemoteJWKSet(new URL(Discovery.parse(await response.json()).jwks_uri));
};

const judge = (payload: JWTPayload, rule: JwtRule): TokenResult => {
  const audience = [payload.aud ?? payload["client_id"]].flat().map(String);
  if (!rule.audience.some((each) => audience.includes(each))) {
    return { kind: "unauthorized", why: "the token is for another audience" };
  }
  const has = scopesOf(payload);
  const granted = rule.scopes.filter((scope) => has.includes(scope));
  if (rule.scopes.length > 0 && granted.length === 0) return { kind: "forbidden" };
  return { kind: "known", claims: claimsOf(payload), scopes: granted };
};

const scopesOf = (payload: JWTPayload): string[] =>
  [payload["scope"] ?? payload["scp"] ?? []].flat().flatMap((scope) => String(scope).split(" "));

/** API Gateway hands claims over as text; a list becomes "[a b]". */
const claimsOf = (payload: JWTPayload): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));

const claimText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(String).join(" ")}]`;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
};
