import { createHandler } from "#functions/brokerage/expire-holds/handler.ts";
import type { CouplingParty } from "#packages/domain/coupling.ts";
import { MarketProfileId, type VacancyId } from "#packages/domain/ids.ts";
import { proposalIdOf } from "#packages/domain/proposal.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { putOpenProposals, readOpenProposals } from "#packages/store/open-proposals.ts";
import { commit } from "#packages/store/platform-table.ts";
import { silentLog } from "#test/support/intake/intake-app.ts";
import type { Town } from "./coupled-town.ts";

/** A Monday; five working days later is the Monday after. */
export const MONDAY = "2021-02-01T09:00:00.000Z";
export const NEXT_MONDAY_LATE = "2021-02-08T23:30:00.000Z";

export const someone = (role: "employer" | "team") => ({ subject: `test-${role}`, role });
export const answering = (party: CouplingParty, town: Town) => ({
  party,
  by: someone(party === "team" ? "team" : "employer"),
  at: town.clock.now,
});

/** The employer's demand changes to so many positions: open ones go first, then held ones, as intake does. */
export const withPositions =
  (positions: number, base: Vacancy) =>
  (before: Vacancy | undefined): Vacancy => {
    const at = before?.places[0] ?? { ...base.places[0], held: 0, filled: 0 };
    const left = Math.max(0, positions - (at.filled ?? 0));
    const held = Math.min(at.held ?? 0, left);
    const [first] = base.places;
    if (first === undefined) return base;
    return { ...base, places: [{ ...first, filled: at.filled ?? 0, held, open: left - held }] };
  };

export const claimed = async ({ platform }: Town, vacancyId: VacancyId, people: number) => {
  const list = await readOpenProposals(platform, "VACANCY", vacancyId);
  const entries = Array.from({ length: people }, (_, index) => {
    const profileId = MarketProfileId.parse(stableUuid("claimed", String(index)));
    const proposalId = proposalIdOf(vacancyId, profileId);
    return { proposalId, vacancyId, profileId, score: 500_000, standing: true, fingerprint: "f" };
  });
  await commit(platform.client, [putOpenProposals(platform, "VACANCY", vacancyId, { ...list, entries })]);
};

export const expireAt = async (town: Town, moment: string) => {
  town.clock.now = new Date(moment);
  await createHandler({ table: town.platform, log: silentLog, now: () => town.clock.now })();
  return town.untilQuiet();
};
