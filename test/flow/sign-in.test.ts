import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, decodeProtectedHeader } from "jose";
import * as oidc from "openid-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLES } from "#packages/domain/actor.ts";
import { type IdentityProvider, startIdentityProvider } from "#packages/local/identity/identity-provider.ts";
import { IDENTITY_USERS } from "#packages/local/identity/identity-users.ts";
import { createBrowser, signInAs } from "#packages/local/identity/sign-in-as.ts";
import { freePort } from "#packages/local/ports.ts";

const REDIRECT = "http://127.0.0.1:4999/aanmelden/terug";

let provider: IdentityProvider;
let desk: oidc.Configuration;
const dataDir = mkdtempSync(join(tmpdir(), "sign-in-"));

beforeAll(async () => {
  provider = await startIdentityProvider(dataDir, await freePort(0, "the provider"));
  desk = await oidc.discovery(new URL(provider.issuer), "desk", undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  });
});
afterAll(async () => {
  await provider.stop();
  rmSync(dataDir, { recursive: true });
});

/** What the desk keeps between sending somebody away and getting them back. */
const begin = async (redirectUri = REDIRECT) => {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const url = oidc.buildAuthorizationUrl(desk, {
    redirect_uri: redirectUri,
    scope: "openid overstap",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  return { url, checks: { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce } };
};

describe("people sign in with a code and PKCE", () => {
  it("the desk gets an access token for the API, and who it is", async () => {
    const { url, checks } = await begin();
    const back = await signInAs(createBrowser(), url, "medewerker-am17");
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
    const tokens = await oidc.authorizationCodeGrant(desk, back, checks);
    expect(tokens.claims()).toMatchObject({
      sub: "medewerker-am17",
      aud: "desk",
      name: "Medewerker team AM17",
      role: "team",
      region: "AM17",
    });
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: "RS256", typ: "at+jwt" });
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({
      iss: provider.issuer,
      sub: "medewerker-am17",
      aud: "overstap-api",
      scope: "overstap",
      role: "team",
      region: "AM17",
    });
    // Who somebody is stays between provider and desk: the API needs no name.
    expect(claims).not.toHaveProperty("name");
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(3600);
    expect(tokens.refresh_token).toBeUndefined();
  });

  it("there is a user for every role, with what the role needs, and the desk may listen on any port", async () => {
    const users = IDENTITY_USERS.flatMap((group) => group.users);
    expect(new Set(users.map(({ claims }) => claims.role))).toEqual(
      new Set(ROLES.filter((role) => role !== "system" && role !== "job-seeker")),
    );
    expect(new Set(users.map(({ subject }) => subject)).size).toBe(users.length);
    for (const role of ["employer", "coordinator", "auditor", "cashier"]) {
      const user = users.find(({ claims }) => claims.role === role);
      const { url, checks } = await begin("http://localhost:7071/aanmelden/terug");
      const back = await signInAs(createBrowser(), url, user?.subject ?? "");
      const tokens = await oidc.authorizationCodeGrant(desk, back, checks);
      expect(decodeJwt(tokens.access_token)).toMatchObject({ ...user?.claims, sub: user?.subject });
    }
  });

  it("who is signed in is not asked again, unless the desk says so", async () => {
    const browser = createBrowser();
    await signInAs(browser, (await begin()).url, "gebruiker-auditor");
    const again = await begin();
    expect((await browser.follow(again.url)).url.searchParams.has("code")).toBe(true);
    again.url.searchParams.set("prompt", "login");
    expect((await browser.follow(again.url)).response?.status).toBe(200);
  });

  it("leaving ends it: the next time the provider asks who it is", async () => {
    const browser = createBrowser();
    const { url, checks } = await begin();
    const tokens = await oidc.authorizationCodeGrant(
      desk,
      await signInAs(browser, url, "coordinator-am01"),
      checks,
    );
    const leaving = oidc.buildEndSessionUrl(desk, {
      id_token_hint: tokens.id_token ?? "",
      post_logout_redirect_uri: "http://127.0.0.1:4999/",
      state: "weg",
    });
    const asked = await browser.follow(leaving);
    const html = (await asked.response?.text()) ?? "";
    expect(html).toContain("Wilt u zich afmelden");
    const [, action = ""] = /action="([^"]+)"/.exec(html) ?? [];
    const [, xsrf = ""] = /name="xsrf" value="([^"]+)"/.exec(html) ?? [];
    const left = await browser.follow(new URL(action), { xsrf, logout: "yes" });
    expect(left.url.href).toBe("http://127.0.0.1:4999/?state=weg");
    expect((await browser.follow((await begin()).url)).response?.status).toBe(200);
  });
});

