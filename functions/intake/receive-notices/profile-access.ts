import type { Context } from "hono";
import { seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { Problem } from "#packages/api/problem.ts";
import { NotFound } from "#packages/domain/errors.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Person } from "#packages/domain/person.ts";
import type { ResponsibleParty } from "#packages/domain/situation.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { mayRead } from "#packages/policy/parts.ts";
import { profileResource } from "#packages/policy/resources.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { people } from "#packages/store/persons-table.ts";
import type { Deps } from "./deps.ts";

/** The profile, when there is one and the caller may see it. Throws NotFound; a Problem (410) when it was erased. */
export const seenProfile = async (
  c: Context<ApiEnv>,
  { tables }: Deps,
  id: string,
): Promise<MarketProfile> => {
  const profile = seen(c, await find(tables.platform, marketProfiles, id), profileResource, id);
  if (profile.erasedAt !== undefined) throw new Problem("gone", `It was erased at ${profile.erasedAt}.`);
  return profile;
};

/**
 * The profile without what only its party is to know (S4): by its own reference, and the file in which it came, a party
 * knows somebody, and others are not to.
 */
export const shownTo = (caller: Caller, profile: MarketProfile): MarketProfile => {
  if (mayRead("profile-reference", caller, profileResource(profile))) return profile;
  const { reference: _reference, importId: _importId, ...anonymous } = profile;
  return anonymous;
};

/** The person behind a profile. Throws NotFound when the person's part is no longer there. */
export const personBehind = async ({ tables }: Deps, { jobSeekerId }: MarketProfile): Promise<Person> => {
  const person = await find(tables.persons, people, jobSeekerId);
  if (person === undefined) throw new NotFound(jobSeekerId);
  return person;
};

/** The party that the token is for; `allow` lets no token of a party without one come here. */
export const partyOf = ({ actor }: Caller): ResponsibleParty => {
  if (actor.party === undefined) throw new Problem("not-allowed", "The token names no responsible party.");
  return actor.party;
};
