import type { JWK } from "jose";
import * as z from "zod";
import { CannotRun } from "../cannot-run.ts";
import { fetchTokenAs } from "./fetch-token-as.ts";
import {
  claimsOfClient,
  IDENTITY_CLIENTS,
  isSystem,
  localSecretOf,
  TOKEN_SCOPE,
} from "./identity-clients.ts";
import { identityUser } from "./identity-users.ts";
import { signAssertion } from "./sign-assertion.ts";

const Answer = z.object({ access_token: z.string() });

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** How a client shows who it is: with its secret, or a system with an assertion. */
const credentials = async (issuer: string, clientId: string, systemKey: JWK | undefined) => {
  if (!isSystem(clientId)) return { client_id: clientId, client_secret: localSecretOf(clientId) };
  if (systemKey === undefined) throw new CannotRun("there is no key of systems: start the platform first");
  return {
    client_id: clientId,
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await signAssertion(issuer, clientId, systemKey),
  };
};

/**
 * An access token for a client of identity-clients.ts, or for a person of identity-users.ts; systems sign with
 * `systemKey`. Throws CannotRun for one that is not there.
 */
export const fetchToken = async (issuer: string, clientId: string, systemKey?: JWK): Promise<string> => {
  if (identityUser(clientId) !== undefined) return fetchTokenAs(issuer, clientId);
  if (claimsOfClient(clientId) === undefined) {
    throw new CannotRun(
      `there is no client ${clientId}; choose one of ${Object.keys(IDENTITY_CLIENTS).join(", ")}, or employer-90001234 for an example firm; with system- before it, it signs with a key; or somebody of the sign-in page, medewerker-am17`,
    );
  }
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      ...(await credentials(issuer, clientId, systemKey)),
      grant_type: "client_credentials",
      scope: TOKEN_SCOPE,
    }),
  });
  if (!response.ok) throw new CannotRun(`the OpenID provider refused ${clientId}: ${await response.text()}`);
  return Answer.parse(await response.json()).access_token;
};

/** The same with curl, to be copied by a person. */
export const tokenCommand = (issuer: string, clientId: string): string =>
  `curl -s ${issuer}/token -u ${clientId}:${localSecretOf(clientId)} -d grant_type=client_credentials -d scope=${TOKEN_SCOPE}`;
