import { REGIONS } from "#packages/domain/regions.ts";
import type { CallerRole } from "#packages/policy/operations.ts";

/** Claims that tell the platform who is asking; all of them text. */
export type IdentityClaims = {
  readonly role: CallerRole;
  readonly kvkNumber?: string;
  readonly sector?: string;
  readonly party?: string;
  readonly region?: string;
  readonly municipality?: string;
};

/**
 * The clients of the local OpenID provider, by id: one for each kind of user, with the claims of its tokens.
 * For development only; the chamber of commerce numbers belong to no firm.
 */
export const IDENTITY_CLIENTS: Readonly<Record<string, IdentityClaims>> = {
  employer: { role: "employer", kvkNumber: "90000001" },
  "employer-2": { role: "employer", kvkNumber: "90000002" },
  "national-employer": { role: "employer", kvkNumber: "90000003" },
  "sector-organisation": { role: "sector-organisation", sector: "I" },
  "responsible-party-uwv": { role: "responsible-party", party: "uwv" },
  "responsible-party-municipality": { role: "responsible-party", party: "municipality" },
  "responsible-party-zaanstad": {
    role: "responsible-party",
    party: "municipality",
    region: "AM17",
    municipality: "GM0479",
  },
  "responsible-party-social-partners": { role: "responsible-party", party: "social-partners" },
  ...Object.fromEntries(
    REGIONS.map((region) => [`team-${region.toLowerCase()}`, { role: "team", region } as const]),
  ),
  ...Object.fromEntries(
    REGIONS.map((region) => [
      `coordinator-${region.toLowerCase()}`,
      { role: "coordinator", region } as const,
    ]),
  ),
  "national-point": { role: "national-point" },
  cashier: { role: "cashier" },
  "steering-group": { role: "steering-group" },
  auditor: { role: "auditor" },
  administrator: { role: "administrator" },
};

/** `system-team-am17` is the client `team-am17` with a key in place of a secret. */
const SYSTEM = "system-";
export const isSystem = (clientId: string): boolean => clientId.startsWith(SYSTEM);

/** Numbers of the example firms of the samples: each may have a client of its own, `employer-90001234`. */
const EXAMPLE_FIRM = /^employer-(9000[0-9]{4})$/;

/** The claims of a client: one of the list, or of an example firm by its number, each with a secret or as a system; undefined when there is none. */
export const claimsOfClient = (asked: string): IdentityClaims | undefined => {
  const clientId = isSystem(asked) ? asked.slice(SYSTEM.length) : asked;
  if (Object.hasOwn(IDENTITY_CLIENTS, clientId)) return IDENTITY_CLIENTS[clientId];
  const kvkNumber = EXAMPLE_FIRM.exec(clientId)?.[1];
  return kvkNumber === undefined ? undefined : { role: "employer", kvkNumber };
};

/** The secret of a local client. It keeps nobody out: it is there because the protocol wants one. */
export const localSecretOf = (clientId: string): string => `${clientId}-secret`;

/** For whom the tokens are, and the scope that the API asks for. */
export const TOKEN_AUDIENCE = "overstap-api";
export const TOKEN_SCOPE = "overstap";

/** The public client through which people sign in: the desk. */
export const DESK_CLIENT = "desk";

/** Addresses of the desk on this machine; of any port, see local-adapter.ts. */
export const deskRedirects = (path: string): string[] => [
  `http://127.0.0.1${path}`,
  `http://localhost${path}`,
];
