import { type Actor, isSomebody } from "#packages/domain/actor.ts";
import {
  type Coupling,
  type CouplingAnswer,
  type CouplingDeclineReason,
  type CouplingEndReason,
  type CouplingHistoryEntry,
  type CouplingParty,
  isLive,
  type Transition,
} from "#packages/domain/coupling.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { dueAfterWorkingDays } from "#packages/domain/working-days.ts";

/** The platform itself: it proposes, and ends what can no longer be; it never decides. */
export const SYSTEM: Actor = { subject: "brokerage", role: "system" };

/** Who does something, and when; and after how many working days without news an agreement is brought to mind. */
export type Doing = {
  readonly by: Actor;
  readonly at: Date;
  readonly remindInWorkingDays?: number | undefined;
};

/** Working days after which an agreement without news is brought to mind, where the region has set no other number. */
export const REMIND_WORKING_DAYS = 10;

/** When an agreement that nobody tells anything about is brought to mind. */
const reminder = ({ at, remindInWorkingDays = REMIND_WORKING_DAYS }: Doing): { remindAt: string } => ({
  remindAt: dueAfterWorkingDays(at, remindInWorkingDays).toISOString(),
});

type Telling = Omit<CouplingHistoryEntry, "at" | "by">;

/** Lines of a history that are kept: how it began, and the newest. An item of the table has room for so many. */
const [FIRST_LINES, MOST_LINES] = [50, 600];
const withRoom = (lines: readonly CouplingHistoryEntry[]): CouplingHistoryEntry[] =>
  lines.length <= MOST_LINES
    ? [...lines]
    : [...lines.slice(0, FIRST_LINES), ...lines.slice(FIRST_LINES - MOST_LINES)];

/** M4: what firms and teams say is said by somebody. Throws NotPossibleNow for the platform itself. */
const checkSomebody = ({ by }: Doing): void => {
  if (!isSomebody(by)) throw new NotPossibleNow("Only a person can say so.");
};

/** The next version, with a line in the history. */
export const advance = (
  before: Coupling,
  { by, at }: Doing,
  telling: Telling,
  changes: Partial<Coupling>,
): Coupling => {
  const moment = at.toISOString();
  return {
    ...before,
    ...changes,
    version: before.version + 1,
    changedAt: moment,
    history: withRoom([...before.history, { at: moment, by, ...telling }]),
  };
};

/** A coupling as the solver wants it, before it is anybody's. */
export type Draft = Omit<
  Coupling,
  "version" | "state" | "answers" | "invited" | "joined" | "history" | "proposedAt" | "changedAt"
>;

export const propose = (draft: Draft, at: Date): Coupling => {
  const moment = at.toISOString();
  return {
    ...draft,
    version: 1,
    state: "proposed",
    answers: {},
    invited: 0,
    joined: 0,
    history: [{ at: moment, by: SYSTEM, what: "proposed", people: draft.people }],
    proposedAt: moment,
    changedAt: moment,
  };
};

const atMost = (answers: Coupling["answers"], people: number): Coupling["answers"] =>
  Object.fromEntries(
    Object.entries(answers).map(([party, answer]) => [
      party,
      { ...answer, people: Math.min(answer.people, people) },
    ]),
  );

/** What the solver found out anew about a coupling that nobody has answered yet. */
export type Found = Pick<Coupling, "people" | "explanation" | "points" | "settingsVersion" | "fingerprint">;

/** Another number of people, or other points, before anybody has answered. The hold ends when it did. */
export const revise = (before: Coupling, found: Found, at: Date): Coupling =>
  advance(before, { by: SYSTEM, at }, { what: "resized", people: found.people }, found);

/**
 * No more than so many people in all: a side has become smaller. Of an agreed coupling those who started stay; when
 * nobody is left it ends.
 */
export const shrink = (before: Coupling, people: number, reason: CouplingEndReason, at: Date): Coupling => {
  const left = Math.max(people, before.transition?.started ?? 0);
  if (left < 1) return end(before, reason, { by: SYSTEM, at });
  const told = { what: "resized" as const, people: left, reason };
  const doing = { by: SYSTEM, at };
  if (before.state === "proposed")
    return advance(before, doing, told, { people: left, answers: atMost(before.answers, left) });
  return advance(before, doing, told, { agreed: left });
};

/** The platform, or the last report, ends it. Who has started stays; the positions that were held are open again. */
export const end = (before: Coupling, reason: CouplingEndReason, doing: Doing): Coupling =>
  advance(before, doing, { what: "ended", reason }, { state: "ended", endReason: reason });

