import { describe, expect, it } from "vitest";
import {
  doOnWaitingList,
  NotOnOffer,
  openWaitingList,
  type WaitingList,
  type WaitingListDeed,
} from "#packages/brokerage/open-hiring.ts";
import {
  agree,
  decline,
  end,
  expire,
  remind,
  report,
  revise,
  SYSTEM,
  shrink,
} from "#packages/coupling/coupling-steps.ts";
import { invite, join, leave, uninvite } from "#packages/coupling/people-steps.ts";
import type { Actor } from "#packages/domain/actor.ts";
import {
  COUPLING_END_REASONS,
  COUPLING_PARTIES,
  COUPLING_STATES,
  type Coupling,
  filledBy,
  isLive,
} from "#packages/domain/coupling.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { JobSeekerId, MarketProfileId, SelfRegistrationId, VacancyId } from "#packages/domain/ids.ts";
import { SELF_REGISTRATION_STATUSES, SelfRegistration } from "#packages/domain/self-registration.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import {
  answerRequest,
  closeRequest,
  releaseRequest,
  takeUpRequest,
} from "#packages/intake/settle-self-registration.ts";
import { couplingPartyOf } from "#packages/policy/coupling-party.ts";
import { aCoupling } from "#test/support/brokerage/a-coupling.ts";

const AT = new Date("2026-12-01T09:00:00.000Z");
const LATER = new Date("2027-02-01T09:00:00.000Z");
type Step<T> = { readonly from: T; readonly next: T; readonly by: Actor };
type Move<T> = { readonly by: Actor; readonly go: (one: T) => T | undefined };

/** What a move leads to; undefined when it is refused, or changes nothing. */
const tried = <T>({ go }: Move<T>, one: T): T | undefined => {
  try {
    return go(one);
  } catch (error) {
    if (error instanceof NotPossibleNow || error instanceof NotOnOffer) return undefined;
    throw error;
  }
};

/** Every state that can be reached from the first by these moves, tried out to the end, and every step on the way. */
const explore = <T>(
  first: T,
  moves: (one: T) => readonly Move<T>[],
  shapeOf: (one: T) => string,
): Step<T>[] => {
  const seen = new Set<string>([shapeOf(first)]);
  const steps: Step<T>[] = [];
  const waiting = [first];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop())
    for (const move of moves(from)) {
      const next = tried(move, from);
      if (next === undefined) continue;
      steps.push({ from, next, by: move.by });
      if (seen.has(shapeOf(next))) continue;
      seen.add(shapeOf(next));
      waiting.push(next);
    }
  return steps;
};

const FIRM_A: Actor = { subject: "firm-a", role: "employer" };
const FIRM_B: Actor = { subject: "firm-b", role: "employer" };
const TEAM: Actor = { subject: "team-am01", role: "team", region: "AM01" };
const PARTY: Actor = { subject: "municipality-1", role: "responsible-party", party: "municipality" };
const COLLEAGUE: Actor = { subject: "municipality-2", role: "responsible-party", party: "municipality" };

