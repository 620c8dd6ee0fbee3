import { describe, expect, it } from "vitest";
import { claim, release } from "#packages/delivery/claim.ts";
import { DECIDABLE, decide } from "#packages/delivery/decide.ts";
import { acceptHandOver, offerHandOver, returnHandOver } from "#packages/delivery/hand-over.ts";
import type { Done, Outcome } from "#packages/delivery/transition.ts";
import { Decision, PROPOSAL_STATES } from "#packages/domain/proposal.ts";
import {
  admin,
  ana,
  aProfile,
  aProposal,
  aVacancy,
  bo,
  cas,
  claimedBy,
  dee,
  introductionConsent,
  matchingConsent,
  NOW,
  SYSTEM,
} from "./a-proposal.ts";

const done = (outcome: Outcome): Done => {
  if (outcome.kind !== "done") throw new Error(`expected it to be done: ${JSON.stringify(outcome)}`);
  return outcome;
};
const sides = { vacancy: aVacancy(), profile: aProfile() };
const byAna = { ...sides, actor: ana };

describe("claiming", () => {
  it("gives a proposal to one of the team, with a line in its history", () => {
    const { proposal, what } = done(claim(aProposal(), ana, NOW));
    expect(what).toBe("claimed");
    expect(proposal).toMatchObject({ state: "claimed", version: 2, claim: { by: ana } });
    expect(proposal.history.at(-1)).toMatchObject({ what: "claimed", by: ana, rules: "rules-1" });
  });

  it("again by the same changes nothing", () => {
    const claimed = aProposal({ state: "claimed", claim: claimedBy(ana) });
    expect(claim(claimed, ana, NOW)).toEqual({ kind: "unchanged", proposal: claimed });
  });

  it("tells a colleague who has it and since when", () => {
    const claimed = aProposal({ state: "claimed", claim: claimedBy(ana) });
    expect(claim(claimed, bo, NOW)).toMatchObject({
      kind: "refused",
      why: "claimed-by-other",
      detail: "A colleague of the team of AM18 has claimed it, since 2026-11-21T09:00:00.000Z.",
      claim: { by: ana },
    });
  });

  it.each([
    { who: "another region's team", actor: cas, why: "other-team" },
    { who: "the platform", actor: SYSTEM, why: "not-a-team" },
    { who: "an administrator", actor: admin, why: "not-a-team" },
  ])("is not for $who (M4)", ({ actor, why }) => {
    expect(claim(aProposal(), actor, NOW)).toMatchObject({ kind: "refused", why });
  });

  it.each(["placed", "not-placed", "checked", "rejected", "obsolete", "superseded"])(
    "is not possible when it is %s",
    (state) => {
      expect(claim(aProposal({ state }), ana, NOW)).toMatchObject({ kind: "refused", why: "wrong-state" });
    },
  );
});

describe("giving up a claim", () => {
  it.each([
    { from: "claimed", to: "proposed" },
    { from: "accepted", to: "accepted" },
    { from: "introduced", to: "introduced" },
  ])("makes a $from proposal $to, free for a colleague", ({ from, to }) => {
    const { proposal } = done(release(aProposal({ state: from, claim: claimedBy(ana) }), ana, NOW));
    expect(proposal.state).toBe(to);
    expect(proposal.claim).toBeUndefined();
    expect(done(claim(proposal, bo, NOW)).proposal.claim?.by).toEqual(bo);
  });

  it("is for the claimer and for an administrator, not for a colleague or another team", () => {
    const claimed = aProposal({ state: "claimed", claim: claimedBy(ana) });
    expect(release(claimed, bo, NOW)).toMatchObject({ kind: "refused", why: "claimed-by-other" });
    expect(release(claimed, cas, NOW)).toMatchObject({ kind: "refused", why: "other-team" });
    expect(done(release(claimed, admin, NOW)).proposal.history.at(-1)).toMatchObject({
      what: "released",
      by: admin,
    });
  });

  it("of what nobody has claimed changes nothing", () => {
    expect(release(aProposal(), ana, NOW).kind).toBe("unchanged");
  });
});

const DECISIONS = [
  { decision: "accept", becomes: "accepted" },
  { decision: "reject", reason: "employer-declined", becomes: "rejected" },
  { decision: "introduce", becomes: "introduced" },
  { decision: "place", startDate: "2026-12-01", becomes: "placed" },
  { decision: "not-place", reason: "person-chose-other", becomes: "not-placed" },
  { decision: "check", outcome: "left", becomes: "checked" },
] as const;

