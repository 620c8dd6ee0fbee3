import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { end, expire, report, shrink } from "#packages/coupling/coupling-steps.ts";
import { invite, join, leave } from "#packages/coupling/people-steps.ts";
import { type Coupling, gonePeople, headsOf, heldBy } from "#packages/domain/coupling.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { aCoupling } from "#test/support/brokerage/a-coupling.ts";

const AT = new Date("2026-11-02T09:00:00.000Z");
const doing = { by: { subject: "team-am01", role: "team" as const }, at: AT };

/** One of the people behind the numbers, whom the platform never knows as long as they are a head. */
type Somebody = { inAgreement: boolean; started: boolean; fellBack: boolean; profile: boolean };

const deed = fc.oneof(
  fc.record({ what: fc.constantFrom("join", "leave", "start", "fall-back"), who: fc.nat(9) }),
  fc.record({ what: fc.constantFrom("shrink", "complete"), who: fc.nat(9) }),
);

const isLiveNow = ({ state }: Coupling) => state === "agreed" || state === "transition";

const told = (before: Coupling, people: readonly Somebody[], complete: boolean) => {
  const started = people.filter((somebody) => somebody.started).length;
  const fellBack = people.filter((somebody) => somebody.fellBack).length;
  return report(before, { started, stayed: 0, fellBack, complete }, doing);
};

/** Whoever joins has a place from then on, if need be that of a head who has not started: of whom it is nobody knows. */
const joining = (before: Coupling, people: readonly Somebody[], one: Somebody) => {
  if (one.profile) return undefined;
  const after = join(before, doing);
  const other = people.find(({ inAgreement, started, profile }) => inAgreement && !started && !profile);
  if (!one.inAgreement && other !== undefined) [one.inAgreement, other.inAgreement] = [true, false];
  one.profile = true;
  return after;
};
type Does = (before: Coupling, people: Somebody[], one: Somebody) => Coupling | undefined;

/** Deeds after which more people may be spoken for: who joins, and reports. */
const TAKES = new Set(["join", "start", "fall-back", "complete"]);

/** What the numbers say after a deed of somebody; undefined when it makes no sense. */
const DEEDS: Readonly<Record<string, Does>> = {
  join: joining,
  leave: (before, people, one) => {
    if (!one.profile) return undefined;
    one.profile = false;
    // A place is first for who has a profile: of whoever becomes a head again it goes to one without a place.
    const other = people.find(({ inAgreement, profile }) => profile && !inAgreement);
    if (one.inAgreement && !one.started && other !== undefined)
      [one.inAgreement, other.inAgreement] = [false, true];
    return leave(before, doing);
  },
  start: (before, people, one) => {
    if (!isLiveNow(before) || !one.inAgreement || one.started) return undefined;
    one.started = true;
    return told(before, people, false);
  },
  "fall-back": (before, people, one) => {
    if (!isLiveNow(before) || !one.started || one.fellBack) return undefined;
    one.fellBack = true;
    return told(before, people, false);
  },
  complete: (before, people) => (isLiveNow(before) ? told(before, people, true) : undefined),
  shrink: (before, people) => (isLiveNow(before) && heldBy(before) > 0 ? smaller(before, people) : undefined),
};

const afterDeed = (coupling: Coupling, people: Somebody[], { what, who }: { what: string; who: number }) => {
  const one = people[who % people.length];
  try {
    return (one && DEEDS[what]?.(coupling, people, one)) ?? coupling;
  } catch (error) {
    if (error instanceof NotPossibleNow) return coupling;
    throw error;
  }
};

/** The employer takes a position away. Of whom it was nobody knows: people with a profile keep theirs the longest. */
const smaller = (before: Coupling, people: Somebody[]): Coupling => {
  const going = people.filter(({ inAgreement, started }) => inAgreement && !started);
  const [first] = going.toSorted((a, b) => Number(a.profile) - Number(b.profile));
  if (first !== undefined) first.inAgreement = false;
  return shrink(before, (before.agreed ?? 0) - 1, "vacancy-changed", AT);
};

