import {
  type Coupling,
  type CouplingEndReason,
  gonePeople,
  headsOf,
  heldBy,
  isLive,
  isTakenUp,
} from "#packages/domain/coupling.ts";
import { TooBusy } from "#packages/domain/errors.ts";
import type { SurplusNoticeId, VacancyId } from "#packages/domain/ids.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { couplingsOf, couplingsOfVacancy, readLedger } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { surplusNotices, vacancies } from "#packages/store/kinds.ts";
import { ConditionFailed, commit, type Table } from "#packages/store/platform-table.ts";
import { end, SYSTEM, shrink } from "./coupling-steps.ts";
import { stepWrites } from "./write-step.ts";

export type Reconciler = { readonly table: Table; readonly now: () => Date };
type Origin = { readonly traceparent?: string | undefined };
/** So many people fewer in a coupling; all of them when it has to end. */
type Less = { readonly coupling: Coupling; readonly by: number | "all"; readonly reason: CouplingEndReason };

/** Those give way first whom nobody has answered; among them, and among the others, the newest. */
const firstToGo = (a: Coupling, b: Coupling): number =>
  Number(isTakenUp(a)) - Number(isTakenUp(b)) ||
  Number(a.proposedAt < b.proposedAt) - Number(a.proposedAt > b.proposedAt) ||
  Number(a.id < b.id) - Number(a.id > b.id);

/** Takes `over` off couplings, from those that go first. */
const takeOff = (
  couplings: readonly Coupling[],
  over: number,
  { amount, reason }: { readonly amount: (coupling: Coupling) => number; readonly reason: CouplingEndReason },
): Less[] => {
  let left = over;
  return couplings.toSorted(firstToGo).flatMap((coupling) => {
    const by = Math.min(left, amount(coupling));
    left -= by;
    return by > 0 ? [{ coupling, by, reason }] : [];
  });
};

/** People for whom it goes on when a side is gone: those who started (B1: the move is guided, whatever is closed since). */
const startedOf = ({ transition }: Coupling): number => transition?.started ?? 0;

/** All whom a side that is gone can no longer have: those who have not started. */
const allOf = (couplings: readonly Coupling[], reason: CouplingEndReason): Less[] =>
  couplings.flatMap((coupling): Less[] => {
    if (startedOf(coupling) === 0) return [{ coupling, by: "all", reason }];
    const by = (coupling.agreed ?? 0) - startedOf(coupling);
    return by > 0 ? [{ coupling, by, reason }] : [];
  });

/** What must give way because the vacancy is gone, or offers fewer positions than are held. */
const lessForVacancy = (vacancy: Vacancy | undefined, live: readonly Coupling[]): Less[] => {
  // One that is closed is full: nothing is held any more, and who started is followed on.
  if (vacancy?.status !== "open") return allOf(live, "vacancy-withdrawn");
  if (vacancy.kind === "open-hiring") return allOf(live, "vacancy-changed");
  return [...new Set(live.map(({ pc4 }) => pc4))].flatMap((pc4) => {
    const here = live.filter((one) => one.pc4 === pc4);
    const held = here.reduce((sum, one) => sum + heldBy(one), 0);
    const over = held - (vacancy.places.find((place) => place.pc4 === pc4)?.held ?? 0);
    return takeOff(here, over, { amount: heldBy, reason: "vacancy-changed" });
  });
};

/** Whom a smaller group cannot take back: people who work elsewhere, or have a profile of their own. */
const goneBy = (one: Coupling): number => (one.state === "proposed" ? 0 : gonePeople(one));

/** What must give way because the notice is gone, or a group has become smaller than what is spoken for. */
const lessForNotice = (notice: SurplusNotice | undefined, all: readonly Coupling[]): Less[] => {
  const live = all.filter(({ state }) => isLive(state));
  // Of one that was ended, what people agreed goes on.
  if (notice?.status === "ended")
    return allOf(
      live.filter(({ state }) => state === "proposed"),
      "notice-withdrawn",
    );
  if (notice?.status !== "open") return allOf(live, "notice-withdrawn");
  return [...new Set(live.map(({ groupKey }) => groupKey))].flatMap((key) => {
    const own = all.filter(({ groupKey }) => groupKey === key);
    const spoken = own.reduce((sum, one) => sum + headsOf(one), 0);
    const over = spoken - (notice.groups.find(({ groupKey }) => groupKey === key)?.headCount ?? 0);
    return takeOff(
      own.filter(({ state }) => isLive(state)),
      over,
      { amount: (one) => headsOf(one) - goneBy(one), reason: "notice-changed" },
    );
  });
};

const afterLess = ({ coupling, by, reason }: Less, at: Date): Coupling =>
  by === "all"
    ? end(coupling, reason, { by: SYSTEM, at })
    : shrink(coupling, (coupling.agreed ?? coupling.people) - by, reason, at);

/** Writes what gives way, one after the other; "stale" when one of them was written by somebody else. */
const write = async ({ table, now }: Reconciler, all: readonly Less[], origin: Origin) => {
  for (const less of all) {
    const at = now();
    const step = { before: less.coupling, after: afterLess(less, at) };
    try {
      await commit(table.client, await stepWrites(table, step, { at, ...origin }));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      return "stale";
    }
  }
  return "written";
};

const TRIES = 8;
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** attempt));

const untilWritten = async (
  reconciler: Reconciler,
  find: () => Promise<Less[]>,
  origin: Origin,
): Promise<number> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const less = await find();
    if (less.length === 0) return 0;
    if ((await write(reconciler, less, origin)) === "written") return less.length;
    await pause(attempt);
  }
  throw new TooBusy("the same couplings are being written by others");
};

/** Ends or shrinks couplings that a vacancy no longer has positions for. Nothing to do is the rule. */
export const reconcileVacancy = (
  reconciler: Reconciler,
  id: VacancyId,
  origin: Origin = {},
): Promise<number> =>
  untilWritten(
    reconciler,
    async () => {
      const live = (await couplingsOfVacancy(reconciler.table, id)).filter(({ state }) => isLive(state));
      if (live.length === 0) return [];
      return lessForVacancy(await find(reconciler.table, vacancies, id), live);
    },
    origin,
  );

/** Ends or shrinks couplings that a notice no longer has people for. */
export const reconcileNotice = (
  reconciler: Reconciler,
  id: SurplusNoticeId,
  origin: Origin = {},
): Promise<number> =>
  untilWritten(
    reconciler,
    async () => {
      const { entries } = await readLedger(reconciler.table, id);
      if (entries.length === 0) return [];
      const all = await couplingsOf(reconciler.table, entries);
      return lessForNotice(await find(reconciler.table, surplusNotices, id), all);
    },
    origin,
  );
