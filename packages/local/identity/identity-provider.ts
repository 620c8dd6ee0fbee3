import { createServer } from "node:http";
import { Provider } from "oidc-provider";
import { closeServer, listen } from "../http/listening.ts";
import { identityKeys } from "./identity-keys.ts";
import { providerSettings } from "./provider-settings.ts";
import { serveSignIn } from "./sign-in.ts";

/** The local OpenID provider. */
export type IdentityProvider = { readonly issuer: string; stop(): Promise<void> };

/** Starts the provider; its keys are kept in the data directory, so that a restart leaves tokens good. */
export const startIdentityProvider = async (dataDir: string, port: number): Promise<IdentityProvider> => {
  const issuer = `http://127.0.0.1:${port}`;
  const keys = await identityKeys(dataDir);
  const provider = new Provider(issuer, { ...providerSettings(keys), jwks: { keys: keys.keys } });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    serveSignIn(provider, request, response)
      .then((served) => (served ? undefined : answer(request, response)))
      .catch(() => response.writeHead(500).end());
  });
  await listen(server, port, "the OpenID provider");
  return { issuer, stop: () => closeServer(server) };
};
