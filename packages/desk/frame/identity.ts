import * as oidc from "openid-client";
import * as z from "zod";
import { Role } from "#packages/domain/actor.ts";
import type { SigningIn, User } from "./sessions.ts";

/** Signing in at the provider. The desk is a public client: what it proves itself by is the code challenge (PKCE). */
export type Identity = {
  /** Where to send the browser, and what to remember until it comes back. */
  begin(returnTo: string): Promise<{ readonly url: string; readonly signingIn: SigningIn }>;
  /** Who came back. Throws SignInFailed. */
  finish(cameBackTo: URL, signingIn: SigningIn): Promise<User>;
  /** Where somebody ends their session at the provider too; undefined where the provider has no such place. */
  endUrl(user: User | undefined): Promise<string | undefined>;
};

export class SignInFailed extends Error {
  override readonly name = "SignInFailed";
}

export type IdentitySettings = {
  readonly issuer: string;
  /** As whom the desk asks, and for what: `openid` and the scope of the API as the provider names it. */
  readonly client: string;
  readonly scope: string;
  readonly deskUrl: string;
  readonly now: () => Date;
};

export const RETURN_PATH = "/aanmelden/terug";

/** Claims of people, in the ID token and in the access token alike. */
const Claims = z.object({
  sub: z.string().min(1),
  role: Role.exclude(["system"]),
  name: z.string().optional(),
  kvkNumber: z.string().optional(),
  region: z.string().optional(),
  sector: z.string().optional(),
  party: z.string().optional(),
});

const payloadOf = (token: string): Record<string, unknown> => {
  const [, payload = ""] = token.split(".");
  return z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
};

/** Only a provider on this very machine may be spoken to without TLS. */
const isOnThisMachine = ({ protocol, hostname }: URL): boolean =>
  protocol === "http:" && hostname === "127.0.0.1";

const DEFAULT_LIFE_SECONDS = 300;

export const identityOf = ({ issuer, client, scope, deskUrl, now }: IdentitySettings): Identity => {
  let known: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    const url = new URL(issuer);
    known ??= oidc
      .discovery(url, client, undefined, oidc.None(), {
        execute: isOnThisMachine(url) ? [oidc.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    return known;
  };
  const userOf = (tokens: oidc.TokenEndpointResponse, claims: Record<string, unknown>): User => {
    const { sub: subject, ...rest } = Claims.parse({ ...payloadOf(tokens.access_token), ...claims });
    const seconds = tokens.expires_in ?? DEFAULT_LIFE_SECONDS;
    return {
      subject,
      ...rest,
      accessToken: tokens.access_token,
      tokenEndsAt: new Date(now().getTime() + seconds * 1000).toISOString(),
      ...(tokens.id_token === undefined ? {} : { idToken: tokens.id_token }),
    };
  };
  return {
    async begin(returnTo) {
      const signingIn = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        returnTo,
      };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${deskUrl}${RETURN_PATH}`,
        scope,
        state: signingIn.state,
        nonce: signingIn.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(signingIn.verifier),
        code_challenge_method: "S256",
      });
      return { url: url.href, signingIn };
    },
    async finish(cameBackTo, { state, nonce, verifier }) {
      try {
        const tokens = await oidc.authorizationCodeGrant(await configuration(), cameBackTo, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        return userOf(tokens, { ...tokens.claims() });
      } catch (cause) {
        throw new SignInFailed("the provider's answer could not be used", { cause });
      }
    },
    async endUrl(user) {
      const server = await configuration();
      if (server.serverMetadata().end_session_endpoint === undefined) return undefined;
      const hint = user?.idToken === undefined ? {} : { id_token_hint: user.idToken };
      const back = `${deskUrl}/`;
      // The second is Cognito's own word for it; who does not know a parameter has to ignore it.
      const where = { post_logout_redirect_uri: back, logout_uri: back };
      return oidc.buildEndSessionUrl(server, { ...where, ...hint }).href;
    },
  };
};
