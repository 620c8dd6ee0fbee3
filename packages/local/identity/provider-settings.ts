import {
  type Configuration,
  errors,
  type Grant,
  interactionPolicy,
  type KoaContextWithOIDC,
} from "oidc-provider";
import { claimsOfClient, DESK_CLIENT, TOKEN_AUDIENCE, TOKEN_SCOPE } from "./identity-clients.ts";
import { type IdentityKeys, publicPart } from "./identity-keys.ts";
import { identityUser } from "./identity-users.ts";
import { createLocalAdapter } from "./local-adapter.ts";
import { ASSERTION_SECONDS } from "./sign-assertion.ts";
import { signInPath } from "./sign-in.ts";
import { faultPage, PAGE_POLICY, signedOutPage, signOutPage } from "./sign-in-page.ts";

const HOUR = 3600;
/** The longest that a token lives. */
const TOKEN_SECONDS = HOUR;
/** A working day: who is signed in at the provider gets a next token without being asked again. */
const SESSION_SECONDS = 8 * HOUR;
const CODE_SECONDS = 60;
const SIGN_IN_SECONDS = 600;

const RESOURCE = "https://api.overstap.example";

const show = (ctx: KoaContextWithOIDC, html: string): void => {
  ctx.type = "html";
  ctx.set("content-security-policy", PAGE_POLICY);
  ctx.body = html;
};

/** There is one client for people, and it is the platform's own: nobody is asked for consent to it. */
const grantToDesk = async (ctx: KoaContextWithOIDC): Promise<Grant | undefined> => {
  const { client, session, provider } = ctx.oidc;
  if (client?.clientId !== DESK_CLIENT || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(DESK_CLIENT);
  const before = known === undefined ? undefined : await provider.Grant.find(known);
  if (before !== undefined) return before;
  const grant = new provider.Grant({ clientId: DESK_CLIENT, accountId: session.accountId });
  grant.addOIDCScope(`openid ${TOKEN_SCOPE}`);
  grant.addResourceScope(RESOURCE, TOKEN_SCOPE);
  await grant.save();
  return grant;
};

const signInOnly = () => {
  const policy = interactionPolicy.base();
  policy.remove("consent");
  return policy;
};

/** 128 bits of chance are 22 characters of base64url, or more of any other form. */
const SHORTEST_JTI = 22;

/** What the NL GOV profile asks of an assertion beyond RFC 7523: it is new, lives short, and cannot be guessed. */
const checkAssertion = async ({ iat, exp, jti }: Record<string, unknown>): Promise<void> => {
  if (typeof iat !== "number" || typeof exp !== "number" || exp - iat > ASSERTION_SECONDS)
    throw new errors.InvalidClient(`an assertion says iat, and lives ${ASSERTION_SECONDS} seconds at most`);
  if (typeof jti !== "string" || jti.length < SHORTEST_JTI)
    throw new errors.InvalidClient("jti must be of 128 bits of chance");
};

/** Settings of the local provider but for its signing keys: who may ask for what, for how long, and the pages. */
export const providerSettings = ({ cookieKeys, systemKey }: IdentityKeys): Configuration => ({
  adapter: createLocalAdapter(publicPart(systemKey)),
  // Cookies do not tell one port of this machine from another: these names are the provider's own.
  cookies: {
    keys: [...cookieKeys],
    names: { session: "identity-session", interaction: "identity-sign-in", resume: "identity-resume" },
  },
  scopes: ["openid", TOKEN_SCOPE],
  claims: {
    openid: ["sub"],
    [TOKEN_SCOPE]: ["name", "role", "region", "kvkNumber", "sector", "party", "municipality"],
  },
  // The desk shows who is signed in from the ID token, without asking once more.
  conformIdTokenClaims: false,
  responseTypes: ["code"],
  pkce: { required: () => true },
  ttl: {
    AccessToken: TOKEN_SECONDS,
    AuthorizationCode: CODE_SECONDS,
    ClientCredentials: TOKEN_SECONDS,
    Grant: SESSION_SECONDS,
    IdToken: TOKEN_SECONDS,
    Interaction: SIGN_IN_SECONDS,
    Session: SESSION_SECONDS,
  },
  clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
  enabledJWA: { clientAuthSigningAlgValues: ["RS256", "PS256"] },
  assertJwtClientAuthClaimsAndHeader: (_, claims) => checkAssertion(claims),
  interactions: { policy: signInOnly(), url: (_, { uid }) => signInPath(uid) },
  loadExistingGrant: grantToDesk,
  findAccount: (_, subject) => {
    const found = identityUser(subject);
    if (found === undefined) return undefined;
    return { accountId: subject, claims: () => ({ sub: subject, name: found.name, ...found.claims }) };
  },
  extraTokenClaims: (_, token) => {
    const subject = "accountId" in token ? token.accountId : undefined;
    return {
      ...(subject === undefined ? claimsOfClient(String(token.clientId)) : identityUser(subject)?.claims),
    };
  },
  renderError: (ctx, { error, error_description: detail = "" }) => show(ctx, faultPage(error, detail)),
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => show(ctx, signOutPage(form)),
      postLogoutSuccessSource: (ctx) => show(ctx, signedOutPage()),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: TOKEN_SCOPE,
        audience: TOKEN_AUDIENCE,
        accessTokenTTL: TOKEN_SECONDS,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
});
