import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import * as z from "zod";

const Key = z.looseObject({ kid: z.string(), kty: z.string() });

/** Keys of the local provider, kept in the data directory: a restart leaves tokens good. */
const Keys = z.object({
  /** With which the provider signs tokens. */
  keys: z.array(Key).min(1),
  cookieKeys: z.array(z.string()).min(1),
  /** With which systems sign their assertions: one for all of them, private, for development only. */
  systemKey: Key.optional(),
});
export type IdentityKeys = z.infer<typeof Keys> & { readonly systemKey: JWK };

const newKey = async () => {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const kid = randomBytes(8).toString("hex");
  return Key.parse({ ...(await exportJWK(privateKey)), kid, alg: "RS256", use: "sig" });
};

const fileIn = (dataDir: string): string => join(dataDir, "identity", "keys.json");

const readKeys = (file: string) =>
  existsSync(file) ? Keys.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;

/** The keys of the data directory; made when they are not there. */
export const identityKeys = async (dataDir: string): Promise<IdentityKeys> => {
  const file = fileIn(dataDir);
  const before = readKeys(file);
  if (before?.systemKey !== undefined) return { ...before, systemKey: before.systemKey };
  const made = {
    ...(before ?? { keys: [await newKey()], cookieKeys: [randomBytes(32).toString("hex")] }),
    systemKey: await newKey(),
  };
  mkdirSync(join(dataDir, "identity"), { recursive: true });
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
};

/** The key with which systems sign here; undefined where no provider has run yet. */
export const systemKeyIn = (dataDir: string): JWK | undefined => readKeys(fileIn(dataDir))?.systemKey;

/** What others may know of a key of RSA. */
export const publicPart = ({ kty, n, e, kid }: JWK): JWK => {
  if (kty !== "RSA" || n === undefined || e === undefined)
    throw new TypeError("the key of systems is not RSA");
  return { kty, n, e, ...(kid === undefined ? {} : { kid }), use: "sig" };
};
