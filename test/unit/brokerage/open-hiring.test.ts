import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  doOnWaitingList,
  NotOnOffer,
  openWaitingList,
  WaitingList,
  type WaitingListDeed,
  WaitingListEntry,
} from "#packages/brokerage/open-hiring.ts";
import { JobSeekerId, VacancyId } from "#packages/domain/ids.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";

const person = (number: number) => JobSeekerId.parse(stableUuid("test-person", String(number)));
const [anna, bas, cor, dina] = [1, 2, 3, 4].map(person);
const vacancyId = VacancyId.parse(stableUuid("test-vacancy", "1"));

type Deed = WaitingListDeed["kind"];
const deed = (kind: Deed, jobSeekerId = anna, more: object = {}): WaitingListDeed =>
  ({ kind, jobSeekerId, ...more }) as WaitingListDeed;
const positions = (number: number): WaitingListDeed => ({ kind: "set-positions", positions: number });

const following = (list: WaitingList, ...deeds: WaitingListDeed[]) =>
  deeds.reduce(
    (now, one) => {
      const step = doOnWaitingList(now.list, one);
      return { list: step.list, events: [...now.events, ...step.events] };
    },
    doOnWaitingList(list, positions(list.free)),
  );
const states = (list: WaitingList) =>
  list.entries
    .toSorted((a, b) => a.arrival - b.arrival)
    .map(({ jobSeekerId, state }) => [jobSeekerId, state]);

describe("D4: whoever is first takes the job", () => {
  it("without selection: the first on the list is offered the job and starts, with a life coach offered", () => {
    const { list, events } = following(
      openWaitingList(vacancyId, 1),
      deed("join", anna),
      deed("join", bas),
      deed("start", anna),
      deed("answer-life-coach", anna, { accepted: true }),
    );
    expect(states(list)).toEqual([
      [anna, "started"],
      [bas, "waiting"],
    ]);
    expect(list.entries[0]?.lifeCoach).toBe("accepted");
    expect(events).toEqual([
      { kind: "joined", jobSeekerId: anna },
      { kind: "offered", jobSeekerId: anna },
      { kind: "joined", jobSeekerId: bas },
      { kind: "started", jobSeekerId: anna, lifeCoachOffered: true },
      { kind: "life-coach-answered", jobSeekerId: anna, accepted: true },
    ]);
  });

  it("two positions at the same moment go to the first two", () => {
    const { list, events } = following(
      openWaitingList(vacancyId, 0),
      deed("join", anna),
      deed("join", bas),
      deed("join", cor),
      positions(2),
    );
    expect(states(list).map(([, state]) => state)).toEqual(["offered", "offered", "waiting"]);
    expect(events.slice(-2)).toEqual([
      { kind: "offered", jobSeekerId: anna },
      { kind: "offered", jobSeekerId: bas },
    ]);
  });

  it("leaving and coming back goes to the end; an offer that is left goes to the next", () => {
    const { list } = following(
      openWaitingList(vacancyId, 1),
      deed("join", anna),
      deed("join", bas),
      deed("join", cor),
      deed("leave", anna),
      deed("join", anna),
    );
    expect(states(list)).toEqual([
      [bas, "offered"],
      [cor, "waiting"],
      [anna, "waiting"],
    ]);
  });

  it("positions that fall away are taken back from the last who was offered one, never from who started", () => {
    const { list, events } = following(
      openWaitingList(vacancyId, 3),
      deed("join", anna),
      deed("join", bas),
      deed("join", cor),
      deed("start", anna),
      positions(2),
    );
    expect(states(list)).toEqual([
      [anna, "started"],
      [bas, "offered"],
      [cor, "waiting"],
    ]);
    expect(events.at(-1)).toEqual({ kind: "offer-withdrawn", jobSeekerId: cor });
    expect(states(following(list, positions(0)).list)[0]).toEqual([anna, "started"]);
  });

  it("a vacancy that is withdrawn releases everybody who has not started", () => {
    const { list, events } = following(
      openWaitingList(vacancyId, 2),
      deed("join", anna),
      deed("join", bas),
      deed("join", cor),
      deed("start", bas),
      { kind: "close" },
    );
    expect(states(list)).toEqual([[bas, "started"]]);
    expect(events.slice(-2)).toEqual([
      { kind: "released", jobSeekerId: anna },
      { kind: "released", jobSeekerId: cor },
    ]);
    expect(doOnWaitingList(list, { kind: "close" }).events).toEqual([]);
    expect(doOnWaitingList(list, deed("leave", bas)).list.free).toBe(0);
  });

  it("asks and keeps nothing about suitability: no score anywhere", () => {
    expect(Object.keys(WaitingListEntry.shape).sort()).toEqual([
      "arrival",
      "jobSeekerId",
      "lifeCoach",
      "state",
    ]);
  });

  it.each<[NotOnOffer["reason"], readonly WaitingListDeed[]]>([
    ["not-on-list", [deed("start", dina)]],
    ["not-offered", [deed("join", anna), deed("join", bas), deed("start", bas)]],
    ["not-started", [deed("join", anna), deed("answer-life-coach", anna, { accepted: true })]],
    ["list-closed", [{ kind: "close" }, deed("join", anna)]],
    ["list-closed", [{ kind: "close" }, positions(1)]],
    ["positions-not-whole", [positions(-1)]],
  ])("refuses what cannot be done: %s", (reason, deeds) => {
    const attempt = () => following(openWaitingList(vacancyId, 1), ...deeds);
    expect(attempt).toThrow(NotOnOffer);
    expect(attempt).toThrow(reason);
  });

  const anyDeed: fc.Arbitrary<WaitingListDeed> = fc
    .tuple(fc.constantFrom<Deed>("join", "join", "leave", "start", "set-positions"), fc.nat(6), fc.nat(4))
    .map(([kind, who, count]) =>
      kind === "set-positions" ? positions(count) : deed(kind, person(who), { accepted: true }),
    );
  const attempt = (list: WaitingList, one: WaitingListDeed): WaitingList => {
    try {
      const { list: next } = doOnWaitingList(list, one);
      // Done twice, it is done once.
      expect(doOnWaitingList(next, one)).toEqual({ list: next, events: [] });
      return next;
    } catch (error) {
      expect(error).toBeInstanceOf(NotOnOffer);
      return list;
    }
  };

  it("whatever people do: nobody is passed over, no position is given twice, none stays free while somebody waits", () => {
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 40 }), (deeds) => {
        let list = openWaitingList(vacancyId, 1);
        for (const one of deeds) {
          list = attempt(list, one);
          const of = (state: string) => list.entries.filter((entry) => entry.state === state);
          const firstWaiting = Math.min(...of("waiting").map(({ arrival }) => arrival));
          expect(of("offered").every(({ arrival }) => arrival < firstWaiting)).toBe(true);
          expect(list.free === 0 || of("waiting").length === 0).toBe(true);
          if (one.kind === "set-positions")
            expect(of("offered").length + list.free).toBe(Math.max(0, one.positions - of("started").length));
          expect(WaitingList.safeParse(list).success).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
