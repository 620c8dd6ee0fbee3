import type { RegionCode } from "#packages/domain/regions.ts";
import { REGIONS } from "#packages/domain/regions.ts";

/** Who signs tokens, and for whom they must be meant. */
export type TokenIssuer = { readonly issuer: string; readonly audience: string };

/** An OpenID provider for people, and as which client and with which scopes the desk asks it. */
export type PeopleIssuer = TokenIssuer & { readonly deskClient: string; readonly deskScope: string };

/** Signing people in with a user pool of the stage's own. */
export type UserPoolSignIn = {
  readonly kind: "user-pool";
  /** Address at a domain that SES knows; without it Cognito sends its mails itself, some fifty a day. */
  readonly mailFrom?: string;
};

/** How people sign in: at an issuer that exists, or at a user pool that the stage makes (decision 0039). */
export type SignIn = (PeopleIssuer & { readonly kind: "issuer" }) | UserPoolSignIn;

/**
 * What differs between one deployment and the next. Constructs read these settings and never ask which
 * stage they are in, so that what was accepted is what goes to production.
 */
export type StageSettings = {
  /** AWS account number, explicit so that synthesis needs no credentials. */
  readonly account: string;
  readonly awsRegion: "eu-west-1" | "eu-central-1";
  readonly signIn: SignIn;
  /** Who signs the tokens of systems, where that is another than signs people's; they then get a door of their own. */
  readonly systems?: TokenIssuer;
  /** Where people find the pages, as "https://overstap.example"; without it, at the API's own address. */
  readonly deskUrl?: string;
  /** Origins of browsers that may call the API. */
  readonly corsOrigins: readonly string[];
  readonly logRetentionDays: 7 | 30 | 90;
  readonly logLevel: "DEBUG" | "INFO";
  /** SNS topic that tells people about alarms; without it they are only shown. */
  readonly alarmTopicArn?: string;
  /** Regions whose team reads its queue with a system of its own; `delivery/receive-proposals` reads the rest. */
  readonly regionsWithOwnSystem: readonly RegionCode[];
  /** AWS principal that may read a region's queues; a region that is not named gets a role of this account. */
  readonly teamPrincipals: Partial<Record<RegionCode, string>>;
  /** Real stages keep their tables when a stack goes, and refuse to drop them. */
  readonly keepData: boolean;
  /** Requests per second that the API accepts before it answers 429, and how many at once. */
  readonly throttle: { readonly rate: number; readonly burst: number };
};

const without = (...regions: readonly RegionCode[]): RegionCode[] =>
  REGIONS.filter((region) => !regions.includes(region));

/** Both forms are shown on one machine: three desks without a system of their own, the others with one. */
const MIXED = without("AM01", "AM24", "AM30");

const AUDIENCE = "overstap-api";

const realStage = {
  awsRegion: "eu-central-1",
  signIn: { kind: "user-pool" },
  logRetentionDays: 90,
  logLevel: "INFO",
  teamPrincipals: {},
  keepData: true,
  throttle: { rate: 200, burst: 400 },
} as const;

/** A client of its own name, and the scope by the platform's name: what the local provider has, and others can be given. */
const DESK = { deskClient: "desk", deskScope: "openid overstap" } as const;

/** The address of the OpenID provider that the local runner starts, unless LOCAL_ISSUER names another. */
const localIssuer = (env: Readonly<Record<string, string | undefined>>): string =>
  env["LOCAL_ISSUER"] ?? "http://127.0.0.1:4601";

/**
 * Account numbers and addresses of the real stages are AWS's and IANA's for documentation: whoever
 * deploys writes their own here first (infra/README.md, "Deploy"); the CDK refuses to deploy to another account.
 */
export const stages = (env: Readonly<Record<string, string | undefined>>) =>
  ({
    local: {
      ...realStage,
      account: "000000000000",
      awsRegion: "eu-west-1",
      signIn: { kind: "issuer", issuer: localIssuer(env), audience: AUDIENCE, ...DESK },
      corsOrigins: ["http://127.0.0.1:4600", "http://localhost:4600"],
      logRetentionDays: 7,
      logLevel: "INFO",
      regionsWithOwnSystem: MIXED,
      keepData: false,
    },
    test: {
      ...realStage,
      account: "111122223333",
      systems: { issuer: "https://systems.test.overstap.example", audience: AUDIENCE },
      corsOrigins: ["https://test.overstap.example"],
      deskUrl: "https://test.overstap.example",
      logRetentionDays: 30,
      logLevel: "DEBUG",
      regionsWithOwnSystem: MIXED,
    },
    acceptance: {
      ...realStage,
      account: "444455556666",
      corsOrigins: ["https://acceptance.overstap.example"],
      deskUrl: "https://acceptance.overstap.example",
      regionsWithOwnSystem: [],
    },
    production: {
      ...realStage,
      account: "777788889999",
      corsOrigins: ["https://overstap.example"],
      deskUrl: "https://overstap.example",
      regionsWithOwnSystem: [],
    },
  }) satisfies Record<string, StageSettings>;

export type StageName = keyof ReturnType<typeof stages>;

/** Settings of the named stage; a name that is not in the record is an error that lists those that are. */
export const stageNamed = (
  name: string,
  env: Readonly<Record<string, string | undefined>> = {},
): StageSettings => {
  const known: Readonly<Record<string, StageSettings>> = stages(env);
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found === undefined) {
    throw new UnknownStage(`stage "${name}" is unknown; choose one of ${Object.keys(known).join(", ")}`);
  }
  return found;
};

export class UnknownStage extends Error {
  override readonly name = "UnknownStage";
}
