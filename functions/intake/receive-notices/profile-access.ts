import type { Caller } from "#packages/api/caller.ts";
import { Problem } from "#packages/api/problem.ts";
import { isOfTeam } from "#packages/domain/actor.ts";
import { consents } from "#packages/domain/consent.ts";
import { NotFound } from "#packages/domain/errors.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Person } from "#packages/domain/person.ts";
import type { ResponsibleParty } from "#packages/domain/situation.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { people } from "#packages/store/persons-table.ts";
import type { Deps } from "./deps.ts";

/** S4: without consent a profile is invisible to all but the party that is responsible for it. */
const isVisible = ({ status, consents: given }: MarketProfile): boolean =>
  status !== "withdrawn" && consents(given, "matching");

/** Whether the caller may see that the profile exists. */
const sees = ({ actor }: Caller, profile: MarketProfile): boolean => {
  const { region, responsible } = profile;
  if (actor.role === "responsible-party")
    return actor.party === responsible && (actor.region === undefined || actor.region === region);
  if (isOfTeam(actor.role)) return actor.region === region && isVisible(profile);
  return true;
};

/** The profile, when there is one and the caller may see it. Throws NotFound. */
export const seenProfile = async ({ tables }: Deps, caller: Caller, id: string): Promise<MarketProfile> => {
  const profile = await find(tables.platform, marketProfiles, id);
  if (profile === undefined || !sees(caller, profile)) throw new NotFound(id);
  return profile;
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
