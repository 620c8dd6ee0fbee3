import type { SQSRecord } from "aws-lambda";
import type { PlatformEvent } from "#events/index.ts";
import { createHandler } from "#functions/brokerage/couple-firms/handler.ts";
import { DEFAULT_COUPLING_SETTINGS } from "#packages/brokerage/coupling-settings.ts";
import { type Coupler, coupleRegions } from "#packages/coupling/couple-regions.ts";
import { regionsReachedBy } from "#packages/coupling/coupler.ts";
import { keepWaitingList, leaveAllLists } from "#packages/coupling/keep-waiting-list.ts";
import { reconcileNotice, reconcileVacancy } from "#packages/coupling/reconcile.ts";
import { returnHead } from "#packages/coupling/return-heads.ts";
import { takingWrites } from "#packages/coupling/take-step.ts";
import { warmDemand } from "#packages/coupling/warm-demand.ts";
import {
  type Coupling,
  type CouplingParty,
  gonePeople,
  headsOf,
  heldBy,
  isLive,
} from "#packages/domain/coupling.ts";
import { type SurplusNoticeId, VacancyId } from "#packages/domain/ids.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { toldNoticeWithdrawn, toldOfNotice } from "#packages/intake/notice-visibility.ts";
import { toldOf, toldWithdrawn } from "#packages/intake/vacancy-facts.ts";
import { routeEvent } from "#packages/messaging/route-event.ts";
import { couplings, couplingsOfVacancy, readLedger, readSurplusReach } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { surplusNotices, vacancies } from "#packages/store/kinds.ts";
import { findUnpublished, markPublished } from "#packages/store/outbox.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { readShard } from "#packages/store/shards.ts";
import { noticeWrites } from "#packages/store/write-notice.ts";
import { vacancyWrites } from "#packages/store/write-vacancy.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import { silentLog } from "#test/support/intake/intake-app.ts";
import { smallWorld } from "#test/support/matching/small-world.ts";

export type Clock = { now: Date };
export const clockAt = (moment: string): Clock => ({ now: new Date(moment) });

/** Reads demand straight from the shards: what warm shards give, without their cursor on a clock that tests move. */
const readTerms =
  (table: Table) =>
  async ({ regions }: { readonly regions: readonly Parameters<typeof readShard>[1]["region"][] }) => {
    const parts = await Promise.all(regions.map((region) => readShard(table, { side: "VACANCY", region })));
    return parts.flat().map(({ id, version }) => ({ id: VacancyId.parse(id), version }));
  };

export const couplerOn = (table: Table, clock: Clock): Coupler => ({
  table,
  world: smallWorld,
  demand: warmDemand(table, readTerms(table)),
  settings: DEFAULT_COUPLING_SETTINGS,
  now: () => clock.now,
});

