import { randomBytes } from "node:crypto";
import { importJWK, type JWK, SignJWT } from "jose";

/** The longest that an assertion may live: it is used at once (NL GOV profile for OAuth 2.0: a short life). */
export const ASSERTION_SECONDS = 120;

/**
 * With which a system shows that it is who it says (`private_key_jwt`, RFC 7523): signed with RS256, for this issuer
 * alone, with a `jti` of 128 bits of chance that is good for one use.
 */
export const signAssertion = async (issuer: string, clientId: string, key: JWK): Promise<string> => {
  const kid = typeof key.kid === "string" ? { kid: key.kid } : {};
  return new SignJWT({})
    .setProtectedHeader({ alg: "RS256", ...kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setJti(randomBytes(16).toString("base64url"))
    .setIssuedAt()
    .setExpirationTime(`${ASSERTION_SECONDS} s`)
    .sign(await importJWK(key, "RS256"));
};
