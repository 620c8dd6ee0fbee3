import * as z from "zod";
import { Role } from "#packages/domain/actor.ts";
import { Sector } from "#packages/domain/conditions.ts";
import { KvkNumber } from "#packages/domain/ids.ts";
import { HomeMunicipality } from "#packages/domain/municipality.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { ResponsibleParty } from "#packages/domain/situation.ts";

/** The scope that a token must carry for the API. */
export const TOKEN_SCOPE = "overstap";

/** Roles that a token can name: nobody outside is the platform itself, and job seekers come with a personal session. */
export const TokenRole = Role.exclude(["system", "job-seeker"]);
export type TokenRole = z.infer<typeof TokenRole>;

/** What a token says of whoever holds it, beside `sub` and `scope`: a role, and on behalf of whom. */
export const RoleClaims = z.object({
  role: TokenRole,
  region: RegionCode.optional(),
  party: ResponsibleParty.optional(),
  kvkNumber: KvkNumber.optional(),
  sector: Sector.optional(),
  municipality: HomeMunicipality.optional(),
});
export type RoleClaims = z.infer<typeof RoleClaims>;

/** A claim that says on behalf of whom. */
export type BoundTo = Exclude<keyof RoleClaims, "role">;

/** Claims without which a role means nothing. */
export const NEEDED_CLAIM: Partial<Record<Role, BoundTo>> = {
  employer: "kvkNumber",
  "sector-organisation": "sector",
  "responsible-party": "party",
  team: "region",
  coordinator: "region",
};

/** Claims that narrow a role, and that it can do without: a party's people of one region, or of one municipality. */
const NARROWING: Partial<Record<Role, readonly BoundTo[]>> = {
  "responsible-party": ["region", "municipality"],
};

/** What a directory knows of somebody: the groups they are in, and texts by name. */
export type Account = {
  readonly groups: readonly string[];
  readonly attributes: Readonly<Partial<Record<BoundTo, string>>>;
};

/** Why an account says for nobody who they are: a code for the log, without what stands in the account. */
export type Unclear = "no-role" | "several-roles" | `without-${BoundTo}` | `wrong-${BoundTo}`;

type Outcome = { readonly claims: RoleClaims } | { readonly unclear: Unclear };

/** The one claim of that name as the domain reads it; undefined when the account has none. Wrong is not the same as none. */
const bound = (
  name: BoundTo | undefined,
  { attributes }: Account,
): Partial<RoleClaims> | "none" | "wrong" => {
  const given = name === undefined ? undefined : attributes[name];
  if (name === undefined || given === undefined || given === "") return "none";
  const read = RoleClaims.omit({ role: true }).safeParse({ [name]: given });
  return read.success ? read.data : "wrong";
};

/** What narrows the role, of what the account has of it; the name of the first that is not as the domain reads it. */
const narrowedBy = (role: TokenRole, account: Account): Partial<RoleClaims> | BoundTo => {
  const narrowed: Partial<RoleClaims> = {};
  for (const name of NARROWING[role] ?? []) {
    const given = bound(name, account);
    if (given === "wrong") return name;
    if (given !== "none") Object.assign(narrowed, given);
  }
  return narrowed;
};

const named = (role: TokenRole, account: Account): Outcome => {
  const needed = NEEDED_CLAIM[role];
  const own = bound(needed, account);
  if (needed !== undefined && typeof own === "string")
    return { unclear: own === "none" ? `without-${needed}` : `wrong-${needed}` };
  const narrowed = narrowedBy(role, account);
  if (typeof narrowed === "string") return { unclear: `wrong-${narrowed}` };
  return { claims: { role, ...(typeof own === "string" ? {} : own), ...narrowed } };
};

/**
 * The claims of an account: its one group that is a role, and of its attributes those that belong to that role. Deny by
 * default: without a role, with two, or without what the role needs, there are none.
 */
export const claimsOfAccount = (account: Account): Outcome => {
  const roles = account.groups.flatMap((group) => {
    const role = TokenRole.safeParse(group);
    return role.success ? [role.data] : [];
  });
  const [role, ...others] = roles;
  if (role === undefined) return { unclear: "no-role" };
  return others.length > 0 ? { unclear: "several-roles" } : named(role, account);
};
