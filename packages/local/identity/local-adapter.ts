import type { JWK } from "jose";
import type { Adapter, AdapterPayload } from "oidc-provider";
import { claimsOfClient, DESK_CLIENT, deskRedirects, isSystem, localSecretOf } from "./identity-clients.ts";
import { createPassingStore, type PassingStore } from "./passing-store.ts";

type Client = AdapterPayload & { client_id: string };

/** Asks for tokens in its own name. */
const inItsOwnName = { grant_types: ["client_credentials"], redirect_uris: [], response_types: [] };

/** A client with a secret: for trying things out with curl. */
const secretClient = (clientId: string): Client => ({
  ...inItsOwnName,
  client_id: clientId,
  client_secret: localSecretOf(clientId),
});

/** A system as the NL GOV profile wants it: it signs an assertion with a key that never leaves it. */
const systemClient = (clientId: string, key: JWK): Client => ({
  ...inItsOwnName,
  client_id: clientId,
  token_endpoint_auth_method: "private_key_jwt",
  jwks: { keys: [key] },
});

/**
 * The desk: people sign in through it, with a code and PKCE. It has no secret to keep. `native` is what lets its port
 * be any (RFC 8252, section 7.3): the desk may listen anywhere on this machine; host and path are fixed.
 */
const deskClient: Client = {
  client_id: DESK_CLIENT,
  client_name: "Overstap",
  application_type: "native",
  token_endpoint_auth_method: "none",
  grant_types: ["authorization_code"],
  response_types: ["code"],
  redirect_uris: deskRedirects("/aanmelden/terug"),
  post_logout_redirect_uris: [...deskRedirects("/"), ...deskRedirects("/aanmelden/terug")],
};

const findClient = (id: string, systemKey: JWK): Client | undefined => {
  if (id === DESK_CLIENT) return deskClient;
  if (claimsOfClient(id) === undefined) return undefined;
  return isSystem(id) ? systemClient(id, systemKey) : secretClient(id);
};

/** Where the provider finds its clients (they are written in a file) and keeps what passes. */
export const createLocalAdapter = (
  systemKey: JWK,
  store: PassingStore = createPassingStore(),
): ((model: string) => Adapter) => {
  return (model) => ({
    ...store(model),
    ...(model === "Client" ? { find: async (id: string) => findClient(id, systemKey) } : {}),
  });
};
