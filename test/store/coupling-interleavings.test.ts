import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agree, decline, report } from "#packages/coupling/coupling-steps.ts";
import { join, leave } from "#packages/coupling/people-steps.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { find } from "#packages/store/documents.ts";
import { surplusNotices } from "#packages/store/kinds.ts";
import { PARTIES, type Town, wrongs } from "#test/support/brokerage/coupled-town.ts";
import { ownTowns } from "#test/support/brokerage/own-towns.ts";
import { demand, group, notice } from "#test/support/brokerage/region.ts";
import {
  answering,
  claimed,
  expireAt,
  NEXT_MONDAY_LATE,
  someone,
  withPositions,
} from "#test/support/brokerage/town-deeds.ts";
import { hasEngine } from "#test/support/dynamo.ts";

describe.skipIf(!hasEngine)("couplings while everything changes", () => {
  const aTown = ownTowns();

  const anyDeed = fc.oneof(
    fc.record({
      kind: fc.constant("vacancy" as const),
      number: fc.integer({ min: 1, max: 3 }),
      positions: fc.integer({ min: 1, max: 6 }),
      withdrawn: fc.nat(5).map((n) => n === 0),
    }),
    fc.record({
      kind: fc.constant("notice" as const),
      number: fc.integer({ min: 1, max: 2 }),
      heads: fc.integer({ min: 1, max: 7 }),
      withdrawn: fc.nat(5).map((n) => n === 0),
    }),
    fc.record({
      kind: fc.constant("answer" as const),
      pick: fc.nat(5),
      party: fc.constantFrom(...PARTIES),
      people: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({
      kind: fc.constant("agree" as const),
      pick: fc.nat(5),
      people: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ kind: fc.constant("decline" as const), pick: fc.nat(5), party: fc.constantFrom(...PARTIES) }),
    fc.record({ kind: fc.constant("start" as const), pick: fc.nat(5), complete: fc.boolean() }),
    fc.record({ kind: fc.constant("join" as const), pick: fc.nat(5) }),
    fc.record({ kind: fc.constant("leave" as const), pick: fc.nat(5) }),
    fc.record({
      kind: fc.constant("claim" as const),
      number: fc.integer({ min: 1, max: 3 }),
      people: fc.nat(2),
    }),
  );
  type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;

  const IDS = {
    vacancies: [1, 2, 3].map((number) => demand({}, number).id),
    notices: [1, 2].map((number) => notice([group()], {}, number).id),
  };

  const picked = async (town: Town, pick: number) => {
    const live = (await Promise.all(IDS.vacancies.map((id) => town.liveAt(id)))).flat();
    return live[pick % Math.max(1, live.length)];
  };

  const onCoupling = async (town: Town, pick: number, decide: (one: Coupling) => Coupling | undefined) => {
    const one = await picked(town, pick);
    if (one === undefined) return;
    try {
      await town.step(one.id, decide);
    } catch (error) {
      // Refused for its state or for want of room: that is an answer.
      if (!(error instanceof Error) || !/NotPossibleNow|NoRoom/.test(error.name)) throw error;
    }
  };

  type Saved<K extends Deed["kind"]> = Extract<Deed, { kind: K }>;
  const saveDemand = async (town: Town, { number, positions, withdrawn }: Saved<"vacancy">) => {
    const base = demand({}, number);
    await town.saveVacancy((before) => {
      if (before !== undefined && before.status !== "open") return before;
      return { ...withPositions(positions, base)(before), status: withdrawn ? "withdrawn" : "open" };
    }, base.id);
  };
  const saveSurplus = async (town: Town, { number, heads, withdrawn }: Saved<"notice">) => {
    const base = notice([group({ headCount: heads })], {}, number);
    const before = await find(town.platform, surplusNotices, base.id);
    if (before?.status === "withdrawn") return;
    await town.saveNotice({ ...base, status: withdrawn && before !== undefined ? "withdrawn" : "open" });
  };

  const doDeed = async (town: Town, deed: Deed): Promise<void> => {
    const doing = { by: someone("team"), at: town.clock.now };
    switch (deed.kind) {
      case "vacancy":
        return saveDemand(town, deed);
      case "notice":
        return saveSurplus(town, deed);
      case "answer":
        return onCoupling(town, deed.pick, (one) => agree(one, deed.people, answering(deed.party, town)));
      case "agree": {
        for (const party of PARTIES)
          await onCoupling(town, deed.pick, (one) =>
            agree(one, Math.min(deed.people, one.people), answering(party, town)),
          );
        return;
      }
      case "decline":
        return onCoupling(town, deed.pick, (one) => decline(one, "other", answering(deed.party, town)));
      case "start":
        return onCoupling(town, deed.pick, (one) =>
          report(
            one,
            {
              started: one.agreed ?? 0,
              stayed: 0,
              fellBack: one.transition?.fellBack ?? 0,
              complete: deed.complete,
            },
            doing,
          ),
        );
      case "join":
        return onCoupling(town, deed.pick, (one) => join(one, doing));
      case "leave":
        return onCoupling(town, deed.pick, (one) => (one.joined === 0 ? undefined : leave(one, doing)));
      case "claim":
        return claimed(town, demand({}, deed.number).id, deed.people);
    }
  };

  it("nothing is held twice and nothing forgotten, whatever sides do while two workers couple (B1, B2)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyDeed, { minLength: 2, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
        async (waves) => {
          const town = await aTown();
          await town.saveVacancy(() => demand(), demand().id);
          await town.saveNotice(notice());
          for (const wave of waves) {
            const deeds = async () => {
              for (const deed of wave) await doDeed(town, deed);
            };
            await Promise.all([town.untilQuiet(2), deeds()]);
          }
          await town.untilQuiet(2);
          expect(await wrongs(town, IDS)).toEqual([]);
          await expireAt(town, NEXT_MONDAY_LATE);
          expect(await wrongs(town, IDS)).toEqual([]);
        },
      ),
      { numRuns: 15, endOnFailure: true },
    );
  }, 180_000);
});
