import * as z from "zod";
import { JobSeekerId, VacancyId } from "#packages/domain/ids.ts";

/**
 * A job seeker on the waiting list of open hiring. Nothing about the person is kept here but who it is and when, in order,
 * they came: no score, no suitability (D4). `offered`: the job is theirs to take; `started`: they have it.
 */
export const WaitingListEntry = z.strictObject({
  jobSeekerId: JobSeekerId,
  /** Number of arrival: who comes later has a higher one. */
  arrival: z.number().int().min(1),
  state: z.enum(["waiting", "offered", "started"]),
  /** A life coach is offered with the job; whether to have one is the person's to say. */
  lifeCoach: z.enum(["not-offered", "offered", "accepted", "declined"]),
});
export type WaitingListEntry = z.infer<typeof WaitingListEntry>;

/** The waiting list of one vacancy. Entries are in order of arrival; each person is on it at most once. */
export const WaitingList = z.strictObject({
  vacancyId: VacancyId,
  status: z.enum(["open", "closed"]),
  /** Positions that nobody was offered yet. */
  free: z.number().int().min(0).max(1_000_000),
  lastArrival: z.number().int().min(0),
  entries: z.array(WaitingListEntry),
});
export type WaitingList = z.infer<typeof WaitingList>;

/** What people and employers do. Every one of them is safe to do twice. */
export type WaitingListDeed =
  | { readonly kind: "join"; readonly jobSeekerId: JobSeekerId }
  /** Off the list, also when the job was offered: it then goes to the next. Who comes back goes to the end. */
  | { readonly kind: "leave"; readonly jobSeekerId: JobSeekerId }
  /** The first takes the job. */
  | { readonly kind: "start"; readonly jobSeekerId: JobSeekerId }
  | { readonly kind: "answer-life-coach"; readonly jobSeekerId: JobSeekerId; readonly accepted: boolean }
  /** The employer has so many positions in all, those of people who started among them. */
  | { readonly kind: "set-positions"; readonly positions: number }
  /** The vacancy is withdrawn: nobody is offered anything any more. Who started stays. */
  | { readonly kind: "close" };

/** What the outside has to be told. */
export type WaitingListEvent =
  | {
      readonly kind: "joined" | "left" | "offered" | "offer-withdrawn" | "released";
      readonly jobSeekerId: JobSeekerId;
    }
  | { readonly kind: "started"; readonly jobSeekerId: JobSeekerId; readonly lifeCoachOffered: true }
  | { readonly kind: "life-coach-answered"; readonly jobSeekerId: JobSeekerId; readonly accepted: boolean };

export type WaitingListStep = { readonly list: WaitingList; readonly events: readonly WaitingListEvent[] };