/** The hold ran out before all had agreed. */
export const expire = (before: Coupling, at: Date): Coupling =>
  advance(before, { by: SYSTEM, at }, { what: "expired" }, { state: "expired" });

const checkProposed = ({ state }: Coupling): void => {
  if (state !== "proposed") throw new NotPossibleNow(`The coupling is ${state}: nobody is asked any more.`);
};

const PARTIES = ["from-firm", "to-firm", "team"] as const;

/** The number that all three agree to, or undefined while somebody has not answered. */
const agreedBy = (answers: Coupling["answers"]): number | undefined => {
  const given = PARTIES.flatMap((party) => answers[party]?.people ?? []);
  return given.length === PARTIES.length ? Math.min(...given) : undefined;
};

type Answering = Doing & { readonly party: CouplingParty; readonly note?: string | undefined };

/**
 * A party agrees, to all people or a part of them. When all three have, the coupling is agreed for the least of their
 * numbers. Undefined when it said the same before. Throws NotPossibleNow.
 */
export const agree = (before: Coupling, people: number, answering: Answering): Coupling | undefined => {
  const { party, note, by, at } = answering;
  checkSomebody(answering);
  if (isLive(before.state) && before.answers[party]?.people === people) return undefined;
  checkProposed(before);
  if (people > before.people)
    throw new NotPossibleNow(`The proposal is for ${before.people} people: no more can be agreed.`);
  const answer: CouplingAnswer = { people, by, at: at.toISOString() };
  const answers = { ...before.answers, [party]: answer };
  const agreed = agreedBy(answers);
  return advance(
    before,
    { by, at },
    {
      what: agreed === undefined ? "answered" : "agreed",
      party,
      people,
      ...(note === undefined ? {} : { note }),
    },
    agreed === undefined ? { answers } : { answers, agreed, state: "agreed", ...reminder(answering) },
  );
};

/** A party says no, before it is agreed, or after it as long as nobody has started. Undefined when it did before. */
export const decline = (
  before: Coupling,
  reason: CouplingDeclineReason,
  { party, note, by, at }: Answering,
): Coupling | undefined => {
  checkSomebody({ by, at });
  if (before.state === "declined" && before.declined?.party === party) return undefined;
  if (before.state !== "proposed" && before.state !== "agreed")
    throw new NotPossibleNow(`The coupling is ${before.state}: it cannot be declined any more.`);
  return advance(
    before,
    { by, at },
    { what: "declined", party, reason, ...(note === undefined ? {} : { note }) },
    { state: "declined", declined: { party, reason } },
  );
};

const same = (a: Transition | undefined, b: Transition): boolean =>
  a?.started === b.started && a.stayed === b.stayed && a.fellBack === b.fellBack;

const checkTotals = ({ agreed = 0, transition }: Coupling, told: Transition): void => {
  if (told.started > agreed)
    throw new NotPossibleNow(`${agreed} people were agreed: no more than that can have started.`);
  if (told.started < (transition?.started ?? 0) || told.fellBack < (transition?.fellBack ?? 0))
    throw new NotPossibleNow("Started and fellBack are totals: they never become fewer.");
};

/**
 * How the transition goes, in totals. With `complete` it is over: positions still held are open again, and people who
 * did not start can be placed elsewhere. Undefined when nothing is new. Throws NotPossibleNow.
 */
export const report = (
  before: Coupling,
  { complete, ...told }: Transition & { readonly complete: boolean },
  doing: Doing,
): Coupling | undefined => {
  checkSomebody(doing);
  if (before.state === "ended" && same(before.transition, told)) return undefined;
  if (before.state === "proposed" || !isLive(before.state))
    throw new NotPossibleNow(`The coupling is ${before.state}: there is no transition to report on.`);
  checkTotals(before, told);
  if (!complete && same(before.transition, told)) return undefined;
  const over = complete
    ? ({ state: "ended", endReason: "completed" } as const)
    : ({ state: "transition", ...reminder(doing) } as const);
  return advance(before, doing, { what: "reported", people: told.started }, { transition: told, ...over });
};

/** Nobody told how an agreed coupling goes: both teams are reminded, and again after as many days. Safe to do twice. */
export const remind = (before: Coupling, doing: Doing): Coupling | undefined => {
  const due = before.state !== "proposed" && isLive(before.state) && before.remindAt !== undefined;
  if (!due || Date.parse(before.remindAt ?? "") > doing.at.getTime()) return undefined;
  return advance(before, doing, { what: "reminded" }, reminder(doing));
};
