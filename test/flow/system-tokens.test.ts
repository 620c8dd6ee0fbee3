import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, generateKeyPair, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { fetchToken } from "#packages/local/identity/fetch-token.ts";
import { systemKeyIn } from "#packages/local/identity/identity-keys.ts";
import { type IdentityProvider, startIdentityProvider } from "#packages/local/identity/identity-provider.ts";
import { signAssertion } from "#packages/local/identity/sign-assertion.ts";
import { freePort } from "#packages/local/ports.ts";

const CLIENT = "system-team-am17";
const dataDir = mkdtempSync(join(tmpdir(), "system-tokens-"));
let provider: IdentityProvider;

beforeAll(async () => {
  provider = await startIdentityProvider(dataDir, await freePort(0, "the provider"));
});
afterAll(async () => {
  await provider.stop();
  rmSync(dataDir, { recursive: true });
});

const systemKey = () => {
  const key = systemKeyIn(dataDir);
  if (key === undefined) throw new Error("the provider made no key");
  return key;
};

const Answer = z.looseObject({ access_token: z.string().optional(), error: z.string().optional() });

const ask = async (assertion: string, more: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(`${provider.issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      client_id: CLIENT,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
      grant_type: "client_credentials",
      scope: "overstap",
      ...more,
    }),
  });
  const { error, access_token: token } = Answer.parse(await response.json());
  return { refused: response.status === 400 || response.status === 401, error, token };
};

const REFUSED = {
  refused: true,
  error: expect.stringMatching(/^invalid_(client|request)$/),
  token: undefined,
};
const now = () => Math.floor(Date.now() / 1000);

/** What a system says, with what is changed of it. */
const claims = (over: Readonly<Record<string, unknown>> = {}): JWTPayload => ({
  iss: CLIENT,
  sub: CLIENT,
  aud: provider.issuer,
  jti: randomBytes(16).toString("base64url"),
  iat: now(),
  exp: now() + 60,
  ...over,
});

const signed = async (payload: JWTPayload, alg = "RS256") =>
  new SignJWT(payload).setProtectedHeader({ alg }).sign(await importJWK(systemKey(), alg));

describe("a system shows who it is with a signed assertion (NL GOV profile for OAuth 2.0)", () => {
  it.each(["RS256", "PS256"])("and gets a token for the API, signed with %s", async (alg) => {
    const { refused, token = "" } = await ask(await signed(claims(), alg));
    expect(refused).toBe(false);
    expect(decodeJwt(token)).toMatchObject({
      sub: CLIENT,
      // By this the API knows that no person has signed in (M4).
      client_id: CLIENT,
      aud: "overstap-api",
      scope: "overstap",
      role: "team",
      region: "AM17",
    });
  });

  it("by the command that signs for it", async () => {
    const token = await fetchToken(provider.issuer, CLIENT, systemKey());
    expect(decodeJwt(token)).toMatchObject({ role: "team", region: "AM17" });
  });

  it("and is told from somebody who signed in, of whom the command makes a token too", async () => {
    const token = await fetchToken(provider.issuer, "medewerker-am17", systemKey());
    expect(decodeJwt(token)).toMatchObject({ sub: "medewerker-am17", client_id: "desk", role: "team" });
  });

  it("once: the same assertion again is refused, and so is another with its jti", async () => {
    const jti = randomBytes(16).toString("base64url");
    const assertion = await signed(claims({ jti }));
    expect((await ask(assertion)).refused).toBe(false);
    expect(await ask(assertion)).toEqual(REFUSED);
    expect(await ask(await signed(claims({ jti, exp: now() + 90 })))).toEqual(REFUSED);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["of another client", { iss: "system-team-am01" }],
    ["about another client", { sub: "system-administrator" }],
    ["for another issuer", { aud: "https://login.elsewhere.example" }],
    ["that is over", { iat: 1_000_000_000, exp: 1_000_000_060 }],
    ["that is not yet good", { nbf: 4_000_000_000 }],
    ["that would live an hour", { exp: Math.floor(Date.now() / 1000) + 3600 }],
    ["without an end", { exp: undefined }],
    ["without a beginning", { iat: undefined }],
    ["without jti", { jti: undefined }],
    ["with a jti that can be guessed", { jti: "1" }],
  ])("never with one %s", async (_what, over) => {
    expect(await ask(await signed(claims(over)))).toEqual(REFUSED);
  });

  it("never with one that is not signed, by another key, or by what is public", async () => {
    const payload = claims();
    expect(await ask(new UnsecuredJWT(payload).encode())).toEqual(REFUSED);
    const { privateKey } = await generateKeyPair("RS256");
    const foreign = await new SignJWT(payload).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
    expect(await ask(foreign)).toEqual(REFUSED);
    const shared = new TextEncoder().encode(JSON.stringify({ n: systemKey().n, e: systemKey().e }));
    const hmac = await new SignJWT(payload).setProtectedHeader({ alg: "HS256" }).sign(shared);
    expect(await ask(hmac)).toEqual(REFUSED);
  });

  it("never with a secret in place of its key, and no client with a secret has use for an assertion", async () => {
    const secret = await fetch(`${provider.issuer}/token`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: CLIENT,
        client_secret: `${CLIENT}-secret`,
        grant_type: "client_credentials",
      }),
    });
    expect(secret.status).toBe(401);
    const assertion = await signAssertion(provider.issuer, "team-am17", systemKey());
    expect(await ask(assertion, { client_id: "team-am17" })).toEqual(REFUSED);
  });
});
