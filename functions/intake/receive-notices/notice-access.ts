import type * as z from "zod";
import type { Caller } from "#packages/api/caller.ts";
import { Problem } from "#packages/api/problem.ts";
import { NotFound } from "#packages/domain/errors.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Employer } from "#packages/domain/vacancy.ts";
import { find } from "#packages/store/documents.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import type { Deps } from "./deps.ts";

type Filed = { readonly employer: z.infer<typeof Employer> };

const refused = (pointer: string, detail: string): Problem =>
  new Problem("not-allowed", "The token is for another firm or sector.", { errors: [{ pointer, detail }] });

/**
 * As whom the caller files a notice for that firm. Throws a Problem (403) for another firm than the employer's own, or
 * a firm outside the sector organisation's sector (B4).
 */
export const filesFor = (
  { actor, kvkNumber, sector }: Caller,
  { employer }: Filed,
): SurplusNotice["filer"] => {
  if (actor.role === "sector-organisation" && sector !== undefined) {
    if (employer.sector !== sector) throw refused("/employer/sector", "must be the sector of the token");
    return { role: "sector-organisation", sector };
  }
  if (employer.kvkNumber !== kvkNumber)
    throw refused("/employer/kvkNumber", "must be the number of the token");
  return { role: "employer" };
};

/** Whose references those of the caller are; the same as `filerOf` of the notices that the caller files. */
export const ownerOfReference = ({ actor, kvkNumber, sector }: Caller): string =>
  actor.role === "sector-organisation" ? `SECTOR-${sector}` : `${kvkNumber}`;

const sees = ({ actor, kvkNumber, sector }: Caller, { filer, employer }: SurplusNotice): boolean => {
  if (actor.role === "sector-organisation") return filer.role === actor.role && filer.sector === sector;
  if (actor.role === "employer") return filer.role === actor.role && employer.kvkNumber === kvkNumber;
  return true;
};

/** The notice, when there is one and the caller may see it: its filer, or an administrator. Throws NotFound. */
export const seenNotice = async ({ tables }: Deps, caller: Caller, id: string): Promise<SurplusNotice> => {
  const notice = await find(tables.platform, surplusNotices, id);
  if (notice === undefined || !sees(caller, notice)) throw new NotFound(id);
  return notice;
};