describe("M4: couplings of firms", () => {
  const PEOPLE = 2;
  const TOTALS = [0, 1, 2].flatMap((started) =>
    [0, 1, 2].flatMap((stayed) =>
      [0, 1, 2].flatMap((fellBack) => (stayed + fellBack <= started ? [{ started, stayed, fellBack }] : [])),
    ),
  );
  /** The firms, the team, and the platform trying to speak for them. */
  const speaking = [
    ["from-firm", FIRM_A],
    ["to-firm", FIRM_B],
    ["team", TEAM],
    ...COUPLING_PARTIES.map((party) => [party, SYSTEM] as const),
  ] as const;
  const byPeople: Move<Coupling>[] = speaking.flatMap(([party, by]): Move<Coupling>[] => [
    ...[1, PEOPLE].map(
      (people): Move<Coupling> => ({ by, go: (one) => agree(one, people, { party, by, at: AT }) }),
    ),
    { by, go: (one) => decline(one, "other", { party, by, at: AT }) },
    ...TOTALS.flatMap((told) =>
      [true, false].map(
        (complete): Move<Coupling> => ({
          by,
          go: (one) => report(one, { ...told, complete }, { by, at: AT }),
        }),
      ),
    ),
  ]);
  const withPeople: Move<Coupling>[] = [
    { by: TEAM, go: (one) => invite(one, 1, { by: TEAM, at: AT }) },
    { by: TEAM, go: (one) => (one.invited > one.joined ? uninvite(one, { by: TEAM, at: AT }) : undefined) },
    { by: PARTY, go: (one) => (one.joined < one.invited ? join(one, { by: PARTY, at: AT }) : undefined) },
  ];
  const { people, explanation, points, settingsVersion, fingerprint } = aCoupling({ people: 1 });
  const found = { people, explanation, points, settingsVersion, fingerprint };
  /** What the platform does by itself, where it does it: `expire.ts`, `couple-regions.ts`, `reconcile.ts`, `return-heads.ts`. */
  const byPlatform: Move<Coupling>[] = [
    { by: SYSTEM, go: (one) => (one.state === "proposed" ? expire(one, AT) : undefined) },
    {
      by: SYSTEM,
      go: (one) =>
        one.state === "proposed" && Object.keys(one.answers).length === 0 && one.people > 1
          ? revise(one, found, AT)
          : undefined,
    },
    ...COUPLING_END_REASONS.filter((reason) => reason !== "completed").flatMap((reason): Move<Coupling>[] => [
      { by: SYSTEM, go: (one) => (isLive(one.state) ? end(one, reason, { by: SYSTEM, at: AT }) : undefined) },
      {
        by: SYSTEM,
        go: (one) =>
          isLive(one.state) && (one.agreed ?? one.people) > 1 ? shrink(one, 1, reason, AT) : undefined,
      },
    ]),
    { by: SYSTEM, go: (one) => remind(one, { by: SYSTEM, at: LATER }) },
    { by: SYSTEM, go: (one) => (one.joined > 0 ? leave(one, { by: SYSTEM, at: AT }) : undefined) },
  ];
  const moves = [...byPeople, ...withPeople, ...byPlatform];
  const steps = explore(
    aCoupling({ people: PEOPLE }),
    () => moves,
    ({ state, people: of, answers, agreed, invited, joined, transition, declined }) =>
      JSON.stringify([
        state,
        of,
        COUPLING_PARTIES.map((party) => answers[party]?.people),
        [agreed, invited, joined, transition, declined?.party],
      ]),
  );
  const lastOf = ({ next }: Step<Coupling>) => next.history.at(-1);

  it("tries every deed of everybody in every state that can be reached", () => {
    expect(new Set(steps.map(({ next }) => next.state))).toEqual(new Set(COUPLING_STATES));
    expect(steps.length).toBeGreaterThan(1000);
  });

  it("nobody is turned down, bound or reported on but by somebody, who is named", () => {
    const said = steps.filter((step) =>
      ["declined", "answered", "agreed", "reported"].includes(lastOf(step)?.what ?? ""),
    );
    expect(new Set(said.map((step) => lastOf(step)?.what)).size).toBe(4);
    expect(new Set(said.map((step) => lastOf(step)?.by))).toEqual(new Set([FIRM_A, FIRM_B, TEAM]));
    const declined = said.filter(({ next }) => next.state === "declined");
    const unsaid = declined.filter(
      (step) => lastOf(step)?.reason === undefined || lastOf(step)?.party === undefined,
    );
    expect([declined.length > 0, unsaid]).toEqual([true, []]);
  });

  it("agreed are only those whose three parties agreed, each by somebody", () => {
    const agreed = steps.filter(({ from, next }) => from.state === "proposed" && next.state === "agreed");
    expect(agreed.length).toBeGreaterThan(0);
    const roles = agreed.map(({ next }) =>
      COUPLING_PARTIES.map((party) => next.answers[party]?.by.role).join(),
    );
    expect(new Set(roles)).toEqual(new Set(["employer,employer,team"]));
  });

  it("the platform is party to no coupling, and is refused where it speaks for one", () => {
    expect(couplingPartyOf({ actor: SYSTEM }, aCoupling())).toBeUndefined();
    expect(steps.filter(({ by }) => by === SYSTEM).map((step) => lastOf(step)?.what)).not.toContain(
      "declined",
    );
    const platform = byPeople.filter(({ by }) => by === SYSTEM);
    // Refused or not hangs on the state, which stands in a few hundred steps.
    const states = new Map(
      steps.map(({ from }) => [JSON.stringify([from.state, from.answers, from.transition]), from]),
    );
    const did = [...states.values()].filter((from) =>
      platform.some((move) => tried(move, from) !== undefined),
    );
    expect(did).toEqual([]);
  });

  /**
   * What the platform does by itself is no decision about anybody (GDPR 22): a hold is a term on positions, known to all
   * when it begins (B1), and when it runs out heads can be coupled and positions matched again; an end or a smaller
   * number follows from what a firm told of its notice or vacancy, and from nothing about a person. Nobody was
   * assessed, and what people have agreed on with somebody who came stays.
   */
  it("what the platform does by itself is a term or a fact about a side: who started or came with a profile keeps it", () => {
    const own = steps.filter((step) => lastOf(step)?.by.role === "system");
    const WHATS = ["ended", "expired", "left", "reminded", "resized"];
    expect([...new Set(own.map((step) => lastOf(step)?.what))].toSorted()).toEqual(WHATS);
    expect(own.filter(({ from, next }) => filledBy(next) !== filledBy(from))).toEqual([]);
    const joined = own.filter(({ from, next }) => next.joined !== from.joined);
    expect(new Set(joined.map((step) => lastOf(step)?.what))).toEqual(new Set(["left"]));
    const expired = own.filter((step) => lastOf(step)?.what === "expired");
    expect(new Set(expired.map(({ from }) => from.state))).toEqual(new Set(["proposed"]));
    const reasons = own.filter((step) => lastOf(step)?.what === "ended").map((step) => lastOf(step)?.reason);
    expect(new Set(reasons)).toEqual(
      new Set(COUPLING_END_REASONS.filter((reason) => reason !== "completed")),
    );
  });

  it("no step takes a line out of the history", () => {
    const cut = steps.filter(({ from, next }) =>
      from.history.some((line, index) => next.history[index] !== line),
    );
    expect(cut).toEqual([]);
  });
});

