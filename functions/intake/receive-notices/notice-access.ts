import type { Context } from "hono";
import type * as z from "zod";
import { mayAbout, seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { Problem } from "#packages/api/problem.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Employer } from "#packages/domain/vacancy.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { noticeResource } from "#packages/policy/resources.ts";
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
export const filesFor = (c: Context<ApiEnv>, { employer }: Filed): SurplusNotice["filer"] => {
  if (c.var.access?.relation === "own-sector") {
    const { sector } = employer;
    if (sector === undefined || !mayAbout(c, { sectors: [sector] }))
      throw refused("/employer/sector", "must be the sector of the token");
    return { role: "sector-organisation", sector };
  }
  if (!mayAbout(c, { firms: [employer.kvkNumber] }))
    throw refused("/employer/kvkNumber", "must be the number of the token");
  return { role: "employer" };
};

/** Whose references those of the caller are; the same as `filerOf` of the notices that the caller files. */
export const ownerOfReference = ({ actor, kvkNumber, sector }: Caller): string =>
  actor.role === "sector-organisation" ? `SECTOR-${sector}` : `${kvkNumber}`;

/** The notice, when there is one and the caller may see it: its filer, or an administrator. Throws NotFound. */
export const seenNotice = async (c: Context<ApiEnv>, { tables }: Deps, id: string): Promise<SurplusNotice> =>
  seen(c, await find(tables.platform, surplusNotices, id), noticeResource, id);
