import { Problem } from "#packages/api/problem.ts";
import { isOfTeam } from "#packages/domain/actor.ts";
import type { Coupling, CouplingParty } from "#packages/domain/coupling.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { couplingPartyOf } from "#packages/policy/coupling-party.ts";
import { couplingLists } from "#packages/store/couplings.ts";

/** The party for which the caller answers. Throws a Problem (403) for who only sees it. */
export const partyFor = (caller: Caller, coupling: Coupling): CouplingParty => {
  const party = couplingPartyOf(caller, coupling);
  if (party === undefined)
    throw new Problem("not-allowed", "The team of the region where the staff is answers for the teams.");
  return party;
};

/** The list of couplings that is the caller's own. Throws a Problem (403) when the token names none. */
export const listOf = ({ actor, kvkNumber, sector }: Caller): string => {
  if (isOfTeam(actor.role) && actor.region !== undefined) return couplingLists.ofRegion(actor.region);
  if (actor.role === "sector-organisation" && sector !== undefined) return couplingLists.ofSector(sector);
  if (kvkNumber !== undefined) return couplingLists.ofFirm(kvkNumber);
  throw new Problem("not-allowed", "The token does not say whose couplings.");
};