describe("M4, S7: requests of people who came forward alone", () => {
  const ids = ["profile-1", "profile-2"].map((id) => MarketProfileId.parse(stableUuid(id)));
  const first = SelfRegistration.parse({
    id: SelfRegistrationId.parse(stableUuid("self")),
    version: 1,
    region: "AM01",
    responsible: "municipality",
    status: "received",
    receivedAt: AT.toISOString(),
  });
  const movesOf = (by: Actor): Move<SelfRegistration>[] => [
    { by, go: (one) => takeUpRequest(one, { by, at: AT }) },
    { by, go: (one) => releaseRequest(one, { by, at: AT }) },
    ...(["not-reached", "other"] as const).map(
      (reason): Move<SelfRegistration> => ({ by, go: (one) => closeRequest(one, reason, { by, at: AT }) }),
    ),
    ...ids.map((id): Move<SelfRegistration> => ({ by, go: (one) => answerRequest(one, id, { by, at: AT }) })),
  ];
  const steps = explore(
    first,
    () => [PARTY, COLLEAGUE, SYSTEM].flatMap(movesOf),
    ({ status, claim, profileId }) => JSON.stringify([status, claim?.by.subject, profileId]),
  );

  it("reaches every status, each step by somebody who is named, and never by the platform", () => {
    expect(new Set([first, ...steps.map(({ next }) => next)].map(({ status }) => status))).toEqual(
      new Set(SELF_REGISTRATION_STATUSES),
    );
    for (const { next, by } of steps) {
      expect(by).not.toBe(SYSTEM);
      expect(next.history.at(-1)?.by).toEqual(by);
    }
  });

  it("is closed by whoever had taken it up, with a reason; what is settled stays settled", () => {
    const closed = steps.filter(({ next }) => next.status === "closed");
    expect(closed.length).toBeGreaterThan(0);
    for (const { from, next, by } of closed) {
      expect(from.claim?.by).toEqual(by);
      expect(next.history.at(-1)?.reason).toBeDefined();
    }
    expect(steps.filter(({ from }) => from.status === "closed" || from.status === "answered")).toEqual([]);
  });

  it("history only grows", () => {
    for (const { from, next } of steps) expect(next.history).toEqual([...from.history, next.history.at(-1)]);
  });
  // That one which nobody took up lapses at the end of its time settles nothing about the person: its lists show it as
  // overdue from the fifth working day, to the party and to the team, and whoever it was can come forward again.
});

