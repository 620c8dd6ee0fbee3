import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agree, report } from "#packages/coupling/coupling-steps.ts";
import { placementOf } from "#packages/delivery/placement.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { find } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { readOpenProposals } from "#packages/store/open-proposals.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { positionWrites } from "#packages/store/write-vacancy.ts";
import { clockAt, PARTIES, type Town, townOn, wrongs } from "#test/support/brokerage/coupled-town.ts";
import { demand, group, notice, place } from "#test/support/brokerage/region.ts";
import { answering, claimed, MONDAY, someone } from "#test/support/brokerage/town-deeds.ts";
import { aMarketProfile } from "#test/support/build.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { pc4 } from "#test/support/matching/small-world.ts";

const REGIONS = ["AM01", "AM02", "AM03"] as const;
const POSITIONS = 3;
/** One demand of a national employer, with places in three regions (D1). */
const national = demand({
  nationalEmployer: true,
  places: REGIONS.map((region, index) => place({ region, pc4: pc4(index * 5), open: POSITIONS })),
});
const surplus = REGIONS.map((region, index) =>
  notice([group({ region, headCount: 4, pc4: pc4(index * 5) })], {}, index + 1),
);
const IDS = { vacancies: [national.id], notices: surplus.map(({ id }) => id) };

const anyDeed = fc.oneof(
  fc.record({ kind: fc.constant("place" as const), at: fc.nat(2) }),
  fc.record({ kind: fc.constant("claim" as const), at: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant("agree" as const), at: fc.nat(4) }),
  fc.record({ kind: fc.constant("start" as const), at: fc.nat(4) }),
);
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;

describe.skipIf(!hasEngine)("a national employer (D1)", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  const theVacancy = async ({ platform }: Town) => {
    const found = await find(platform, vacancies, national.id);
    if (found === undefined) throw new Error("no vacancy");
    return found;
  };

  /** A team places a person, as it decides on a proposal: when the position is still open as it is written. */
  const placePerson = async (town: Town, at: number): Promise<void> => {
    const before = await theVacancy(town);
    const done = placementOf({ vacancy: before, profile: aMarketProfile() }, at, town.clock.now);
    if ("kind" in done) return;
    try {
      await commit(town.platform.client, positionWrites(town.platform, done.vacancy, []));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  };

  /** Teams claim people, no more than there are open positions for. */
  const claim = async (town: Town, people: number): Promise<void> => {
    const { places } = await theVacancy(town);
    const open = places.reduce((sum, one) => sum + one.open, 0);
    try {
      await claimed(town, national.id, Math.min(people, open));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  };

  const onCoupling = async (town: Town, at: number, decide: (one: Coupling) => Coupling | undefined) => {
    const live = await town.liveAt(national.id);
    const one = live[at % Math.max(1, live.length)];
    if (one === undefined) return;
    try {
      await town.step(one.id, decide);
    } catch (error) {
      if (!(error instanceof Error) || !/NotPossibleNow|NoRoom/.test(error.name)) throw error;
    }
  };

  const doDeed = async (town: Town, { kind, at }: Deed): Promise<void> => {
    const doing = { by: someone("team"), at: town.clock.now };
    switch (kind) {
      case "place":
        return placePerson(town, at);
      case "claim":
        return claim(town, at);
      case "agree":
        for (const party of PARTIES)
          await onCoupling(town, at, (one) => agree(one, one.people, answering(party, town)));
        return;
      case "start":
        return onCoupling(town, at, (one) =>
          report(one, { started: one.agreed ?? 0, stayed: 0, fellBack: 0, complete: false }, doing),
        );
    }
  };

  /** Of each place as many positions as were asked, whoever they are for; people whom teams have come first. */
  const givenAwayTwice = async (town: Town): Promise<string[]> => {
    const vacancy = await theVacancy(town);
    const { entries } = await readOpenProposals(town.platform, "VACANCY", national.id);
    const claims = entries.filter(({ standing }) => standing).length;
    const sum = (of: (one: (typeof vacancy.places)[number]) => number) =>
      vacancy.places.reduce((total, one) => total + of(one), 0);
    const places = vacancy.places.flatMap(({ pc4: at, open, held, filled }) =>
      open + held + filled === POSITIONS && Math.min(open, held, filled) >= 0
        ? []
        : [`${at}: ${open} open, ${held} held, ${filled} filled`],
    );
    const given = sum(({ held, filled }) => held + filled);
    const total = REGIONS.length * POSITIONS;
    return given > total || sum(({ open }) => open) !== total - given
      ? [...places, `${given} of ${total} given away`]
      : [...places, ...(claims > total - sum(({ filled }) => filled) ? [`${claims} claims too many`] : [])];
  };

  it("one total over all regions: couplings and people are never given the same position", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyDeed, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        async (waves) => {
          dynamo.stop();
          dynamo = await startDynamo();
          const town = townOn(dynamo, clockAt(MONDAY));
          await town.saveVacancy(() => national, national.id);
          for (const one of surplus) await town.saveNotice(one);
          for (const wave of waves) {
            const deeds = async () => {
              for (const deed of wave) await doDeed(town, deed);
            };
            await Promise.all([town.untilQuiet(2), deeds()]);
            expect(await givenAwayTwice(town)).toEqual([]);
          }
          await town.untilQuiet(2);
          expect(await givenAwayTwice(town)).toEqual([]);
          expect(await wrongs(town, IDS)).toEqual([]);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);
});