describe.each(DECISIONS)("$decision", ({ becomes, ...input }) => {
  const decision = Decision.parse(input);

  it.each(PROPOSAL_STATES)("of a proposal that is %s", (state) => {
    const outcome = decide(aProposal({ state, claim: claimedBy(ana) }), decision, byAna, NOW);
    if (DECIDABLE[decision.decision].includes(state))
      expect(done(outcome).proposal).toMatchObject({ state: becomes, version: 2 });
    else expect(outcome).toMatchObject({ kind: "refused", why: "wrong-state" });
  });

  it("M4: is never taken by the platform or another team", () => {
    const [state] = DECIDABLE[decision.decision];
    const proposal = aProposal({ state, claim: claimedBy(ana) });
    for (const actor of [SYSTEM, admin, cas])
      expect(decide(proposal, decision, { ...sides, actor }, NOW).kind).toBe("refused");
  });
});

describe("deciding", () => {
  it("is for whoever has claimed it", () => {
    const accept = Decision.parse({ decision: "accept" });
    const claimed = aProposal({ state: "claimed", claim: claimedBy(ana) });
    expect(decide(claimed, accept, { ...sides, actor: bo }, NOW)).toMatchObject({
      why: "claimed-by-other",
      detail: "A colleague of the team of AM18 has claimed it, since 2026-11-21T09:00:00.000Z.",
    });
    const free = aProposal({ state: "accepted" });
    const introduce = Decision.parse({ decision: "introduce" });
    expect(decide(free, introduce, byAna, NOW)).toMatchObject({ why: "not-claimed" });
  });

  it.each([
    { consents: [matchingConsent], who: "somebody who only agreed to matching" },
    {
      consents: [matchingConsent, { ...introductionConsent, receiver: "87654321" }],
      who: "somebody who agreed to another employer",
    },
    {
      consents: [matchingConsent, { ...introductionConsent, withdrawnAt: "2026-11-20T09:00:00.000Z" }],
      who: "somebody who withdrew the consent",
    },
  ])("S4: does not introduce $who", ({ consents }) => {
    const accepted = aProposal({ state: "accepted", claim: claimedBy(ana) });
    const context = { vacancy: aVacancy(), profile: aProfile({ consents }), actor: ana };
    expect(decide(accepted, Decision.parse({ decision: "introduce" }), context, NOW)).toMatchObject({
      kind: "refused",
      why: "no-consent",
      detail: expect.stringContaining("12345678"),
    });
  });

  it.each([
    { vacancy: aVacancy({ status: "withdrawn" }), profile: aProfile(), why: "vacancy-not-open" },
    { vacancy: undefined, profile: aProfile(), why: "vacancy-not-open" },
    { vacancy: aVacancy(), profile: aProfile({ status: "placed" }), why: "person-not-available" },
    { vacancy: aVacancy(), profile: undefined, why: "person-not-available" },
    {
      vacancy: aVacancy({ places: [{ pc4: "4811", region: "AM18", open: 0, held: 1, filled: 1 }] }),
      profile: aProfile(),
      why: "no-open-position",
    },
  ])("does not place when $why", ({ why, ...both }) => {
    const introduced = aProposal({ state: "introduced", claim: claimedBy(ana) });
    const place = Decision.parse({ decision: "place", startDate: "2026-12-01" });
    expect(decide(introduced, place, { ...both, actor: ana }, NOW)).toMatchObject({ kind: "refused", why });
  });

  it("checks after three months, and before that only that somebody left", () => {
    const placed = aProposal({ state: "placed", checkDueDate: "2027-02-28" });
    const stayed = Decision.parse({ decision: "check", outcome: "still-at-work" });
    expect(decide(placed, stayed, byAna, NOW)).toMatchObject({
      why: "too-early",
      detail: "It can be checked from 2027-02-28 on.",
    });
    const later = new Date("2027-02-28T09:00:00.000Z");
    const { proposal } = done(decide(placed, stayed, { ...sides, actor: bo }, later));
    expect(proposal.history.at(-1)).toMatchObject({ what: "checked", reason: "still-at-work", by: bo });
  });
});

