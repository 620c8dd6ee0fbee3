import { accepts } from "hono/accepts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { findProposalRoute, listProposalsRoute } from "#packages/api/routes/delivery-proposals.ts";
import { etagOf } from "#packages/api/versions.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import { readColleagues } from "#packages/store/colleagues.ts";
import { find, findMany } from "#packages/store/documents.ts";
import { marketProfiles, proposals, vacancies } from "#packages/store/kinds.ts";
import { readReceipt } from "#packages/store/receipts.ts";
import type { Deps } from "./deps.ts";
import { proposalsShown } from "./on-record.ts";
import { checkOwnRegion, checkVisible } from "./own-region.ts";
import { readInbox } from "./read-inbox.ts";
import { detailOf, summaryOf } from "./views.ts";

const sidesOf = async ({ table }: Deps, { id, vacancyId, profileId }: Proposal) => {
  const [vacancy, profile, receipt] = await Promise.all([
    find(table, vacancies, vacancyId),
    find(table, marketProfiles, profileId),
    readReceipt(table, id),
  ]);
  return { vacancy, profile, receipt };
};

/** Proposals as a team reads them: in a list, and one by one. */
export const serveProposals = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { table } = deps;

  api.openapi(listProposalsRoute, async (c) => {
    const { code: region } = c.req.valid("param");
    const { limit, cursor, ...filters } = c.req.valid("query");
    const { actor } = c.var.caller;
    checkOwnRegion(c, region);
    const list = `proposals ${region} ${actor.subject} ${JSON.stringify(filters)}`;
    const now = deps.now();
    const page = await readInbox(table, { region, actor, now, filters }, pageAsked({ limit, cursor }, list));
    const ids = [...new Set(page.things.map(({ vacancyId }) => vacancyId))];
    const found = await findMany(table, vacancies, ids);
    const byId = new Map(ids.map((id, index) => [id, found[index]]));
    await proposalsShown(c, deps, "listProposals", page.things);
    return answerPage(c, page, list, (one) => summaryOf(one, byId.get(one.vacancyId), now));
  });

  api.openapi(findProposalRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { actor } = c.var.caller;
    const proposal = checkVisible(c, await find(table, proposals, id), id);
    const language =
      accepts(c, { header: "Accept-Language", supports: ["nl", "en"], default: "nl" }) === "en" ? "en" : "nl";
    const [sides, colleagues] = await Promise.all([
      sidesOf(deps, proposal),
      readColleagues(table, proposal.region, deps.now()),
    ]);
    await proposalsShown(c, deps, "findProposal", [proposal]);
    const reader = { actor, colleagues };
    return c.json(detailOf({ proposal, ...sides }, { ...deps, reader }, language), 200, {
      etag: etagOf(proposal.version),
      "content-language": language,
      vary: "Accept-Language",
    });
  });
};