describe("what is not the flow is refused", () => {
  it("another verifier than the code was asked with", async () => {
    const { url, checks } = await begin();
    const back = await signInAs(createBrowser(), url, "medewerker-am17");
    const wrong = { ...checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
    await expect(oidc.authorizationCodeGrant(desk, back, wrong)).rejects.toMatchObject({
      error: "invalid_grant",
    });
  });

  it("a code that was used before", async () => {
    const { url, checks } = await begin();
    const back = await signInAs(createBrowser(), url, "medewerker-am17");
    await oidc.authorizationCodeGrant(desk, back, checks);
    await expect(oidc.authorizationCodeGrant(desk, back, checks)).rejects.toMatchObject({
      error: "invalid_grant",
    });
  });

  it.each([
    ["another host", "http://evil.example/aanmelden/terug"],
    ["another path", "http://127.0.0.1:4999/aanmelden/elders"],
    ["a subdomain of a name that is allowed", "http://localhost.evil.example/aanmelden/terug"],
  ])("a redirect to %s: the browser stays at the provider", async (_what, redirect) => {
    const { response, url } = await createBrowser().follow((await begin(redirect)).url);
    expect(url.origin).toBe(provider.issuer);
    expect(response?.status).toBe(400);
    expect(await response?.text()).toContain("invalid_redirect_uri");
  });

  it.each([
    ["no challenge", { code_challenge: undefined, code_challenge_method: undefined }],
    ["the verifier itself as challenge", { code_challenge_method: "plain" }],
    ["an implicit token", { response_type: "token" }],
  ])("%s", async (_what, changed) => {
    const { url } = await begin();
    for (const [name, value] of Object.entries(changed)) {
      if (value === undefined) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    const { url: back } = await createBrowser().follow(url);
    expect(back.href).toMatch(/error=(invalid_request|unsupported_response_type|unauthorized_client)/);
    expect(back.href).not.toMatch(/code=|access_token=/);
  });

  it("the desk asking for a token in its own name, and a system asking for a code", async () => {
    await expect(oidc.clientCredentialsGrant(desk, { scope: "overstap" })).rejects.toMatchObject({
      error: "invalid_request",
    });
    const { url } = await begin();
    url.searchParams.set("client_id", "team-am17");
    expect((await createBrowser().follow(url)).response?.status).toBe(400);
  });

  it("somebody who is not in the list, and another browser than the one that began", async () => {
    const browser = createBrowser();
    const { url } = await begin();
    const asked = await browser.follow(url);
    const unknown = await browser.follow(asked.url, { gebruiker: '"><script>' });
    expect(unknown.response?.status).toBe(400);
    expect(await unknown.response?.text()).not.toContain("<script>");
    const other = await createBrowser().follow(asked.url, { gebruiker: "medewerker-am17" });
    expect(other.response?.status).toBe(400);
    expect(await other.response?.text()).toContain("verlopen of van een andere browser");
  });
});

it("the pages run no script and load nothing from elsewhere", async () => {
  const { response } = await createBrowser().follow((await begin()).url);
  const policy = response?.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  const html = (await response?.text()) ?? "";
  expect(html).toContain("Alleen voor ontwikkeling");
  expect(html).not.toMatch(/<script|https?:\/\//);
});
