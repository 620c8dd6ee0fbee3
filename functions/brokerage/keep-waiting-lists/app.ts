import type { Context } from "hono";
import { seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import {
  answerLifeCoachRoute,
  findOnWaitingListRoute,
  findWaitingListRoute,
  joinWaitingListRoute,
  leaveWaitingListRoute,
  listOpenHiringRoute,
  takeOpenHiringRoute,
} from "#packages/api/routes/open-hiring.ts";
import { listView, openHiringView, placeView } from "#packages/api/waiting-list-views.ts";
import type { WaitingListDeed } from "#packages/brokerage/open-hiring.ts";
import {
  joining,
  type Kept,
  keepWaitingList,
  leaving,
  taking,
} from "#packages/coupling/keep-waiting-list.ts";
import { toldWhy } from "#packages/coupling/told-why.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { profileResource, vacancyResource } from "#packages/policy/resources.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles, vacancies } from "#packages/store/kinds.ts";
import { readOpenHiring } from "#packages/store/open-hiring-lists.ts";
import { anonymousLog, type Used } from "#packages/store/processing-log.ts";
import type { OnList } from "#packages/store/waiting-lists.ts";
import type { Deps } from "./deps.ts";

type OnePerson = { readonly id: string; readonly profileId: string };

const listed = (kept: Kept | undefined): Kept => {
  if (kept === undefined) throw new NotPossibleNow("The vacancy is not one of open hiring: it has no list.");
  return kept;
};

const theirProfile = async (c: Context<ApiEnv>, { table }: Deps, id: string): Promise<MarketProfile> =>
  seen(c, await find(table, marketProfiles, id), profileResource, id);

/** That it is asked is on record before it is done, or it is not done. */
const log = (c: Context<ApiEnv>, { records, now }: Deps, name: string, used: Used): Promise<void> => {
  const at = now();
  const by = c.var.caller.actor;
  const { traceparent } = c.var;
  const told = { name, activity: "keep-waiting-list", by, traceparent, startedAt: at, endedAt: at } as const;
  return anonymousLog(records).writeAll([used], told);
};

type Asked = { readonly name: string; readonly deedOf?: (who: OnList) => WaitingListDeed };

/** Does something for a person of the caller's party on the list, and answers with the place they then have. */
const doFor = async (
  c: Context<ApiEnv>,
  deps: Deps,
  { id, profileId }: OnePerson,
  { name, deedOf }: Asked,
): Promise<Response> => {
  const { jobSeekerId } = await theirProfile(c, deps, profileId);
  await log(c, deps, name, { jobSeekerId, about: `vacancy ${id}` });
  const wanted = { vacancyId: VacancyId.parse(id), profileId: MarketProfileId.parse(profileId), deedOf };
  const origin = { traceparent: c.var.traceparent };
  const { document } = listed(await toldWhy(() => keepWaitingList(deps, wanted, origin)));
  return c.json(placeView(document, { profileId: wanted.profileId, jobSeekerId }), 200);
};

/** Open hiring (D4): the list of a vacancy, and somebody's place on it. */
export const createApp = (deps: Deps) => {
  const api = createApi(deps);
  const { table } = deps;

  api.openapi(listOpenHiringRoute, async (c) => {
    const { region, ...asked } = c.req.valid("query");
    const list = `open-hiring ${region}`;
    const { documents, next } = await readOpenHiring(table, region, pageAsked(asked, list));
    const things = documents.map(({ document, vacancy }) => openHiringView(document, vacancy));
    return answerPage(c, { things, next }, list);
  });

  api.openapi(findWaitingListRoute, async (c) => {
    const { id } = c.req.valid("param");
    const vacancy = seen(c, await find(table, vacancies, id), vacancyResource, id);
    const { document } = listed(await keepWaitingList(deps, { vacancyId: vacancy.id }));
    return c.json(listView(document), 200);
  });

  api.openapi(findOnWaitingListRoute, (c) =>
    doFor(c, deps, c.req.valid("param"), { name: "findOnWaitingList" }),
  );

  api.openapi(joinWaitingListRoute, (c) =>
    doFor(c, deps, c.req.valid("param"), { name: "joinWaitingList", deedOf: joining }),
  );

  api.openapi(leaveWaitingListRoute, (c) =>
    doFor(c, deps, c.req.valid("param"), { name: "leaveWaitingList", deedOf: leaving }),
  );

  api.openapi(takeOpenHiringRoute, (c) =>
    doFor(c, deps, c.req.valid("param"), { name: "takeOpenHiring", deedOf: taking }),
  );

  api.openapi(answerLifeCoachRoute, (c) => {
    const { accepted } = c.req.valid("json");
    return doFor(c, deps, c.req.valid("param"), {
      name: "answerLifeCoach",
      deedOf: ({ jobSeekerId }) => ({ kind: "answer-life-coach", jobSeekerId, accepted }),
    });
  });

  return api;
};
