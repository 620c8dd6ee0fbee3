import { expect, it } from "vitest";
import type { Proposal } from "#packages/domain/proposal.ts";
import { defaultSettings } from "#packages/domain/settings.ts";
import { termsOfProfile, termsOfVacancy } from "#packages/matching/terms.ts";
import { stepOf } from "#packages/proposing/pair-changes.ts";
import { aMarketProfile, aVacancy } from "#test/support/build.ts";
import { ana, aProposal } from "../delivery/a-proposal.ts";

const at = new Date("2026-11-20T09:00:00Z");
const moment = { at, settings: defaultSettings("AM33") };
/** The pair scored anew after the person moved to region AM33. */
const afterMove = (before: Proposal) => {
  const vacancy = termsOfVacancy(aVacancy());
  const profile = termsOfProfile(aMarketProfile({ region: "AM33", pc4: "6041" }));
  if (vacancy === undefined || profile === undefined) throw new Error("not to be matched");
  const { explanation } = before;
  return { vacancy, profile, explanation, fingerprint: "after the move" };
};

it("M1: after a move, what nobody has taken up ends for the old team and is proposed to the new one", () => {
  const before = aProposal({ state: "proposed", region: "AM18", homeRegion: "AM18", claim: undefined });
  const ended = stepOf({ kind: "rescore", ...afterMove(before) }, before, moment);
  expect(ended?.proposal).toMatchObject({ state: "obsolete", region: "AM18", version: before.version + 1 });
  expect(ended?.event).toMatchObject({
    type: "nl.arbeidsmarkt.match-ended.v1",
    data: { region: "AM18", reason: "profile-changed" },
  });
  const again = stepOf({ kind: "propose", ...afterMove(before) }, ended?.proposal, moment);
  expect(again?.proposal).toMatchObject({ state: "proposed", region: "AM33", homeRegion: "AM33" });
  expect(again?.event).toMatchObject({ type: "nl.arbeidsmarkt.match-proposed.v1", data: { region: "AM33" } });
});

it.each([
  ["has taken up", { state: "claimed", claim: { by: ana, at: at.toISOString() } }],
  ["is offered to another", { handOver: { from: "AM18", to: "AM17", by: ana, at: at.toISOString() } }],
  ["took over from another", { region: "AM17" }],
] as const)(
  "M1: after a move, what a team %s stays there, and the new home team can see it",
  (_what, over) => {
    const before = aProposal({
      state: "proposed",
      region: "AM18",
      homeRegion: "AM18",
      claim: undefined,
      ...over,
    });
    const step = stepOf({ kind: "rescore", ...afterMove(before) }, before, moment);
    expect(step?.proposal).toMatchObject({ state: before.state, region: before.region, homeRegion: "AM33" });
    expect(step?.event.type).toBe("nl.arbeidsmarkt.match-rescored.v1");
  },
);
