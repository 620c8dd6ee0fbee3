import * as z from "zod";
import { CannotRun } from "../cannot-run.ts";
import { claimsOfClient, IDENTITY_CLIENTS, localSecretOf, TOKEN_SCOPE } from "./identity-clients.ts";

const Answer = z.object({ access_token: z.string() });

/** An access token for a client of identity-clients.ts. Throws CannotRun for a client that is not there. */
export const fetchToken = async (issuer: string, clientId: string): Promise<string> => {
  if (claimsOfClient(clientId) === undefined) {
    throw new CannotRun(
      `there is no client ${clientId}; choose one of ${Object.keys(IDENTITY_CLIENTS).join(", ")}, or employer-90001234 for an example firm`,
    );
  }
  const secret = Buffer.from(`${clientId}:${localSecretOf(clientId)}`).toString("base64");
  const response = await fetch(`${issuer}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${secret}`, "content-type": "application/x-www-form-urlencoded" },
    body: `grant_type=client_credentials&scope=${TOKEN_SCOPE}`,
  });
  if (!response.ok) throw new CannotRun(`the OpenID provider refused ${clientId}: ${await response.text()}`);
  return Answer.parse(await response.json()).access_token;
};

/** The same with curl, to be copied by a person. */
export const tokenCommand = (issuer: string, clientId: string): string =>
  `curl -s ${issuer}/token -u ${clientId}:${localSecretOf(clientId)} -d grant_type=client_credentials -d scope=${TOKEN_SCOPE}`;
