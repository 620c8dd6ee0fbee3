import type { createApi } from "#packages/api/create-api.ts";
import { invalidInput } from "#packages/api/problem.ts";
import { listColleaguesRoute, nameDeskRoute } from "#packages/api/routes/delivery-queue.ts";
import { ColleagueView } from "#packages/api/routes/delivery-views.ts";
import type { Actor } from "#packages/domain/actor.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { nameColleague, readColleagues } from "#packages/store/colleagues.ts";
import { commit } from "#packages/store/platform-table.ts";
import type { Deps } from "./deps.ts";
import { checkOwnRegion } from "./own-region.ts";

/** The colleague to whom work is given, as who they are in a token. Throws a Problem (400) when nobody knows them. */
export const colleagueAt = async (
  { table, now }: Deps,
  region: RegionCode,
  subject: string,
  pointer: string,
): Promise<Actor> => {
  const found = (await readColleagues(table, region, now())).get(subject);
  if (found === undefined)
    throw invalidInput([{ pointer, detail: `has not worked for the team of ${region}` }], "body");
  return { subject, role: found.role, region };
};

/** Who works for a team, and what the desk calls them. */
export const serveColleagues = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(listColleaguesRoute, async (c) => {
    const { code: region } = c.req.valid("param");
    checkOwnRegion(c, region);
    const found = [...(await readColleagues(deps.table, region, deps.now())).values()];
    return c.json({
      items: found
        .sort((a, b) => ((a.deskName ?? a.subject) < (b.deskName ?? b.subject) ? -1 : 1))
        .map((one) => ColleagueView.parse(one)),
    });
  });

  api.openapi(nameDeskRoute, async (c) => {
    const { code: region } = c.req.valid("param");
    const { deskName } = c.req.valid("json");
    const { actor } = c.var.caller;
    checkOwnRegion(c, region);
    const { subject, role } = actor;
    await commit(deps.table.client, [
      nameColleague(deps.table, region, { subject, role, deskName }, deps.now()),
    ]);
    return c.json(ColleagueView.parse({ subject, role, deskName }), 200);
  });
};
