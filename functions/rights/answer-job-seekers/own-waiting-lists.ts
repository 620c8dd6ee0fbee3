import type { Context } from "hono";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import {
  answerOwnLifeCoachRoute,
  joinOwnListRoute,
  leaveOwnListRoute,
  listOwnOpenHiringRoute,
  listOwnPlacesRoute,
  takeOwnWorkRoute,
} from "#packages/api/routes/me-waiting-lists.ts";
import type { OwnPlace } from "#packages/api/routes/open-hiring-views.ts";
import { openHiringView, placeView } from "#packages/api/waiting-list-views.ts";
import type { WaitingListDeed } from "#packages/brokerage/open-hiring.ts";
import { joining, keepWaitingList, leaving, taking } from "#packages/coupling/keep-waiting-list.ts";
import { toldWhy } from "#packages/coupling/told-why.ts";
import { NotFound, NotPossibleNow } from "#packages/domain/errors.ts";
import { VacancyId } from "#packages/domain/ids.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { find, findMany } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { readOpenHiring } from "#packages/store/open-hiring-lists.ts";
import { listsOfPerson, type OnList, waitingLists } from "#packages/store/waiting-lists.ts";
import type { Deps } from "./deps.ts";
import { ownProfile, toldOf } from "./own-data.ts";

type Asked = Context<ApiEnv>;

/** The own places on lists of open hiring, in no particular order. */
export const ownPlaces = async (
  { tables: { platform } }: Deps,
  { id: profileId, jobSeekerId }: Pick<MarketProfile, "id" | "jobSeekerId">,
): Promise<OwnPlace[]> => {
  const ids = await listsOfPerson(platform, profileId);
  const [documents, work] = await Promise.all([
    findMany(platform, waitingLists, ids),
    findMany(platform, vacancies, ids),
  ]);
  return documents.flatMap((document, index) => {
    if (document === undefined) return [];
    const vacancy = work[index];
    const place = placeView(document, { profileId, jobSeekerId });
    return [{ ...place, title: vacancy?.title, employerName: vacancy?.employer.name }];
  });
};

/** What the log is told before it is done; without it nothing is done. */
const log = async (c: Asked, deps: Deps, name: string): Promise<MarketProfile> => {
  const { profile } = await ownProfile(c, deps);
  const told = toldOf(c, deps, { name, activity: "keep-waiting-list", startedAt: deps.now() });
  await deps.processing.write(profile.jobSeekerId, told);
  return profile;
};

type Doing = {
  readonly id: string;
  readonly name: string;
  readonly deedOf: (who: OnList) => WaitingListDeed;
};

/** The same as the responsible party can do for somebody: the rules of the list know no other order than of arrival. */
const doOwn = async (c: Asked, deps: Deps, { id, name, deedOf }: Doing): Promise<Response> => {
  const { platform: table } = deps.tables;
  const vacancy = await find(table, vacancies, id);
  if (vacancy === undefined || vacancy.kind !== "open-hiring") throw new NotFound(id);
  const { id: profileId, jobSeekerId } = await log(c, deps, name);
  const wanted = { vacancyId: VacancyId.parse(id), profileId, deedOf };
  const keeper = { table, now: deps.now };
  const kept = await toldWhy(() => keepWaitingList(keeper, wanted, { traceparent: c.var.traceparent }));
  if (kept === undefined) throw new NotPossibleNow("The vacancy has no list.");
  const place = placeView(kept.document, { profileId, jobSeekerId });
  return c.json({ ...place, title: vacancy.title, employerName: vacancy.employer.name }, 200);
};

/** Open hiring (D4): job seekers put themselves on the list, see their place, leave, and take the work. */
export const serveOwnWaitingLists = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(listOwnOpenHiringRoute, async (c) => {
    const { region: asked, ...query } = c.req.valid("query");
    const { profile } = await ownProfile(c, deps);
    const region = asked ?? profile.region;
    const list = `own-open-hiring ${region}`;
    const { documents, next } = await readOpenHiring(deps.tables.platform, region, pageAsked(query, list));
    const things = documents.map(({ document, vacancy }) => openHiringView(document, vacancy));
    return answerPage(c, { things, next }, list);
  });

  api.openapi(listOwnPlacesRoute, async (c) =>
    c.json({ items: await ownPlaces(deps, await log(c, deps, "listOwnWaitingPlaces")) }, 200),
  );

  api.openapi(joinOwnListRoute, (c) => {
    const { id } = c.req.valid("param");
    return doOwn(c, deps, { id, name: "joinOwnWaitingList", deedOf: joining });
  });

  api.openapi(leaveOwnListRoute, (c) => {
    const { id } = c.req.valid("param");
    return doOwn(c, deps, { id, name: "leaveOwnWaitingList", deedOf: leaving });
  });

  api.openapi(takeOwnWorkRoute, (c) => {
    const { id } = c.req.valid("param");
    return doOwn(c, deps, { id, name: "takeOwnOpenHiring", deedOf: taking });
  });

  api.openapi(answerOwnLifeCoachRoute, (c) => {
    const { id } = c.req.valid("param");
    const { accepted } = c.req.valid("json");
    const deedOf = ({ jobSeekerId }: OnList): WaitingListDeed => ({
      kind: "answer-life-coach",
      jobSeekerId,
      accepted,
    });
    return doOwn(c, deps, { id, name: "answerOwnLifeCoach", deedOf });
  });
};
