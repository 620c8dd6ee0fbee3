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
import { NotOnOffer, type WaitingListDeed } from "#packages/brokerage/open-hiring.ts";
import { type Kept, keepWaitingList, leaving } from "#packages/coupling/keep-waiting-list.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { MarketProfileId, VacancyId } from "#packages/domain/ids.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import { profileResource, vacancyResource } from "#packages/policy/resources.ts";
import { find, findMany } from "#packages/store/documents.ts";
import { lists } from "#packages/store/keys.ts";
import { marketProfiles, vacancies } from "#packages/store/kinds.ts";
import { readList } from "#packages/store/pages.ts";
import { type OnList, waitingLists } from "#packages/store/waiting-lists.ts";
import type { Deps } from "./deps.ts";
import { listView, openHiringView, placeView } from "./views.ts";

type OnePerson = { readonly id: string; readonly profileId: string };

const WHY: Readonly<Record<NotOnOffer["reason"], string>> = {
  "list-closed": "The list is closed.",
  "not-on-list": "The person is not on the list.",
  "not-offered": "The work is not offered to this person: others came earlier.",
  "not-started": "Only whoever started is offered a life coach.",
  "positions-not-whole": "The positions of the vacancy cannot be counted.",
};

const told = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotOnOffer) throw new NotPossibleNow(WHY[error.reason]);
    throw error;
  }
};

const listed = (kept: Kept | undefined): Kept => {
  if (kept === undefined) throw new NotPossibleNow("The vacancy is not one of open hiring: it has no list.");
  return kept;
};

const theirProfile = async (c: Context<ApiEnv>, { table }: Deps, id: string): Promise<MarketProfile> =>
  seen(c, await find(table, marketProfiles, id), profileResource, id);

/** Does something for a person of the caller's party on the list, and answers with the place they then have. */
const doFor = async (
  c: Context<ApiEnv>,
  deps: Deps,
  { id, profileId }: OnePerson,
  deedOf?: (who: OnList) => WaitingListDeed,
): Promise<Response> => {
  const { jobSeekerId } = await theirProfile(c, deps, profileId);
  const wanted = { vacancyId: VacancyId.parse(id), profileId: MarketProfileId.parse(profileId), deedOf };
  const origin = { traceparent: c.var.traceparent };
  const { document } = listed(await told(() => keepWaitingList(deps, wanted, origin)));
  return c.json(placeView(document, { profileId: wanted.profileId, jobSeekerId }), 200);
};

/** Open hiring (D4): the list of a vacancy, and somebody's place on it. */
export const createApp = (deps: Deps) => {
  const api = createApi(deps);
  const { table } = deps;

  api.openapi(listOpenHiringRoute, async (c) => {
    const { region, ...asked } = c.req.valid("query");
    const list = `open-hiring ${region}`;
    const { listPk } = lists.openHiring(region, "", "");
    const page = await readList(table, waitingLists, [listPk.S], pageAsked(asked, list));
    const known = await findMany(
      table,
      vacancies,
      page.things.map(({ id }) => id),
    );
    const shown = page.things.map((document, index) => ({ document, vacancy: known[index] }));
    const things = shown.flatMap(({ document, vacancy }) =>
      vacancy?.status === "open" ? [openHiringView(document, vacancy)] : [],
    );
    return answerPage(c, { ...page, things }, list);
  });

  api.openapi(findWaitingListRoute, async (c) => {
    const { id } = c.req.valid("param");
    const vacancy = seen(c, await find(table, vacancies, id), vacancyResource, id);
    const { document } = listed(await keepWaitingList(deps, { vacancyId: vacancy.id }));
    return c.json(listView(document), 200);
  });

  api.openapi(findOnWaitingListRoute, (c) => doFor(c, deps, c.req.valid("param")));

  api.openapi(joinWaitingListRoute, (c) =>
    doFor(c, deps, c.req.valid("param"), ({ jobSeekerId }) => ({ kind: "join", jobSeekerId })),
  );

  api.openapi(leaveWaitingListRoute, (c) => doFor(c, deps, c.req.valid("param"), leaving));

  api.openapi(takeOpenHiringRoute, (c) =>
    doFor(c, deps, c.req.valid("param"), ({ jobSeekerId }) => ({ kind: "start", jobSeekerId })),
  );

  api.openapi(answerLifeCoachRoute, (c) => {
    const { accepted } = c.req.valid("json");
    return doFor(c, deps, c.req.valid("param"), ({ jobSeekerId }) => ({
      kind: "answer-life-coach",
      jobSeekerId,
      accepted,
    }));
  });

  return api;
};
