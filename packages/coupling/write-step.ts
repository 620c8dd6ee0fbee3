import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import { surplusGroupIdOf } from "#packages/brokerage/surplus.ts";
import { type Coupling, filledBy, headsOf, heldBy } from "#packages/domain/coupling.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { openPositions, type Vacancy } from "#packages/domain/vacancy.ts";
import { isVisible } from "#packages/intake/notice-visibility.ts";
import { toldOf, toldWithdrawn } from "#packages/intake/vacancy-facts.ts";
import {
  couplingsOfVacancy,
  couplingWrites,
  type Ledger,
  ledgerWith,
  putLedger,
  readLedger,
} from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { keys } from "#packages/store/keys.ts";
import { surplusNotices, vacancies } from "#packages/store/kinds.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { readOpenProposals } from "#packages/store/open-proposals.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { positionWrites } from "#packages/store/write-vacancy.ts";
import { eventsOfStep } from "./coupling-events.ts";
import { movePositions } from "./move-positions.ts";

/** A coupling as it was and as it is to be. */
export type Step = { readonly before?: Coupling | undefined; readonly after: Coupling };
export type Cause = { readonly at: Date; readonly traceparent?: string | undefined };

/**
 * There are fewer heads or positions than a coupling wants to set aside: somebody was first, or teams have claimed
 * proposals of people for the positions (which block a hold). Look again at what there is.
 */
export class NoRoom extends NotPossibleNow {}

/** A thing must still be at the version that was read; one that was not there must not be there. */
export const stillAt = (
  table: Table,
  key: { readonly pk: { S: string }; readonly sk: { S: string } },
  version: number,
): TransactWriteItem => ({
  ConditionCheck: {
    TableName: table.tableName,
    Key: key,
    ...(version === 0
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "version = :seen",
          ExpressionAttributeValues: { ":seen": { N: String(version) } },
        }),
  },
});

const changeOf = ({ before, after }: Step, amount: (coupling: Coupling) => number): number =>
  amount(after) - (before === undefined ? 0 : amount(before));

/** Heads that the group has; none when its notice is gone, a draft or under embargo. */
const headCountOf = (notice: SurplusNotice | undefined, { surplusId }: Coupling, at: Date): number => {
  if (notice === undefined || !isVisible(notice, at)) return 0;
  const group = notice.groups.find(({ groupKey }) => surplusGroupIdOf(notice.id, groupKey) === surplusId);
  return group?.headCount ?? 0;
};

const spokenFor = ({ entries }: Ledger, { surplusId }: Coupling): number =>
  entries.filter((entry) => entry.surplusId === surplusId).reduce((sum, { heads }) => sum + heads, 0);

/** More heads are spoken for: the group must have them, and must still be as it was when it is written. */
const checkHeads = async (
  table: Table,
  step: Step,
  ledger: Ledger,
  { at }: Cause,
): Promise<TransactWriteItem[]> => {
  const { after } = step;
  if (changeOf(step, headsOf) <= 0) return [];
  const notice = await find(table, surplusNotices, after.noticeId);
  if (spokenFor(ledger, after) > headCountOf(notice, after, at))
    throw new NoRoom("The group has not so many people that are not spoken for.");
  return [stillAt(table, keys.notice(after.noticeId), notice?.version ?? 0)];
};

/** More positions are held: people whom teams have claimed for them come first, now and when it is written. */
const checkStanding = async (table: Table, step: Step, next: Vacancy): Promise<TransactWriteItem[]> => {
  if (changeOf(step, heldBy) <= 0) return [];
  const { version, entries } = await readOpenProposals(table, "VACANCY", next.id);
  if (entries.filter(({ standing }) => standing).length > openPositions(next))
    throw new NoRoom("Teams have people for these positions: they cannot be held.");
  return [stillAt(table, keys.openProposals("VACANCY", next.id), version)];
};

/** What live couplings hold of this place beyond what is set aside there: the employer has taken positions away. */
const heldOver = async (table: Table, vacancy: Vacancy, { pc4 }: Coupling): Promise<number> => {
  const all = await couplingsOfVacancy(table, vacancy.id);
  const held = all.filter((one) => one.pc4 === pc4).reduce((sum, one) => sum + heldBy(one), 0);
  return Math.max(0, held - (vacancy.places.find((place) => place.pc4 === pc4)?.held ?? 0));
};

const toldOfPositions = (vacancy: Vacancy, { at, traceparent }: Cause): PlatformEvent => {
  const origin = { now: at, traceparent };
  return vacancy.status === "closed"
    ? toldWithdrawn(vacancy, "all-positions-filled", origin)
    : toldOf(vacancy, origin);
};

/** Positions of one that is withdrawn do not move; of one that is full, those come free of people who fell back. */
const moves = ({ status }: Vacancy, filled: number): boolean =>
  status === "open" || (status === "closed" && filled < 0);

type Moving = { readonly held: number; readonly filled: number };

/** The vacancy with its positions moved; undefined when there is nothing to move, NoRoom when there is too little. */
const movedVacancy = async (
  table: Table,
  coupling: Coupling,
  { held, filled }: Moving,
  at: Date,
): Promise<Vacancy | undefined> => {
  const vacancy = await find(table, vacancies, coupling.vacancyId);
  const takes = held > 0 || filled > 0;
  if (vacancy === undefined || !moves(vacancy, filled)) {
    if (takes) throw new NoRoom(`The vacancy is ${vacancy?.status ?? "no longer there"}.`);
    return undefined;
  }
  const over = held < 0 ? await heldOver(table, vacancy, coupling) : 0;
  const next = movePositions(vacancy, { pc4: coupling.pc4, held, filled, over }, at);
  if (next === undefined && takes) throw new NoRoom("The vacancy has not so many positions in that place.");
  return next;
};

/** The vacancy with its positions moved, told to all who follow it. */
const vacancyWritesOf = async (table: Table, step: Step, cause: Cause): Promise<TransactWriteItem[]> => {
  const [held, filled] = [changeOf(step, heldBy), changeOf(step, filledBy)];
  if (held === 0 && filled === 0) return [];
  const next = await movedVacancy(table, step.after, { held, filled }, cause.at);
  if (next === undefined) return [];
  const checks = await checkStanding(table, step, next);
  return [...positionWrites(table, next, [toldOfPositions(next, cause)]), ...checks];
};

/**
 * All writes of one step of a coupling: the coupling, the ledger of its notice, the vacancy with its positions, the log
 * with the events; on condition that all of it is as it was read. The coupling comes first. At most 2 × 35 regions +
 * 12 items. Throws NoRoom when heads or positions are not there.
 */
export const stepWrites = async (table: Table, step: Step, cause: Cause): Promise<TransactWriteItem[]> => {
  const { before, after } = step;
  const ledger = ledgerWith(await readLedger(table, after.noticeId), after);
  const checks = await checkHeads(table, step, ledger, cause);
  return [
    ...couplingWrites(table, after),
    putLedger(table, after.noticeId, ledger),
    ...(await vacancyWritesOf(table, step, cause)),
    ...checks,
    ...logChange(table, {
      kind: "OTHER",
      scopes: [after.fromRegion],
      id: after.id,
      version: after.version,
      at: cause.at,
      events: eventsOfStep(before, after, cause.traceparent),
    }),
  ];
};
