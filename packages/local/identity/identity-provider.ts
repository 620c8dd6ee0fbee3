import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";
import * as z from "zod";
import { closeServer, listen } from "../http/listening.ts";
import { providerSettings } from "./provider-settings.ts";
import { serveSignIn } from "./sign-in.ts";

/** The local OpenID provider. */
export type IdentityProvider = { readonly issuer: string; stop(): Promise<void> };

const Keys = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })).min(1),
  cookieKeys: z.array(z.string()).min(1),
});
type Keys = z.infer<typeof Keys>;

/** Starts the provider; its keys are kept in the data directory, so that a restart leaves tokens good. */
export const startIdentityProvider = async (dataDir: string, port: number): Promise<IdentityProvider> => {
  const issuer = `http://127.0.0.1:${port}`;
  const { keys, cookieKeys } = await keysOf(join(dataDir, "identity"));
  const provider = new Provider(issuer, { ...providerSettings(cookieKeys), jwks: { keys } });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    serveSignIn(provider, request, response)
      .then((served) => (served ? undefined : answer(request, response)))
      .catch(() => response.writeHead(500).end());
  });
  await listen(server, port, "the OpenID provider");
  return { issuer, stop: () => closeServer(server) };
};

const keysOf = async (directory: string): Promise<Keys> => {
  const file = join(directory, "keys.json");
  if (existsSync(file)) return Keys.parse(JSON.parse(readFileSync(file, "utf8")));
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const kid = randomBytes(8).toString("hex");
  const key = { ...(await exportJWK(privateKey)), kid, alg: "RS256", use: "sig" };
  const made = Keys.parse({ keys: [key], cookieKeys: [randomBytes(32).toString("hex")] });
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
};