/** One batch of the queue; all of it must be done. */
const work = async (handler: ReturnType<typeof createHandler>, events: readonly PlatformEvent[]) => {
  const records = events.map((event) => ({ messageId: event.id, body: JSON.stringify(event) }));
  const { batchItemFailures } = await handler({ Records: records as SQSRecord[] });
  if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages failed`);
};

/** Brokerage with its function, on real tables and a clock of its own. */
export const townOn = ({ platform, persons }: Dynamo, clock: Clock) => {
  const tables = { platform, persons };
  const coupler = couplerOn(platform, clock);
  const newHandler = () =>
    createHandler({
      reconcileNotice: (id, origin) => reconcileNotice(coupler, id, origin),
      reconcileVacancy: (id, origin) => reconcileVacancy(coupler, id, origin),
      keepList: (vacancyId, origin) => keepWaitingList(coupler, { vacancyId }, origin),
      leaveLists: (id, origin) => leaveAllLists(coupler, id, origin),
      returnHead: (withdrawn, origin) => returnHead(coupler, withdrawn, origin),
      readReach: () => readSurplusReach(platform),
      regionsOf: (id, readReach) => regionsReachedBy(platform, id, readReach),
      coupleRegions: (regions, origin) => coupleRegions(coupler, regions, origin),
      log: silentLog,
      now: () => clock.now,
    });

  const trySave = async (next: Vacancy, before: Vacancy | undefined): Promise<boolean> => {
    const origin = { now: clock.now };
    const event = next.status === "open" ? toldOf(next, origin) : toldWithdrawn(next, "other", origin);
    try {
      await commit(platform.client, vacancyWrites(tables, { vacancy: next, before, events: [event] }));
      return true;
    } catch (error) {
      if (error instanceof ConditionFailed) return false;
      throw error;
    }
  };

  const saveVacancy = async (shape: (before: Vacancy | undefined) => Vacancy, id: VacancyId) => {
    for (;;) {
      const before = await find(platform, vacancies, id);
      const version = (before?.version ?? 0) + 1;
      const next = { ...shape(before), version, changedAt: clock.now.toISOString() };
      if (await trySave(next, before)) return next;
    }
  };

  const toldOfSaved = (next: SurplusNotice, before: SurplusNotice | undefined) => {
    const origin = { now: clock.now };
    if (next.status !== "withdrawn") return toldOfNotice(next, before, origin);
    return before === undefined ? [] : toldNoticeWithdrawn(next, before, "other", origin);
  };

  const saveNotice = async (notice: SurplusNotice) => {
    const before = await find(platform, surplusNotices, notice.id);
    const version = (before?.version ?? 0) + 1;
    const next = { ...notice, version, changedAt: clock.now.toISOString() };
    const events = toldOfSaved(next, before);
    await commit(platform.client, noticeWrites(tables, { notice: next, before, events }));
    return next;
  };

  const tryStep = async (before: Coupling, after: Coupling): Promise<boolean> => {
    try {
      await commit(platform.client, await takingWrites(platform, { before, after }, { at: clock.now }));
      return true;
    } catch (error) {
      if (error instanceof ConditionFailed) return false;
      throw error;
    }
  };

  /** A step as the API takes it: decided anew when somebody was first. */
  const step = async (id: string, decide: (coupling: Coupling) => Coupling | undefined) => {
    for (let count = 0; count < 10; count += 1) {
      const before = await find(platform, couplings, id);
      const after = before && decide(before);
      if (before === undefined || after === undefined) return before;
      if (await tryStep(before, after)) return after;
    }
    throw new Error("never written");
  };

  /** What publish-changes and the brokerage queue do, until nothing is left to do. Returns the events that went out. */
  const untilQuiet = async (workers = 1) => {
    const told: string[] = [];
    const handlers = Array.from({ length: workers }, newHandler);
    for (let round = 0; round < 60; round += 1) {
      const until = new Date(clock.now.getTime() + 60_000);
      const entries = await Array.fromAsync(findUnpublished(platform, until, 1000));
      if (entries.length === 0) return told;
      const events = entries.flatMap((entry) => entry.events);
      told.push(...events.map(({ type }) => type.replace("nl.arbeidsmarkt.", "")));
      const mine = events.filter((event) => routeEvent(event).some(({ queue }) => queue === "brokerage"));
      await Promise.all(
        handlers.map((handler, worker) =>
          work(
            handler,
            mine.filter((_, index) => index % workers === worker),
          ),
        ),
      );
      for (const { key } of entries) await markPublished(platform, key);
    }
    throw new Error("never quiet");
  };

  const liveAt = async (vacancyId: VacancyId) =>
    (await couplingsOfVacancy(platform, vacancyId)).filter(({ state }) => isLive(state));

  return { tables, platform, coupler, clock, saveVacancy, saveNotice, step, untilQuiet, liveAt };
};
export type Town = ReturnType<typeof townOn>;

type Ids = { readonly vacancies: readonly VacancyId[]; readonly notices: readonly SurplusNoticeId[] };
const sum = (all: readonly Coupling[], amount: (one: Coupling) => number): number =>
  all.reduce((total, one) => total + amount(one), 0);

/** What still lives when a side is gone: only who has started, and nothing is held for others. */
const stillAsked = (live: readonly Coupling[], side: string): string[] =>
  live
    .filter((one) => one.state !== "transition" || heldBy(one) > 0)
    .map((one) => `${one.id} is ${one.state}, its ${side} is gone`);

/** Held positions are those that live couplings hold, place by place; of a vacancy that is gone nothing is held. */
const wrongAtVacancy = async ({ platform, liveAt }: Town, id: VacancyId): Promise<string[]> => {
  const vacancy = await find(platform, vacancies, id);
  const live = await liveAt(id);
  if (vacancy?.status !== "open") return stillAsked(live, "vacancy");
  return vacancy.places.flatMap(({ pc4, held, open }) => {
    const holding = sum(
      live.filter((one) => one.pc4 === pc4),
      heldBy,
    );
    return holding === held && open >= 0 ? [] : [`place ${pc4}: ${held} held, couplings hold ${holding}`];
  });
};

/** No group gives away more heads than it has; of a notice that is withdrawn only who started is followed. */
const wrongWithHeads = async ({ platform }: Town, id: SurplusNoticeId, own: readonly Coupling[]) => {
  const notice = await find(platform, surplusNotices, id);
  if (notice?.status === "withdrawn")
    return stillAsked(
      own.filter(({ state }) => isLive(state)),
      "notice",
    );
  return (notice?.groups ?? []).flatMap(({ groupKey, headCount }) => {
    const group = own.filter((one) => one.groupKey === groupKey);
    const over = sum(group, headsOf) > Math.max(headCount, sum(group, gonePeople));
    return over ? [`${sum(group, headsOf)} of ${headCount} heads are spoken for`] : [];
  });
};

/** The ledger of a notice says what its couplings say. */
const wrongInLedger = async ({ platform }: Town, id: SurplusNoticeId, own: readonly Coupling[]) => {
  const { entries } = await readLedger(platform, id);
  const kept = new Map<string, string>(
    entries.map(({ couplingId, heads, held }) => [couplingId, `${heads} ${held}`]),
  );
  return own.flatMap((one) => {
    const said = kept.get(one.id) ?? "0 0";
    return said === `${headsOf(one)} ${heldBy(one)}` ? [] : [`the ledger says ${said} of ${one.id}`];
  });
};

/** What is wrong between couplings, vacancies and notices: nothing is held twice, nothing is forgotten. */
export const wrongs = async (town: Town, ids: Ids): Promise<string[]> => {
  const all = (await Promise.all(ids.vacancies.map((id) => couplingsOfVacancy(town.platform, id)))).flat();
  const ownOf = (id: SurplusNoticeId) => all.filter(({ noticeId }) => noticeId === id);
  const found = await Promise.all([
    ...ids.vacancies.map((id) => wrongAtVacancy(town, id)),
    ...ids.notices.map((id) => wrongWithHeads(town, id, ownOf(id))),
    ...ids.notices.map((id) => wrongInLedger(town, id, ownOf(id))),
  ]);
  return found.flat();
};

export const PARTIES: readonly CouplingParty[] = ["from-firm", "to-firm", "team"];
