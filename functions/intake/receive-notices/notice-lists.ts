import type { Context } from "hono";
import { seenPage } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { invalidInput } from "#packages/api/problem.ts";
import { listSurplusNoticesRoute } from "#packages/api/routes/surplus-notices.ts";
import { ownerOfReference } from "#packages/policy/filing.ts";
import { noticeResource } from "#packages/policy/resources.ts";
import { lists } from "#packages/store/keys.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { readList } from "#packages/store/pages.ts";
import type { Deps } from "./deps.ts";

type Asked = { readonly employer?: string | undefined; readonly sector?: string | undefined };

/** Whose notices: filers get their own, whatever they ask; others name whose they want. */
const filerAsked = ({ var: { caller, access } }: Context<ApiEnv>, { employer, sector }: Asked): string => {
  if (access?.relation !== "published") return ownerOfReference(caller);
  if ((employer === undefined) === (sector === undefined))
    throw invalidInput([{ parameter: "employer", detail: "or sector is needed, one of the two" }]);
  return employer ?? `SECTOR-${sector}`;
};

/** Lists of notices by their filer. */
export const serveNoticeLists = (api: ReturnType<typeof createApi>, { tables }: Deps): void => {
  api.openapi(listSurplusNoticesRoute, async (c) => {
    const query = c.req.valid("query");
    const filer = filerAsked(c, query);
    const list = `surplus-notices ${filer}`;
    const { listPk } = lists.ofFiler(filer, "", "");
    const page = await readList(tables.platform, surplusNotices, [listPk.S], pageAsked(query, list));
    return answerPage(c, seenPage(c, page, noticeResource), list);
  });
};