/** The deed cannot be done in this state; `reason` is fit for the caller. */
export class NotOnOffer extends Error {
  override readonly name = "NotOnOffer";
  readonly reason: "list-closed" | "not-on-list" | "not-offered" | "not-started" | "positions-not-whole";
  constructor(reason: NotOnOffer["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/** A new list. Open hiring is for permanent jobs only: the schema of the vacancy sees to that. */
export const openWaitingList = (vacancyId: VacancyId, positions: number): WaitingList => ({
  vacancyId,
  status: "open",
  free: positions,
  lastArrival: 0,
  entries: [],
});

const entryOf = (list: WaitingList, jobSeekerId: JobSeekerId): WaitingListEntry | undefined =>
  list.entries.find((entry) => entry.jobSeekerId === jobSeekerId);

const withEntry = (list: WaitingList, changed: WaitingListEntry): WaitingList => ({
  ...list,
  entries: list.entries.map((entry) => (entry.jobSeekerId === changed.jobSeekerId ? changed : entry)),
});

const inOrder = (entries: readonly WaitingListEntry[]): WaitingListEntry[] =>
  entries.toSorted((a, b) => a.arrival - b.arrival);

/** Free positions go to whoever has waited longest: two at the same moment to the first two. */
const offerFree = (list: WaitingList): WaitingListStep => {
  if (list.status === "closed") return { list, events: [] };
  const next = inOrder(list.entries)
    .filter(({ state }) => state === "waiting")
    .slice(0, list.free);
  return {
    list: next.reduce<WaitingList>((now, entry) => withEntry(now, { ...entry, state: "offered" }), {
      ...list,
      free: list.free - next.length,
    }),
    events: next.map(({ jobSeekerId }) => ({ kind: "offered", jobSeekerId })),
  };
};

const then = (events: readonly WaitingListEvent[], list: WaitingList): WaitingListStep => {
  const offered = offerFree(list);
  return { list: offered.list, events: [...events, ...offered.events] };
};

const unchanged = (list: WaitingList): WaitingListStep => ({ list, events: [] });

const join = (list: WaitingList, jobSeekerId: JobSeekerId): WaitingListStep => {
  // Joining twice keeps the place: nobody loses it by pressing a button again.
  if (entryOf(list, jobSeekerId) !== undefined) return unchanged(list);
  if (list.status === "closed") throw new NotOnOffer("list-closed");
  const arrival = list.lastArrival + 1;
  const entry: WaitingListEntry = { jobSeekerId, arrival, state: "waiting", lifeCoach: "not-offered" };
  return then([{ kind: "joined", jobSeekerId }], {
    ...list,
    lastArrival: arrival,
    entries: [...list.entries, entry],
  });
};

/** Whoever started and leaves gives up the job: it is the employer's to say whether there is a position again. */
const leave = (list: WaitingList, jobSeekerId: JobSeekerId): WaitingListStep => {
  const entry = entryOf(list, jobSeekerId);
  if (entry === undefined) return unchanged(list);
  return then([{ kind: "left", jobSeekerId }], {
    ...list,
    free: list.free + (entry.state === "offered" ? 1 : 0),
    entries: list.entries.filter((one) => one !== entry),
  });
};

const start = (list: WaitingList, jobSeekerId: JobSeekerId): WaitingListStep => {
  const entry = entryOf(list, jobSeekerId);
  if (entry === undefined) throw new NotOnOffer("not-on-list");
  if (entry.state === "started") return unchanged(list);
  if (entry.state === "waiting") throw new NotOnOffer("not-offered");
  return {
    list: withEntry(list, { ...entry, state: "started", lifeCoach: "offered" }),
    events: [{ kind: "started", jobSeekerId, lifeCoachOffered: true }],
  };
};

const answerLifeCoach = (list: WaitingList, jobSeekerId: JobSeekerId, accepted: boolean): WaitingListStep => {
  const entry = entryOf(list, jobSeekerId);
  if (entry?.state !== "started") throw new NotOnOffer("not-started");
  const lifeCoach = accepted ? "accepted" : "declined";
  if (entry.lifeCoach === lifeCoach) return unchanged(list);
  return {
    list: withEntry(list, { ...entry, lifeCoach }),
    events: [{ kind: "life-coach-answered", jobSeekerId, accepted }],
  };
};

/** Positions that fell away are taken back from who was offered one last; who started is not touched. */
const setPositions = (list: WaitingList, positions: number): WaitingListStep => {
  if (!Number.isSafeInteger(positions) || positions < 0) throw new NotOnOffer("positions-not-whole");
  if (list.status === "closed") throw new NotOnOffer("list-closed");
  const count = (state: WaitingListEntry["state"]): number =>
    list.entries.filter((entry) => entry.state === state).length;
  const toGive = Math.max(0, positions - count("started"));
  const offered = inOrder(list.entries).filter(({ state }) => state === "offered");
  const back = offered.slice(toGive);
  const without = back.reduce<WaitingList>(
    (now, entry) => withEntry(now, { ...entry, state: "waiting" }),
    list,
  );
  return then(
    back.map(({ jobSeekerId }) => ({ kind: "offer-withdrawn", jobSeekerId })),
    { ...without, free: toGive - (offered.length - back.length) },
  );
};

const close = (list: WaitingList): WaitingListStep => ({
  list: {
    ...list,
    status: "closed",
    free: 0,
    entries: list.entries.filter(({ state }) => state === "started"),
  },
  events: inOrder(list.entries)
    .filter(({ state }) => state !== "started")
    .map(({ jobSeekerId }) => ({ kind: "released", jobSeekerId })),
});

/**
 * D4: what a deed does to the waiting list, and what has to be told. Order of arrival is the only order there is; the caller
 * writes steps one after the other (a version on the list), which is what makes an order of arrivals at the same
 * moment. Throws `NotOnOffer`.
 */
export const doOnWaitingList = (list: WaitingList, deed: WaitingListDeed): WaitingListStep => {
  switch (deed.kind) {
    case "join":
      return join(list, deed.jobSeekerId);
    case "leave":
      return leave(list, deed.jobSeekerId);
    case "start":
      return start(list, deed.jobSeekerId);
    case "answer-life-coach":
      return answerLifeCoach(list, deed.jobSeekerId, deed.accepted);
    case "set-positions":
      return setPositions(list, deed.positions);
    case "close":
      return close(list);
  }
};
