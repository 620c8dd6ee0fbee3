import { isOfTeam } from "#packages/domain/actor.ts";
import type { Coupling, CouplingParty } from "#packages/domain/coupling.ts";
import type { Caller } from "./caller.ts";

/**
 * As which party the caller answers to a coupling; undefined for those who only see it: the team of the region where
 * the work is follows, the team where the staff is answers (B1).
 */
export const couplingPartyOf = (
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
