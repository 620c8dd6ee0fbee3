import type { Caller } from "#packages/api/caller.ts";
import { Problem } from "#packages/api/problem.ts";
import { isOfTeam } from "#packages/domain/actor.ts";
import type { Coupling, CouplingParty } from "#packages/domain/coupling.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { couplingLists } from "#packages/store/couplings.ts";

/** As which party the caller may answer; undefined for those who only see it. */
export const partyOf = (
  { actor, kvkNumber, sector }: Caller,
  { fromFirm, toFirm, filedBy, fromRegion }: Coupling,
): CouplingParty | undefined => {
  if (isOfTeam(actor.role)) return actor.region === fromRegion ? "team" : undefined;
  if (actor.role === "sector-organisation")
    return filedBy !== undefined && filedBy === sector ? "from-firm" : undefined;
  if (actor.role !== "employer") return undefined;
  if (kvkNumber === fromFirm) return "from-firm";
  return kvkNumber === toFirm ? "to-firm" : undefined;
};

/** Firms of either side, who filed, teams of either region (B1: both see it), and administrators. */
const sees = (caller: Caller, coupling: Coupling): boolean => {
  const { role, region } = caller.actor;
  return (
    role === "administrator" ||
    partyOf(caller, coupling) !== undefined ||
    (isOfTeam(role) && region === coupling.toRegion)
  );
};

/** The coupling, when there is one and the caller may see it. Throws NotFound: to others it does not exist. */
export const seen = (caller: Caller, coupling: Coupling | undefined, id: string): Coupling => {
  if (coupling === undefined || !sees(caller, coupling)) throw new NotFound(`coupling ${id}`);
  return coupling;
};

/** The party for which the caller answers. Throws a Problem (403) for who only sees it. */
export const partyFor = (caller: Caller, coupling: Coupling): CouplingParty => {
  const party = partyOf(caller, coupling);
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
