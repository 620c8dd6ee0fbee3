import fc from "fast-check";
import { expect, it } from "vitest";
import { claim, release } from "#packages/delivery/claim.ts";
import { decide } from "#packages/delivery/decide.ts";
import { eventsOfDeed } from "#packages/delivery/deed-events.ts";
import { acceptHandOver, offerHandOver, returnHandOver } from "#packages/delivery/hand-over.ts";
import type { Outcome } from "#packages/delivery/transition.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { Decision, Proposal } from "#packages/domain/proposal.ts";
import { factsOf } from "#packages/proposing/proposal-events.ts";
import { admin, ana, aProfile, aProposal, aVacancy, bo, cas, NOW, SYSTEM } from "./a-proposal.ts";

/** Mostly one person, or few proposals would ever get far. */
const actors = fc.constantFrom<Actor>(ana, ana, ana, ana, ana, ana, bo, cas, admin, SYSTEM);
const decisions = fc
  .constantFrom(
    { decision: "accept" },
    { decision: "reject", reason: "person-not-interested" },
    { decision: "introduce" },
    { decision: "place", startDate: "2026-12-01" },
    { decision: "not-place", reason: "employer-chose-other" },
    { decision: "check", outcome: "left" },
  )
  .map((input) => Decision.parse(input));

type Sides = { vacancy: ReturnType<typeof aVacancy>; profile: ReturnType<typeof aProfile> };
type Deed = (proposal: Proposal, sides: Sides) => Outcome;
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  actors.map(
    (actor): Deed =>
      (proposal) =>
        claim(proposal, actor, NOW),
  ),
  actors.map(
    (actor): Deed =>
      (proposal) =>
        release(proposal, actor, NOW),
  ),
  fc.tuple(actors, decisions).map(
    ([actor, decision]): Deed =>
      (proposal, sides) =>
        decide(proposal, decision, { ...sides, actor }, NOW),
  ),
  fc.tuple(actors, fc.constantFrom("AM18" as const, "AM19" as const)).map(
    ([actor, to]): Deed =>
      (proposal) =>
        offerHandOver(proposal, { to }, actor, NOW),
  ),
  actors.map(
    (actor): Deed =>
      (proposal) =>
        acceptHandOver(proposal, undefined, actor, NOW),
  ),
  actors.map(
    (actor): Deed =>
      (proposal) =>
        returnHandOver(proposal, undefined, actor, NOW),
  ),
);

/** States that take something from a person, or settle it: each must have been somebody's decision. */
const BY_PEOPLE = ["claimed", "accepted", "introduced", "placed", "not-placed", "checked", "rejected"];

it("M4: whatever is tried, no state but proposed is reached without a person of a team in the history", () => {
  fc.assert(
    fc.property(fc.array(deeds, { maxLength: 60 }), (tried) => {
      let proposal = aProposal();
      const sides = { vacancy: aVacancy(), profile: aProfile() };
      for (const deed of tried) {
        const outcome = deed(proposal, sides);
        if (outcome.kind !== "done") continue;
        expect(outcome.proposal.version).toBe(proposal.version + 1);
        expect(outcome.proposal.history.slice(0, -1)).toEqual(proposal.history);
        expect(outcome.proposal.dueAt).toBe(proposal.dueAt);
        proposal = outcome.proposal;
        expect(Proposal.parse(proposal)).toEqual(proposal);
        if (BY_PEOPLE.includes(proposal.state))
          expect(proposal.history.some(({ by, what }) => by.role === "team" && what !== "proposed")).toBe(
            true,
          );
        const last = proposal.history.at(-1);
        expect(last?.by.role === "team" || last?.what === "released").toBe(true);
      }
    }),
  );
});

it("what is told carries ids and codes of the new version, each event under an id of its own", () => {
  fc.assert(
    fc.property(fc.array(deeds, { maxLength: 30 }), (tried) => {
      let proposal = aProposal();
      const ids = new Set<string>();
      let told = 0;
      for (const deed of tried) {
        const outcome = deed(proposal, { vacancy: aVacancy(), profile: aProfile() });
        if (outcome.kind !== "done") continue;
        const events = eventsOfDeed(outcome, { before: proposal, facts: factsOf(outcome.proposal) });
        expect(events.length).toBeGreaterThan(0);
        for (const event of events) {
          ids.add(event.id);
          expect(JSON.stringify(event)).not.toContain(ana.subject);
        }
        told += events.length;
        proposal = outcome.proposal;
      }
      expect(ids.size).toBe(told);
    }),
  );
});

const counts = fc.nat({ max: 4 });
const totalsOf = ({ places }: Sides["vacancy"]) =>
  places.map(({ open, held, filled }) => open + held + filled);
const leftOf = ({ places }: Sides["vacancy"]) => places.reduce((sum, { open, held }) => sum + open + held, 0);

/** The vacancy after somebody was placed in that place; as it was when that is refused. */
const placedIn = (vacancy: Sides["vacancy"], place: number): Sides["vacancy"] => {
  const proposal = aProposal({ state: "introduced", claim: { by: ana, at: NOW.toISOString() } });
  const outcome = decide(
    { ...proposal, explanation: { ...proposal.explanation, place } },
    Decision.parse({ decision: "place", startDate: "2026-12-01" }),
    { vacancy, profile: aProfile(), actor: ana },
    NOW,
  );
  const couldFill = vacancy.status === "open" && (vacancy.places[place]?.open ?? 0) > 0;
  expect(outcome.kind).toBe(couldFill ? "done" : "refused");
  return outcome.kind === "done" ? (outcome.placement?.vacancy ?? vacancy) : vacancy;
};

it("positions are conserved: a placement moves one from open to filled, and none falls below zero", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ open: counts, held: counts, filled: counts }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat({ max: 4 }), { maxLength: 12 }),
      (places, placements) => {
        let vacancy = aVacancy({
          nationalEmployer: true,
          places: places.map((place) => ({ ...place, pc4: "4811", region: "AM18" })),
        });
        const totals = totalsOf(vacancy);
        for (const place of placements) {
          vacancy = placedIn(vacancy, place);
          expect(totalsOf(vacancy)).toEqual(totals);
          expect(vacancy.places.every(({ open }) => open >= 0)).toBe(true);
          expect(vacancy.status === "closed" && leftOf(vacancy) > 0).toBe(false);
        }
      },
    ),
  );
});
