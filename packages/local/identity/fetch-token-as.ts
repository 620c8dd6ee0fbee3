import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { CannotRun } from "../cannot-run.ts";
import { DESK_CLIENT, deskRedirects, TOKEN_SCOPE } from "./identity-clients.ts";
import { createBrowser, signInAs } from "./sign-in-as.ts";

const Answer = z.object({ access_token: z.string() });
const secret = (): string => randomBytes(32).toString("base64url");

/** Where the desk has people sent back to; nobody has to listen there. */
const redirectUri = (): string => deskRedirects("/aanmelden/terug")[0] ?? "";

/**
 * An access token of a person: signs in for them as the desk does, with a code and PKCE. For trying out what only people
 * may do (M4). Throws CannotRun when the provider refuses.
 */
export const fetchTokenAs = async (issuer: string, subject: string): Promise<string> => {
  const verifier = secret();
  const ask = new URL(`${issuer}/auth`);
  ask.search = new URLSearchParams({
    client_id: DESK_CLIENT,
    redirect_uri: redirectUri(),
    response_type: "code",
    scope: `openid ${TOKEN_SCOPE}`,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    state: secret(),
    nonce: secret(),
  }).toString();
  const back = await signInAs(createBrowser(), ask, subject);
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: DESK_CLIENT,
      redirect_uri: redirectUri(),
      code: back.searchParams.get("code") ?? "",
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new CannotRun(`the OpenID provider refused ${subject}: ${await response.text()}`);
  return Answer.parse(await response.json()).access_token;
};
