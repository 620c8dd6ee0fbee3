import type { Context } from "hono";
import { seenPage } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { invalidInput } from "#packages/api/problem.ts";
import { listMarketProfilesRoute } from "#packages/api/routes/market-profiles.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { ResponsibleParty } from "#packages/domain/situation.ts";
import { profileResource } from "#packages/policy/resources.ts";
import { lists } from "#packages/store/keys.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { type Page, type PageAsked, readList, readShardPage } from "#packages/store/pages.ts";
import type { Deps } from "./deps.ts";
import { shownTo } from "./profile-access.ts";
import { toldOf } from "./told.ts";

type Asked = { readonly region?: RegionCode | undefined; readonly party?: ResponsibleParty | undefined };
type Selection = { readonly region: RegionCode; readonly party?: ResponsibleParty | undefined };

/** Region and party of a token are never overruled by what is asked. */
const selectionOf = ({ var: { caller, access } }: Context<ApiEnv>, asked: Asked): Selection => {
  const { actor } = caller;
  const region = actor.region ?? asked.region;
  if (region === undefined) throw invalidInput([{ parameter: "region", detail: "is needed" }]);
  if (access?.relation === "own-party") return { region, party: actor.party };
  return access?.relation === "any" ? { region, party: asked.party } : { region };
};

const read = (
  { tables }: Deps,
  { region, party }: Selection,
  asked: PageAsked,
): Promise<Page<MarketProfile>> => {
  if (party === undefined)
    return readShardPage(tables.platform, marketProfiles, { side: "PROFILE", region }, asked);
  const { listPk } = lists.ofParty(party, region, "", "");
  return readList(tables.platform, marketProfiles, [listPk.S], asked);
};

/** Lists of profiles: a party's own in a region, or those of a region that may be matched. Never a person. */
export const serveProfileLists = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(listMarketProfilesRoute, async (c) => {
    const query = c.req.valid("query");
    const selection = selectionOf(c, query);
    const list = `market-profiles ${selection.region} ${selection.party ?? ""}`;
    const page = await read(deps, selection, pageAsked(query, list));
    const shown = seenPage(c, page, profileResource);
    const activity = c.var.caller.actor.party === undefined ? "show-profile-to-team" : "show-person-to-party";
    await deps.processing.writeAll(
      shown.things.map(({ jobSeekerId }) => jobSeekerId),
      toldOf(c, deps, "listMarketProfiles", activity),
    );
    return answerPage(c, shown, list, (profile) => shownTo(c.var.caller, profile));
  });
};