/** People who must not be placed as a head: on their way or at work at firm B, or here with a profile of their own. */
const taken = (coupling: Coupling, people: readonly Somebody[]): number => {
  const live = coupling.state === "agreed" || coupling.state === "transition";
  return people.filter(({ inAgreement, started, fellBack, profile }) => {
    if (profile) return true;
    if (fellBack) return false;
    return live ? inAgreement : started;
  }).length;
};

/** When it is over now: heads more than before, and positions held. */
const overNow = (coupling: Coupling): number[] => {
  const over = [end(coupling, "vacancy-withdrawn", doing), expire(coupling, AT)];
  return [
    Math.max(0, ...over.map((one) => headsOf(one) - headsOf(coupling))),
    Math.max(...over.map((one) => heldBy(one))),
  ];
};

const everybodyAgreed = (number: number): Somebody[] =>
  Array.from({ length: number }, () => ({
    inAgreement: true,
    started: false,
    fellBack: false,
    profile: false,
  }));

describe("heads and people", () => {
  it("nobody is counted as a head and as a profile at once, whoever joins, starts, falls back or leaves", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(deed, { maxLength: 25 }), (number, deeds) => {
        let coupling = aCoupling({ state: "agreed", people: number, agreed: number });
        const people = everybodyAgreed(number);
        for (const one of deeds) {
          coupling = afterDeed(coupling, people, one);
          expect(coupling.joined).toBe(people.filter(({ profile }) => profile).length);
          // Fewer heads spoken for than people taken would place somebody twice.
          expect(headsOf(coupling)).toBeGreaterThanOrEqual(taken(coupling, people));
          expect(headsOf(coupling)).toBeLessThanOrEqual(number);
          expect(gonePeople(coupling)).toBeLessThanOrEqual(headsOf(coupling));
          expect(heldBy(coupling)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("B2: only who joins, or a report, can have more people spoken for, and no deed holds more positions", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(deed, { maxLength: 25 }), (number, deeds) => {
        let coupling = aCoupling({ state: "agreed", people: number, agreed: number });
        const people = everybodyAgreed(number);
        for (const one of deeds) {
          const before = coupling;
          coupling = afterDeed(before, people, one);
          expect(heldBy(coupling)).toBeLessThanOrEqual(heldBy(before));
          expect(headsOf(coupling)).toBeLessThanOrEqual(TAKES.has(one.what) ? number : headsOf(before));
          expect(overNow(coupling)).toEqual([0, 0]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("without profiles, or with a profile for all, it is exactly the people who are taken", () => {
    const agreed = aCoupling({ state: "agreed", people: 4, agreed: 4 });
    const started = report(agreed, { started: 3, stayed: 0, fellBack: 1, complete: false }, doing);
    expect(started && headsOf(started)).toBe(3);
    const over = started && end(started, "completed", doing);
    expect(over && headsOf(over)).toBe(2);
    const all = [1, 2, 3, 4].reduce((one) => join(one, doing), agreed);
    expect(headsOf(all)).toBe(4);
    expect(headsOf(end(all, "vacancy-withdrawn", doing))).toBe(4);
    expect(headsOf(leave(end(all, "vacancy-withdrawn", doing), doing))).toBe(3);
  });

  it("no more people come with a profile, and no more codes are given, than people were agreed", () => {
    const agreed = aCoupling({ state: "agreed", people: 2, agreed: 2 });
    const both = join(join(invite(agreed, 2, doing), doing), doing);
    expect(() => join(both, doing)).toThrow(NotPossibleNow);
    expect(() => invite(both, 1, doing)).toThrow(NotPossibleNow);
    expect(() => invite(aCoupling({}), 1, doing)).toThrow("proposed");
    expect(() => join(aCoupling({}), doing)).toThrow("proposed");
    // Who showed a code before the end is a person, and not one of the heads that came back by it.
    const over = end(agreed, "completed", doing);
    expect([headsOf(over), headsOf(join(over, doing))]).toEqual([0, 1]);
  });
});