describe("a placement", () => {
  const introduced = aProposal({ state: "introduced", claim: claimedBy(ana) });
  const place = Decision.parse({ decision: "place", startDate: "2026-11-30" });

  it("fills a position of the place and ends the search of the person", () => {
    const { proposal, placement } = done(decide(introduced, place, byAna, NOW));
    expect(proposal).toMatchObject({ startDate: "2026-11-30", checkDueDate: "2027-02-28" });
    expect(placement?.vacancy).toMatchObject({
      version: 2,
      status: "open",
      places: [{ open: 1, held: 0, filled: 1 }],
    });
    expect(placement?.profile).toMatchObject({ version: 2, status: "placed" });
  });

  it("of the last position closes the vacancy", () => {
    const vacancy = aVacancy({ places: [{ pc4: "4811", region: "AM18", open: 1, held: 0, filled: 3 }] });
    const { placement } = done(decide(introduced, place, { ...byAna, vacancy }, NOW));
    expect(placement?.vacancy).toMatchObject({ status: "closed", places: [{ open: 0, filled: 4 }] });
  });

  it("leaves a vacancy open while positions are held for brokerage", () => {
    const vacancy = aVacancy({ places: [{ pc4: "4811", region: "AM18", open: 1, held: 2, filled: 0 }] });
    const { placement } = done(decide(introduced, place, { ...byAna, vacancy }, NOW));
    expect(placement?.vacancy).toMatchObject({ status: "open", places: [{ open: 0, held: 2, filled: 1 }] });
  });
});

describe("W1: a hand-over", () => {
  const claimed = aProposal({ state: "accepted", claim: claimedBy(ana) });
  const offered = done(offerHandOver(claimed, { to: "AM19", note: "woont er bijna" }, ana, NOW)).proposal;

  it("stays with the team that offers until the other accepts, and nothing else happens to it", () => {
    expect(offered).toMatchObject({
      region: "AM18",
      state: "accepted",
      handOver: { from: "AM18", to: "AM19" },
    });
    const reject = Decision.parse({ decision: "reject", reason: "other" });
    for (const outcome of [
      decide(offered, reject, byAna, NOW),
      release(offered, ana, NOW),
      offerHandOver(offered, { to: "AM20" }, ana, NOW),
    ])
      expect(outcome).toMatchObject({ kind: "refused", why: "hand-over-pending" });
    expect(offerHandOver(offered, { to: "AM19" }, ana, NOW).kind).toBe("unchanged");
  });

  it("accepted, it lies with the other team, claimed, under the same term", () => {
    const { proposal } = done(acceptHandOver(offered, undefined, cas, NOW));
    expect(proposal).toMatchObject({
      region: "AM19",
      homeRegion: "AM18",
      state: "accepted",
      claim: { by: cas },
      dueAt: claimed.dueAt,
    });
    expect(proposal.handOver).toBeUndefined();
    expect(claim(proposal, ana, NOW)).toMatchObject({ why: "other-team" });
  });

  it("accepted of an unclaimed proposal, it is claimed", () => {
    const free = done(offerHandOver(aProposal(), { to: "AM19" }, bo, NOW)).proposal;
    expect(done(acceptHandOver(free, undefined, cas, NOW)).proposal).toMatchObject({
      state: "claimed",
      claim: { by: cas },
    });
  });

  it.each([
    { who: "the receiving team", actor: cas },
    { who: "the offering team", actor: bo },
  ])("returned by $who, all is as it was", ({ actor }) => {
    const { proposal } = done(returnHandOver(offered, "liever niet", actor, NOW));
    expect(proposal).toMatchObject({ region: "AM18", state: "accepted", claim: { by: ana } });
    expect(proposal.handOver).toBeUndefined();
  });

  it("is accepted by the receiving team only, returned by the two, and by nobody twice", () => {
    expect(acceptHandOver(offered, undefined, ana, NOW)).toMatchObject({ why: "other-team" });
    expect(acceptHandOver(offered, undefined, dee, NOW)).toMatchObject({ why: "other-team" });
    expect(returnHandOver(offered, undefined, dee, NOW)).toMatchObject({ why: "other-team" });
    expect(acceptHandOver(claimed, undefined, cas, NOW)).toMatchObject({ why: "no-hand-over" });
    expect(returnHandOver(claimed, undefined, cas, NOW)).toMatchObject({ why: "no-hand-over" });
  });

  it("is not offered to oneself, nor by a colleague of whoever has it", () => {
    expect(offerHandOver(claimed, { to: "AM18" }, ana, NOW)).toMatchObject({ why: "same-team" });
    expect(offerHandOver(claimed, { to: "AM19" }, bo, NOW)).toMatchObject({ why: "claimed-by-other" });
  });
});
