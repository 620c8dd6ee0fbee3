import type { Context } from "hono";
import type * as z from "zod";
import { seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { Problem } from "#packages/api/problem.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Employer } from "#packages/domain/vacancy.ts";
import { filerFor } from "#packages/policy/filing.ts";
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
  const { access } = c.var;
  const filer = access && filerFor(access, employer);
  if (filer !== undefined) return filer;
  throw access?.relation === "own-sector"
    ? refused("/employer/sector", "must be the sector of the token")
    : refused("/employer/kvkNumber", "must be the number of the token");
};

/** The notice, when there is one and the caller may see it: its filer, or an administrator. Throws NotFound. */
export const seenNotice = async (c: Context<ApiEnv>, { tables }: Deps, id: string): Promise<SurplusNotice> =>
  seen(c, await find(tables.platform, surplusNotices, id), noticeResource, id);
