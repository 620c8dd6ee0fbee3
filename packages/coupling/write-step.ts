import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import { type Coupling, filledBy, headsOf, heldBy } from "#packages/domain/coupling.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
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
import { vacancies } from "#packages/store/kinds.ts";
import { logChange } from "#packages/store/log-entries.ts";
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

/** By how much a step changes an amount of its coupling. */
export const changeOf = ({ before, after }: Step, amount: (coupling: Coupling) => number): number =>
  amount(after) - (before === undefined ? 0 : amount(before));

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

/** What a coupling needs when it sets more aside: it must be there, and still be there when it is written. Throws NoRoom. */
export type Room = {
  readonly heads: (
    table: Table,
    coupling: Coupling,
    ledger: Ledger,
    cause: Cause,
  ) => Promise<TransactWriteItem[]>;
  readonly positions: (table: Table, next: Vacancy) => Promise<TransactWriteItem[]>;
};

/** The vacancy with its positions moved, told to all who follow it. */
const vacancyWritesOf = async (
  table: Table,
  step: Step,
  cause: Cause,
  room: Room,
): Promise<TransactWriteItem[]> => {
  const [held, filled] = [changeOf(step, heldBy), changeOf(step, filledBy)];
  if (held === 0 && filled === 0) return [];
  const next = await movedVacancy(table, step.after, { held, filled }, cause.at);
  if (next === undefined) return [];
  const checks = held > 0 ? await room.positions(table, next) : [];
  return [...positionWrites(table, next, [toldOfPositions(next, cause)]), ...checks];
};

/**
 * All writes of one step of a coupling: the coupling, the ledger of its notice, the vacancy with its positions, the log
 * with the events; on condition that all of it is as it was read. The coupling comes first. At most 2 × 35 regions +
 * 12 items. Throws NoRoom when heads or positions are not there.
 */
export const stepWritesWith = async (
  table: Table,
  step: Step,
  cause: Cause,
  room: Room,
): Promise<TransactWriteItem[]> => {
  const { before, after } = step;
  const ledger = ledgerWith(await readLedger(table, after.noticeId), after);
  const checks = changeOf(step, headsOf) > 0 ? await room.heads(table, after, ledger, cause) : [];
  return [
    ...couplingWrites(table, after),
    putLedger(table, after.noticeId, ledger),
    ...(await vacancyWritesOf(table, step, cause, room)),
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

/** A step that must not set more aside would: a fault of whoever wrote it, never of whoever asked. */
export class SetsMoreAside extends Error {
  override readonly name = "SetsMoreAside";
}

const none = async (what: string, { id }: { readonly id: string }): Promise<never> => {
  throw new SetsMoreAside(`more ${what} for ${id}: takingWrites sees to steps of that kind`);
};

const NO_MORE: Room = {
  heads: (_table, coupling) => none("heads", coupling),
  positions: (_table, vacancy) => none("positions", vacancy),
};

/**
 * The writes of a step that leaves what is set aside as it is, or gives some of it back: an answer, an end, a report of
 * the transition, a code. Whoever only does that needs no right to check what there is. Throws SetsMoreAside.
 */
export const stepWrites = (table: Table, step: Step, cause: Cause): Promise<TransactWriteItem[]> =>
  stepWritesWith(table, step, cause, NO_MORE);
