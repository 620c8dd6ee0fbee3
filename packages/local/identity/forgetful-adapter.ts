import type { Adapter, AdapterPayload } from "oidc-provider";
import { claimsOfClient, localSecretOf } from "./identity-clients.ts";

/** A client of the local provider: it has a secret and asks for tokens in its own name. */
const localClient = (clientId: string): AdapterPayload & { client_id: string } => ({
  client_id: clientId,
  client_secret: localSecretOf(clientId),
  grant_types: ["client_credentials"],
  redirect_uris: [],
  response_types: [],
});

/**
 * Keeps nothing: the provider here only gives out access tokens that speak for themselves, to clients that are
 * written in a file, or follow from their id.
 */
export const forgetfulAdapter = (model: string): Adapter => ({
  upsert: async () => {},
  find: async (id) => (model === "Client" && claimsOfClient(id) !== undefined ? localClient(id) : undefined),
  findByUserCode: async () => {},
  findByUid: async () => {},
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
});
