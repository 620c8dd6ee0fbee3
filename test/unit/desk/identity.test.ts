import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { identityOf } from "#packages/desk/frame/identity.ts";

/** What a provider says of itself; a user pool does so too, and ends sessions by a parameter of its own. */
const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/oauth2/authorize`,
  token_endpoint: `${issuer}/oauth2/token`,
  end_session_endpoint: `${issuer}/logout`,
  jwks_uri: `${issuer}/jwks.json`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
});

describe("signing in at another issuer than the local one", () => {
  let server: Server;
  let issuer = "";
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(discovery(issuer)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    issuer = `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
  });
  afterAll(() => server.close());

  const identity = () =>
    identityOf({
      issuer,
      client: "4example4client",
      scope: "openid overstap/api",
      deskUrl: "https://overstap.example",
      now: () => new Date("2026-11-02T09:00:00Z"),
    });

  it("asks as the client of the stage, for its scope, with a code challenge", async () => {
    const { url, signingIn } = await identity().begin("/werkvoorraad");
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe(`${issuer}/oauth2/authorize`);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: "4example4client",
      redirect_uri: "https://overstap.example/aanmelden/terug",
      response_type: "code",
      scope: "openid overstap/api",
      state: signingIn.state,
      nonce: signingIn.nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
  });

  it("ends the session there by the standard's word and by Cognito's", async () => {
    const { searchParams } = new URL((await identity().endUrl(undefined)) ?? "");
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: "4example4client",
      post_logout_redirect_uri: "https://overstap.example/",
      logout_uri: "https://overstap.example/",
    });
  });
});