describe("M4, D4: open hiring, where nobody is chosen", () => {
  const SEEKERS = ["a", "b", "c"].map((name) => JobSeekerId.parse(stableUuid(name)));
  type State = { readonly list: WaitingList; readonly positions: number };
  type Told = State & { readonly deed?: WaitingListDeed };
  const move = (deed: WaitingListDeed): Move<Told> => ({
    by: FIRM_B,
    go: ({ list, positions }) => {
      const { list: next } = doOnWaitingList(list, deed);
      if (next === list) return undefined;
      return { list: next, positions: deed.kind === "set-positions" ? deed.positions : positions, deed };
    },
  });
  // The only deeds there are: people's own, and what an employer does with the vacancy. The platform has none.
  const moves = [
    ...SEEKERS.flatMap((jobSeekerId) => [
      move({ kind: "join", jobSeekerId }),
      move({ kind: "leave", jobSeekerId }),
      move({ kind: "start", jobSeekerId }),
    ]),
    ...[0, 1, 2].map((positions) => move({ kind: "set-positions", positions })),
    move({ kind: "close" }),
  ];
  const orderOf = ({ entries }: WaitingList) =>
    entries.toSorted((a, b) => a.arrival - b.arrival).map(({ jobSeekerId, state }) => [jobSeekerId, state]);
  const first: Told = { list: openWaitingList(VacancyId.parse(stableUuid("work")), 1), positions: 1 };
  const steps = explore(
    first,
    () => moves,
    ({ list, positions }) => JSON.stringify([list.status, list.free, orderOf(list), positions]),
  );
  const entryOf = ({ list }: Told, jobSeekerId: string) =>
    list.entries.find((entry) => entry.jobSeekerId === jobSeekerId);

  it("tries every deed in every list of three people that can be reached", () => {
    expect(steps.length).toBeGreaterThan(500);
  });

  /** Every step as each of the three sees it. */
  const seenBy = () =>
    steps.flatMap(({ from, next }) =>
      SEEKERS.map((jobSeekerId) => ({
        jobSeekerId,
        deed: next.deed,
        list: next.list,
        was: entryOf(from, jobSeekerId),
        is: entryOf(next, jobSeekerId),
      })),
    );

  it("nobody leaves a list but by themselves, or with the vacancy that its employer withdrew; who started keeps the work", () => {
    const gone = seenBy().filter(({ was, is }) => was !== undefined && is === undefined);
    expect(gone.length).toBeGreaterThan(0);
    const byOthers = gone.filter(
      ({ deed, jobSeekerId }) => deed?.kind !== "leave" || deed.jobSeekerId !== jobSeekerId,
    );
    expect(new Set(byOthers.map(({ deed }) => deed?.kind))).toEqual(new Set(["close"]));
    expect(byOthers.filter(({ was }) => was?.state === "started")).toEqual([]);
  });

  it("an offer is taken back only by the employer, who has fewer positions, and from whoever came last", () => {
    const back = seenBy().filter(({ was, is }) => was?.state === "offered" && is?.state === "waiting");
    expect(new Set(back.map(({ deed }) => deed?.kind))).toEqual(new Set(["set-positions"]));
    const overtaken = back.filter(({ is, list }) =>
      list.entries.some(({ arrival, state }) => state === "offered" && arrival > (is?.arrival ?? 0)),
    );
    expect(overtaken).toEqual([]);
  });

  it("order of arrival is all that counts: nobody who waits came before somebody to whom the work is offered", () => {
    const arrivals = ({ next: { list } }: Step<Told>, is: string) =>
      list.entries.filter(({ state }) => state === is).map(({ arrival }) => arrival);
    const unfair = steps.filter(
      (step) => Math.min(...arrivals(step, "waiting")) < Math.max(...arrivals(step, "offered")),
    );
    expect(unfair).toEqual([]);
  });

  it("nothing about a person is known to it that could be weighed", () => {
    const known = steps.flatMap(({ next }) => next.list.entries.flatMap((entry) => Object.keys(entry)));
    expect(new Set(known)).toEqual(new Set(["arrival", "jobSeekerId", "lifeCoach", "state"]));
  });
});
