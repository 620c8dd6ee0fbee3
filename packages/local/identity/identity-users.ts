import { REGIONS } from "#packages/domain/regions.ts";
import { regionInfo } from "#packages/geography/regions.ts";
import { claimsOfClient, IDENTITY_CLIENTS, type IdentityClaims } from "./identity-clients.ts";

/** Somebody who can sign in here. The name is that of a function: nobody is invented. */
export type IdentityUser = {
  /** Becomes `sub` of the tokens. */
  readonly subject: string;
  readonly name: string;
  readonly claims: IdentityClaims;
};

/** Users as the sign-in page shows them. */
export type UserGroup = { readonly name: string; readonly users: readonly IdentityUser[] };

const user = (subject: string, name: string, claims: IdentityClaims): IdentityUser => ({
  subject,
  name,
  claims,
});

const ofClient = (id: string, name: string): IdentityUser => user(`gebruiker-${id}`, name, claimsOf(id));

const claimsOf = (id: string): IdentityClaims => {
  const claims = IDENTITY_CLIENTS[id];
  if (claims === undefined) throw new RangeError(`there is no client ${id}`);
  return claims;
};

const NATIONAL: UserGroup = {
  name: "Landelijk",
  users: [
    ofClient("national-point", "Medewerker landelijk werkgeversservicepunt"),
    ofClient("steering-group", "Lid landelijke stuurgroep"),
    ofClient("cashier", "Medewerker kassier UWV"),
    ofClient("auditor", "Auditor"),
    ofClient("administrator", "Beheerder"),
  ],
};

const PARTIES: UserGroup = {
  name: "Eerstverantwoordelijke partijen",
  users: [
    ofClient("responsible-party-uwv", "Adviseur UWV"),
    ofClient("responsible-party-municipality", "Klantmanager gemeente"),
    ofClient("responsible-party-zaanstad", "Klantmanager gemeente Zaanstad"),
    ofClient("responsible-party-social-partners", "Adviseur sociale partners"),
  ],
};

const EMPLOYERS: UserGroup = {
  name: "Werkgevers en sectoren",
  users: [
    ofClient("employer", "Personeelszaken bedrijf 90000001"),
    ofClient("employer-2", "Personeelszaken bedrijf 90000002"),
    ofClient("national-employer", "Personeelszaken bedrijf 90000003 (landelijk)"),
    ofClient("sector-organisation", "Medewerker sectororganisatie (sector I)"),
  ],
};

/** Two members to a team, since one has to see that the other has claimed something; and who chairs it. */
const TEAMS: readonly UserGroup[] = REGIONS.map((region) => {
  const code = region.toLowerCase();
  return {
    name: `Team ${region}, ${regionInfo(region).name}`,
    users: [
      user(`medewerker-${code}`, `Medewerker team ${region}`, { role: "team", region }),
      user(`medewerker-2-${code}`, `Tweede medewerker team ${region}`, { role: "team", region }),
      user(`coordinator-${code}`, `Coördinator team ${region}`, { role: "coordinator", region }),
    ],
  };
});

/** Everybody who can sign in at the local provider, for development only; every role has somebody. */
export const IDENTITY_USERS: readonly UserGroup[] = [NATIONAL, PARTIES, EMPLOYERS, ...TEAMS];

const bySubject = new Map(
  IDENTITY_USERS.flatMap(({ users }) => users).map((each) => [each.subject, each] as const),
);

const EXAMPLE_FIRM = /^gebruiker-(employer-9000[0-9]{4})$/;

/** A user of the list, or of an example firm by its number (`gebruiker-employer-90001234`); undefined when there is none. */
export const identityUser = (subject: string): IdentityUser | undefined => {
  const known = bySubject.get(subject);
  if (known !== undefined) return known;
  const client = EXAMPLE_FIRM.exec(subject)?.[1];
  const claims = client === undefined ? undefined : claimsOfClient(client);
  return claims && user(subject, `Personeelszaken bedrijf ${claims.kvkNumber}`, claims);
};
