import { type Colleagues, viewOfHolder } from "#packages/api/colleague-views.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerCursor, pageAsked } from "#packages/api/cursors.ts";
import { showQueueRoute } from "#packages/api/routes/delivery-queue.ts";
import type { WorkItem, WorkQueueView } from "#packages/api/routes/queue-views.ts";
import { couplingDeedsNow } from "#packages/coupling/claim-coupling.ts";
import { deedsNow } from "#packages/delivery/deeds-now.ts";
import { isLate, type Looking } from "#packages/delivery/work-queue.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { readColleagues } from "#packages/store/colleagues.ts";
import type { Deps } from "./deps.ts";
import { proposalsShown } from "./on-record.ts";
import { checkOwnRegion } from "./own-region.ts";
import { type FoundQueue, readQueue, type Work } from "./read-queue.ts";

const vacancyOf = (vacancy: Vacancy | undefined): WorkItem["vacancy"] =>
  vacancy === undefined
    ? undefined
    : {
        id: vacancy.id,
        title: vacancy.title,
        kind: vacancy.kind,
        status: vacancy.status,
        startDate: vacancy.startDate,
        employerName: vacancy.employer.name,
        sector: vacancy.employer.sector,
        occupation: vacancy.occupation,
      };

const itemOf = (
  work: Work,
  { vacancies }: FoundQueue,
  { looking, colleagues }: { readonly looking: Looking; readonly colleagues: Colleagues },
): WorkItem => {
  const shared = {
    version: work.thing.version,
    vacancy: vacancyOf(vacancies.get(work.thing.vacancyId)),
    late: isLate(work.line, looking.now),
  };
  const claim = viewOfHolder(work.thing.claim, looking.actor, colleagues);
  if (work.kind === "coupling") {
    const { claimedBy: _subject, ...line } = work.line;
    return { ...line, ...shared, claim, deeds: couplingDeedsNow(work.thing, looking.actor, looking.now) };
  }
  const { claimedBy: _subject, ...line } = work.line;
  const { profileId, homeRegion, workRegions, explanation, handOver } = work.thing;
  return {
    ...line,
    ...shared,
    profileId,
    homeRegion,
    workRegions,
    completeness: explanation.completeness,
    claim,
    handOver,
    deeds: deedsNow(work.thing, looking.actor, looking.now),
  };
};

/** A team's work: lists with counts, filtered and in order. */
export const serveQueue = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(showQueueRoute, async (c) => {
    const { code: region } = c.req.valid("param");
    const query = c.req.valid("query");
    const { actor } = c.var.caller;
    checkOwnRegion(c, region);
    const looking = { region, actor, now: deps.now() };
    // Neither the size of a page nor what is counted as new is part of what the list is.
    const { limit, cursor, newSince: _newSince, ...what } = query;
    const list = `queue ${region} ${actor.subject} ${JSON.stringify(what)}`;
    const [found, colleagues] = await Promise.all([
      readQueue(deps.table, { query, looking }, pageAsked({ limit, cursor }, list)),
      readColleagues(deps.table, region, looking.now),
    ]);
    const { mine, unassigned, all, checks } = found.counts;
    const view: WorkQueueView = {
      list: query.list,
      counts: { mine, unassigned, all, handedOver: found.counts["handed-over"], checks },
      total: found.total,
      newCount: found.newCount,
      asOfAt: looking.now.toISOString(),
      items: found.page.map((work) => itemOf(work, found, { looking, colleagues })),
    };
    const shown = found.page.flatMap((work) => (work.kind === "person" ? [work.thing] : []));
    await proposalsShown(c, deps, "showQueue", shown);
    return answerCursor(c, view, list, found.next);
  });
};
