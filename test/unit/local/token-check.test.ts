import { createServer } from "node:http";
import { exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeServer, listen } from "#packages/local/http/listening.ts";
import { createTokenCheck } from "#packages/local/http/token-check.ts";
import { freePort } from "#packages/local/ports.ts";

const RULE = {
  issuer: "https://named.in.the.template.example",
  audience: ["overstap-api"],
  scopes: ["overstap"],
};
const now = () => Math.floor(Date.now() / 1000);

/** An issuer with one key, and the key that it does not have. */
const own = await generateKeyPair("RS256", { extractable: true });
const foreign = await generateKeyPair("RS256");
const elliptic = await generateKeyPair("ES256");
const jwk = { ...(await exportJWK(own.publicKey)), kid: "k1", use: "sig" };

let issuer = "";
const server = createServer((request, response) => {
  const discovery = { issuer, jwks_uri: `${issuer}/jwks` };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(request.url === "/jwks" ? { keys: [jwk] } : discovery));
});
beforeAll(async () => {
  const port = await freePort(0, "the issuer");
  await listen(server, port, "the issuer");
  issuer = `http://127.0.0.1:${port}`;
});
afterAll(() => closeServer(server));

const claims = (over: Readonly<Record<string, unknown>> = {}): JWTPayload => ({
  iss: issuer,
  sub: "client",
  aud: "overstap-api",
  scope: "overstap",
  iat: now(),
  exp: now() + 60,
  ...over,
});
type Key = Parameters<SignJWT["sign"]>[0];
const signed = (payload: JWTPayload, key: Key = own.privateKey, alg = "RS256") =>
  new SignJWT(payload).setProtectedHeader({ alg, kid: "k1" }).sign(key);
const check = (token: string, rule = RULE) => createTokenCheck(issuer)(rule, `Bearer ${token}`);

describe("a token is good when all of it is", () => {
  it.each(["RS256", "PS256"])("signed with %s by the issuer, for this audience, in its time", async (alg) => {
    expect(
      await check(await signed(claims(), await importJWK(await exportJWK(own.privateKey), alg), alg)),
    ).toMatchObject({
      kind: "known",
      claims: { sub: "client" },
      scopes: ["overstap"],
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["of another issuer", { iss: "https://login.elsewhere.example" }],
    ["of no issuer", { iss: undefined }],
    ["for another audience", { aud: "another-api" }],
    ["for no audience", { aud: undefined }],
    ["that is over", { exp: 1_000_000_000 }],
    ["without an end", { exp: undefined }],
    ["that is not yet good", { nbf: 4_000_000_000 }],
  ])("not one %s", async (_what, over) => {
    expect(await check(await signed(claims(over)))).toMatchObject({ kind: "unauthorized" });
  });

  it("not one that another key signed, though it says the name of the issuer's", async () => {
    expect(await check(await signed(claims(), foreign.privateKey))).toMatchObject({ kind: "unauthorized" });
  });

  it("not one without a signature (alg: none), whatever it says", async () => {
    expect(await check(new UnsecuredJWT(claims()).encode())).toMatchObject({ kind: "unauthorized" });
    const [head = "", body = ""] = (await signed(claims())).split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    for (const token of [`${none}.${body}.`, `${head}.${body}.`, `${head}.${body}`])
      expect(await check(token)).toMatchObject({ kind: "unauthorized" });
  });

  it("not one that is signed with the public key as a secret (HS256), nor with an algorithm beside the list", async () => {
    const secret = new TextEncoder().encode(JSON.stringify(jwk));
    expect(await check(await signed(claims(), secret, "HS256"))).toMatchObject({ kind: "unauthorized" });
    expect(await check(await signed(claims(), elliptic.privateKey, "ES256"))).toMatchObject({
      kind: "unauthorized",
    });
  });

  it("not one whose claims were changed after it was signed", async () => {
    const [head = "", , signature = ""] = (await signed(claims())).split(".");
    const body = Buffer.from(JSON.stringify(claims({ role: "administrator" }))).toString("base64url");
    expect(await check(`${head}.${body}.${signature}`)).toMatchObject({ kind: "unauthorized" });
  });

  it("forbidden, not unauthorized, when only the scope is missing; open where no token is asked", async () => {
    expect(await check(await signed(claims({ scope: "openid" })))).toEqual({ kind: "forbidden" });
    expect(await createTokenCheck(issuer)(undefined, undefined)).toEqual({ kind: "open" });
    expect(await createTokenCheck(issuer)(RULE, undefined)).toMatchObject({ kind: "unauthorized" });
  });

  it("only as long as it lives, though it was good a moment ago", async () => {
    const checkToken = createTokenCheck(issuer);
    const short = await signed(claims({ exp: now() + 1 }));
    expect(await checkToken(RULE, `Bearer ${short}`)).toMatchObject({ kind: "known" });
    await expect
      .poll(async () => (await checkToken(RULE, `Bearer ${short}`)).kind, { timeout: 5_000, interval: 200 })
      .toBe("unauthorized");
  });
});
