import { describe, expect, it } from "vitest";
import { claim, release } from "#packages/delivery/claim.ts";
import { decide } from "#packages/delivery/decide.ts";
import { acceptHandOver, offerHandOver, returnHandOver } from "#packages/delivery/hand-over.ts";
import type { Outcome } from "#packages/delivery/transition.ts";
import type { Actor } from "#packages/domain/actor.ts";
import {
  Decision,
  END_REASONS,
  type EndReason,
  PROPOSAL_STATES,
  type Proposal,
} from "#packages/domain/proposal.ts";
import { defaultSettings } from "#packages/domain/settings.ts";
import { stepOf } from "#packages/proposing/pair-changes.ts";
import { liftRestriction, object, restrict, withdrawObjection } from "#packages/rights/hold-back.ts";
import { admin, ana, aProfile, aProposal, aVacancy, bo, cas, NOW, SYSTEM } from "../delivery/a-proposal.ts";

const LATER = new Date("2027-06-01T09:00:00.000Z");
const ACTORS: readonly Actor[] = [ana, bo, cas, admin, SYSTEM];
const DECISIONS = [
  { decision: "accept" },
  { decision: "reject", reason: "other" },
  { decision: "introduce" },
  { decision: "place", startDate: "2026-12-01" },
  { decision: "not-place", reason: "other" },
  { decision: "check", outcome: "left" },
].map((input) => Decision.parse(input));

type Deed = (proposal: Proposal) => Outcome;
const sides = { vacancy: aVacancy(), profile: aProfile() };

/** Everything that anybody can try on a proposal. */
const deedsOf = (actor: Actor): Deed[] => [
  (one) => claim(one, actor, LATER),
  (one) => release(one, actor, LATER),
  (one) => offerHandOver(one, { to: "AM19" }, actor, LATER),
  (one) => acceptHandOver(one, undefined, actor, LATER),
  (one) => returnHandOver(one, undefined, actor, LATER),
  ...DECISIONS.map(
    (decision): Deed =>
      (one) =>
        decide(one, decision, { ...sides, actor }, LATER),
  ),
];

const settings = defaultSettings("AM18");
/** What the platform itself can do to a pair. */
const endedBy =
  (reason: EndReason) =>
  (one: Proposal): Proposal | undefined =>
    stepOf(
      { kind: "end", vacancyId: one.vacancyId, profileId: one.profileId, state: "obsolete", reason },
      one,
      { at: NOW, settings },
    )?.proposal;

/** What can follow on a proposal, with who did it. */
const followers = (one: Proposal): { readonly next: Proposal; readonly by: Actor }[] => {
  const byPeople = ACTORS.flatMap((by) =>
    deedsOf(by).flatMap((deed) => {
      const outcome = deed(one);
      return outcome.kind === "done" ? [{ next: outcome.proposal, by }] : [];
    }),
  );
  const bySystem = END_REASONS.flatMap((reason) => {
    const next = endedBy(reason)(one);
    return next === undefined ? [] : [{ next, by: SYSTEM }];
  });
  return [...byPeople, ...bySystem];
};

/** What of a proposal counts for what can follow on it. */
const shapeOf = ({ state, claim: claimed, handOver, region }: Proposal): string =>
  JSON.stringify([state, claimed?.by.subject, handOver?.to, region]);

/** Every state that can be reached from a new proposal, tried out to the end. */
const explore = () => {
  const seen = new Map<string, Proposal>();
  const steps: { from: Proposal; next: Proposal; by: Actor }[] = [];
  const waiting = [aProposal()];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (seen.has(shapeOf(one))) continue;
    seen.set(shapeOf(one), one);
    for (const { next, by } of followers(one)) {
      steps.push({ from: one, next, by });
      waiting.push(next);
    }
  }
  return { states: new Set([...seen.values()].map(({ state }) => state)), steps };
};

/** States that say no to somebody, or settle that it is over. */
const ADVERSE = ["rejected", "not-placed"];

describe("M4, GDPR 22: nothing is refused to anybody without a person", () => {
  const { states, steps } = explore();

  it("tries every deed of everybody in every state that can be reached", () => {
    expect([...states].toSorted()).toEqual(
      PROPOSAL_STATES.filter((state) => state !== "superseded").toSorted(),
    );
    expect(steps.length).toBeGreaterThan(100);
  });

  it("a refusal is always the last step of a named person of a team, with a reason", () => {
    const adverse = steps.filter(
      ({ next, from }) => ADVERSE.includes(next.state) && next.state !== from.state,
    );
    expect(adverse.length).toBeGreaterThan(0);
    for (const { next } of adverse) {
      const last = next.history.at(-1);
      expect([next.state, last?.by.role, last?.reason !== undefined]).toEqual([next.state, "team", true]);
      expect(last?.by.subject).not.toBe("");
    }
  });

  it("the platform itself only ever ends what is open, for a fact about one of the two sides, and never refuses", () => {
    const own = steps.filter(({ next }) => next.history.at(-1)?.by.role === "system");
    expect(own.length).toBeGreaterThan(0);
    for (const { next } of own) {
      expect(next.state).toBe("obsolete");
      expect(END_REASONS).toContain(next.history.at(-1)?.reason);
    }
  });

  it("neither the platform nor an administrator can take a decision about somebody", () => {
    for (const actor of [SYSTEM, admin])
      for (const { from } of steps)
        for (const decision of DECISIONS)
          expect(decide(from, decision, { ...sides, actor }, LATER).kind).toBe("refused");
  });

  it("G2: a proposal goes to another team only by a person of each: one offers it, one of the other takes it", () => {
    const moved = steps.filter(({ from, next }) => from.region !== next.region);
    const settled = steps.filter(
      ({ from, next }) => (from.handOver === undefined) !== (next.handOver === undefined),
    );
    expect([moved.length > 0, settled.length > 0]).toEqual([true, true]);
    for (const { from, next } of settled.filter(({ next: { state } }) => state !== "obsolete")) {
      const last = next.history.at(-1);
      expect([last?.what, last?.by.role]).toEqual([expect.stringContaining("hand-over"), "team"]);
      expect(last?.by.region).toBeOneOf([from.region, from.handOver?.to]);
    }
    for (const { from, next } of moved) {
      expect(next.history.at(-1)?.by.region).toBe(next.region);
      expect(from.handOver?.by).toMatchObject({ role: "team", region: from.region });
    }
  });

  it("no step ever takes a line out of the history", () => {
    for (const { from, next } of steps)
      expect(next.history.slice(0, from.history.length)).toEqual(from.history);
  });

  it("restriction and objection are undone by the same person, and lead back to where they began", () => {
    const origin = { now: NOW };
    const before = aProfile();
    const restricted = restrict(before, "accuracy-contested", origin)?.profile ?? before;
    const lifted = liftRestriction(restricted, origin)?.profile ?? before;
    const objected = object(lifted, origin)?.profile ?? before;
    const after = withdrawObjection(objected, origin)?.profile ?? before;
    expect([restricted.restriction?.ground, objected.objection?.since]).toEqual([
      "accuracy-contested",
      NOW.toISOString(),
    ]);
    expect(JSON.parse(JSON.stringify({ ...after, version: 1, changedAt: before.changedAt }))).toEqual(
      JSON.parse(JSON.stringify(before)),
    );
  });
});
