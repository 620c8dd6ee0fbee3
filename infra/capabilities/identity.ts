import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolEmail,
  UserPoolGroup,
  UserPoolOperation,
  type UserPoolResourceServer,
} from "aws-cdk-lib/aws-cognito";
import { Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import { TokenRole } from "#packages/policy/token-claims.ts";
import { PlatformFunction } from "../constructs/platform-function.ts";
import { StageStack } from "../stage-stack.ts";
import type { PeopleIssuer, UserPoolSignIn } from "../stages.ts";

/** Where people come back to after signing in and out (packages/desk/frame/identity.ts). */
const RETURN_PATH = "/aanmelden/terug";

/** The scope of the API as a user pool names it: resource server and scope. The token says `overstap`. */
const RESOURCE_SERVER = "overstap";
const SCOPE = "api";
const POOL_SCOPE = `${RESOURCE_SERVER}/${SCOPE}`;

/** On behalf of whom somebody acts; the longest of each as the domain reads it. */
const BOUND_TO = { region: 4, party: 40, kvkNumber: 8, sector: 1, municipality: 6 } as const;

/** A stage signs people in by itself, and does not say where its pages are. */
export class PagesHaveNoAddress extends Error {
  override readonly name = "PagesHaveNoAddress";
}

/**
 * Signs people in where a stage names no issuer of its own: a user pool with hosted pages, a second factor for everybody,
 * groups for the roles, and a public client for the desk with code and PKCE (decision 0039). Accounts are made by
 * administrators; nobody can sign up, and nobody can write what their own account says of them.
 */
export class Identity extends Construct {
  /** As the rest of the platform knows it: an issuer like any other. */
  readonly issuer: PeopleIssuer;

  constructor(scope: Construct, id: string, signIn: UserPoolSignIn) {
    super(scope, id);
    const pool = this.#pool(signIn);
    for (const role of TokenRole.options)
      new UserPoolGroup(this, `Role-${role}`, { userPool: pool, groupName: role });
    this.#shapeTokens(pool);
    const server = pool.addResourceServer("Api", {
      identifier: RESOURCE_SERVER,
      userPoolResourceServerName: "Overstap",
      scopes: [apiScope],
    });
    const desk = this.#desk(pool, server);
    const { region } = StageStack.around(this);
    this.issuer = {
      issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`,
      // Access tokens of a user pool have no `aud`: the gateway takes `client_id` in its place.
      audience: desk.userPoolClientId,
      deskClient: desk.userPoolClientId,
      deskScope: `openid ${POOL_SCOPE}`,
    };
  }

  #pool({ mailFrom }: UserPoolSignIn): UserPool {
    const stack = StageStack.around(this);
    const { keepData, account } = stack.surroundings.settings;
    const pool = new UserPool(this, "People", {
      userPoolName: "overstap",
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true }, fullname: { mutable: true } },
      customAttributes: Object.fromEntries(
        Object.entries(BOUND_TO).map(([name, maxLen]) => [
          name,
          new StringAttribute({ minLen: 0, maxLen, mutable: true }),
        ]),
      ),
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
        passwordHistorySize: 5,
      },
      // An app that shows codes; messages to a phone can be diverted, and cost a role with rights to send them.
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      ...(mailFrom === undefined
        ? {}
        : { email: UserPoolEmail.withSES({ fromEmail: mailFrom, sesRegion: stack.region }) }),
      deletionProtection: keepData,
      removalPolicy: stack.removalPolicy,
    });
    pool.addDomain("Pages", {
      cognitoDomain: { domainPrefix: `overstap-${account}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    return pool;
  }

  #shapeTokens(pool: UserPool): void {
    const { fn } = new PlatformFunction(this, "ShapeTokens", {
      entry: "identity/shape-tokens",
      impact: "Nobody can sign in to the pages.",
      memory: 256,
      // The user pool waits for five seconds and no longer.
      timeout: Duration.seconds(5),
      environment: { POOL_SCOPE },
    });
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, fn, LambdaVersion.V2_0);
  }

  #desk(pool: UserPool, server: UserPoolResourceServer): UserPoolClient {
    const { deskUrl } = StageStack.around(this).surroundings.settings;
    if (deskUrl === undefined)
      throw new PagesHaveNoAddress("a stage that signs people in with a user pool names its deskUrl");
    const client = pool.addClient("Desk", {
      userPoolClientName: "desk",
      // What the desk proves itself by is the code challenge; a secret would have to be kept somewhere.
      generateSecret: false,
      // Passwords are typed on the hosted pages only: no client may take one.
      authFlows: {
        userPassword: false,
        userSrp: false,
        custom: false,
        adminUserPassword: false,
        user: false,
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        scopes: [OAuthScope.OPENID, OAuthScope.resourceServer(server, apiScope)],
        callbackUrls: [`${deskUrl}${RETURN_PATH}`],
        logoutUrls: [`${deskUrl}/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // The hosted pages remember somebody for an hour. Tokens stay on the server, and the desk's session ends by itself.
      accessTokenValidity: Duration.hours(4),
      idTokenValidity: Duration.hours(4),
      // Not used by the desk; it may not end before the others.
      refreshTokenValidity: Duration.hours(5),
      // The pages show a name and need no address; what an account may do, it cannot write.
      readAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
    new CfnManagedLoginBranding(this, "Look", {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    return client;
  }
}

const apiScope = new ResourceServerScope({
  scopeName: SCOPE,
  scopeDescription: "Ask the API of Overstap on behalf of whoever is signed in",
});
