import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { coupleRegions } from "#packages/coupling/couple-regions.ts";
import { agree, report } from "#packages/coupling/coupling-steps.ts";
import {
  couplingLists,
  couplings,
  LedgerEntry,
  MOST_SPOKEN_FOR,
  putLedger,
  readCouplings,
  readLedger,
  speaksFor,
} from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { commit } from "#packages/store/platform-table.ts";
import { PARTIES, type Town, wrongs } from "#test/support/brokerage/coupled-town.ts";
import { ownTowns, theCoupling } from "#test/support/brokerage/own-towns.ts";
import { demand, group, notice, place } from "#test/support/brokerage/region.ts";
import { answering, someone } from "#test/support/brokerage/town-deeds.ts";
import { hasEngine } from "#test/support/dynamo.ts";
import { competency, pc4 } from "#test/support/matching/small-world.ts";

describe.skipIf(!hasEngine)("couplings when a side is full, gone or elsewhere", () => {
  const aTown = ownTowns();
  const theVacancy = ({ platform }: Town) => find(platform, vacancies, demand().id);
  /** Five heads and three positions, agreed for all three, of whom so many have started. */
  const startedTown = async (started: number): Promise<Town> => {
    const town = await aTown();
    await town.saveVacancy(() => demand(), demand().id);
    await town.saveNotice(notice());
    await town.untilQuiet();
    const { id } = await theCoupling(town);
    for (const party of PARTIES) await town.step(id, (one) => agree(one, 3, answering(party, town)));
    await reported(town, { started, stayed: 0, fellBack: 0 });
    await town.untilQuiet();
    return town;
  };
  type Told = { readonly started: number; readonly stayed: number; readonly fellBack: number };
  const reported = async (town: Town, told: Told, complete = false) => {
    const doing = { by: someone("team"), at: town.clock.now };
    return town.step((await theCoupling(town)).id, (one) => report(one, { ...told, complete }, doing));
  };
  const nothingWrong = async (town: Town) =>
    expect(await wrongs(town, { vacancies: [demand().id], notices: [notice().id] })).toEqual([]);

  it("B1: when everybody has started the vacancy is full, and the transition goes on until it is complete", async () => {
    const town = await startedTown(3);
    expect(await theVacancy(town)).toMatchObject({ status: "closed" });
    expect(await theCoupling(town)).toMatchObject({ state: "transition", agreed: 3 });
    expect(await reported(town, { started: 3, stayed: 3, fellBack: 0 }, true)).toMatchObject({
      state: "ended",
      endReason: "completed",
      transition: { started: 3, stayed: 3, fellBack: 0 },
    });
    expect(await theVacancy(town)).toMatchObject({ status: "closed", places: [{ filled: 3 }] });
    await nothingWrong(town);
  });

  it("who falls back from a vacancy that was full opens the position again, and is surplus again", async () => {
    const town = await startedTown(3);
    await reported(town, { started: 3, stayed: 2, fellBack: 1 });
    expect(await theVacancy(town)).toMatchObject({
      status: "open",
      places: [{ open: 1, held: 0, filled: 2 }],
    });
    expect(await town.untilQuiet()).toContain("vacancy-changed.v1");
    await nothingWrong(town);
  });

  it.each([
    ["the vacancy", "vacancy-withdrawn"],
    ["the notice", "notice-withdrawn"],
  ])("%s is withdrawn: who has started is followed on, the others are no longer asked", async (side, why) => {
    const town = await startedTown(1);
    if (side === "the vacancy")
      await town.saveVacancy((before) => ({ ...(before ?? demand()), status: "withdrawn" }), demand().id);
    else await town.saveNotice({ ...notice(), status: "withdrawn" });
    expect(await town.untilQuiet()).toContain("coupling-agreed.v1");
    const coupling = await theCoupling(town);
    expect(coupling).toMatchObject({ state: "transition", agreed: 1, transition: { started: 1 } });
    expect(coupling.history.at(-1)).toMatchObject({ what: "resized", people: 1, reason: why });
    await nothingWrong(town);
    await reported(town, { started: 1, stayed: 0, fellBack: 1 }, true);
    await town.untilQuiet();
    expect(await town.liveAt(demand().id)).toEqual([]);
    await nothingWrong(town);
  });

  /** Lines of a ledger as full as can be: of another group of the notice, with ids that nothing can be packed of. */
  const manyLines = (count: number, over: Partial<LedgerEntry>): LedgerEntry[] =>
    Array.from({ length: count }, () =>
      LedgerEntry.parse({
        couplingId: randomUUID(),
        surplusId: randomUUID(),
        vacancyId: randomUUID(),
        pc4: "1012",
        heads: 1,
        held: 1,
        live: true,
        takenUp: false,
        basis: `${randomBytes(3).readUIntBE(0, 3)} 0 ${randomBytes(24).toString("base64url")} rules of test`,
        ...over,
      }),
    );
  const ledgerOf = async ({ platform }: Town, entries: readonly LedgerEntry[]) => {
    const { version } = await readLedger(platform, notice().id);
    await commit(platform.client, [putLedger(platform, notice().id, { version, entries: [...entries] })]);
  };

  it("a notice with very many couplings is proposed in turns, the best first, and never stops its region", async () => {
    const town = await aTown();
    await town.saveVacancy(() => demand({ places: [place({ pc4: pc4(10), open: 1 })] }), demand().id);
    const far = demand({ places: [place({ pc4: pc4(50), open: 1 })] }, 2);
    await town.saveVacancy(() => far, far.id);
    await town.untilQuiet();
    await ledgerOf(town, manyLines(MOST_SPOKEN_FOR - 1, {}));
    await town.saveNotice(notice([group({ headCount: 2 }), group({ groupKey: "g2", headCount: 1 })]));
    await town.untilQuiet();
    expect((await readLedger(town.platform, notice().id)).entries).toHaveLength(MOST_SPOKEN_FOR);
    expect(await theCoupling(town)).toMatchObject({ people: 1, state: "proposed" });
    expect(await town.liveAt(far.id)).toEqual([]);
    // One of the others is over: there is room for the next.
    const { entries } = await readLedger(town.platform, notice().id);
    await ledgerOf(town, entries.slice(1));
    await coupleRegions(town.coupler, ["AM01"]);
    expect(await town.liveAt(far.id)).toMatchObject([{ people: 1 }]);
  });

  it("a ledger keeps the newest of what was turned down, and as full as it can be it fits an item", async () => {
    const town = await startedTown(1);
    const settled = { heads: 0, held: 0, live: false, basis: undefined };
    const known = manyLines(1_400, settled).map((line) => ({
      ...line,
      settled: randomBytes(24).toString("base64url"),
    }));
    const own = (await readLedger(town.platform, notice().id)).entries;
    await ledgerOf(town, [...known, ...manyLines(MOST_SPOKEN_FOR, {}), ...own]);
    await reported(town, { started: 2, stayed: 0, fellBack: 0 });
    const { entries } = await readLedger(town.platform, notice().id);
    expect(entries.filter(speaksFor)).toHaveLength(MOST_SPOKEN_FOR + 1);
    expect(entries.filter((entry) => !speaksFor(entry))).toEqual(known.slice(400));
  });

  it("a group that moves to another region is proposed to the team there, unless people have taken it up", async () => {
    const town = await aTown();
    await town.saveVacancy(() => demand(), demand().id);
    await town.saveNotice(notice());
    await town.untilQuiet();
    const before = await theCoupling(town);
    await town.saveNotice(notice([group({ region: "AM02", pc4: pc4(20) })]));
    const told = await town.untilQuiet();
    expect(told).toEqual(expect.arrayContaining(["coupling-ended.v1", "coupling-proposed.v1"]));
    const after = await theCoupling(town);
    expect(after).toMatchObject({ fromRegion: "AM02", state: "proposed", people: 3 });
    expect(after.id).not.toBe(before.id);
    expect(await find(town.platform, couplings, before.id)).toMatchObject({
      fromRegion: "AM01",
      state: "ended",
      endReason: "notice-changed",
    });
    const listed = async (region: "AM01" | "AM02") =>
      (await readCouplings(town.platform, couplingLists.ofRegion(region), { limit: 9 })).things;
    expect(await listed("AM02")).toEqual([after]);
    await town.step(after.id, (one) => agree(one, 3, answering("from-firm", town)));
    await town.saveNotice(notice([group({ pc4: pc4(10) })]));
    await town.untilQuiet();
    expect(await theCoupling(town)).toMatchObject({ id: after.id, fromRegion: "AM02" });
    await nothingWrong(town);
  });

  it.each([
    [
      "the group can do something else",
      "notice-changed",
      (town: Town) =>
        town.saveNotice(notice([group({ occupation: undefined, competencies: [competency(23)] })])),
    ],
    [
      "the work is something else",
      "vacancy-changed",
      (town: Town) =>
        town.saveVacancy(
          (known) => ({
            ...(known ?? demand()),
            occupation: undefined,
            requirements: [{ competency: competency(23), importance: "must", weight: 3 }],
          }),
          demand().id,
        ),
    ],
    [
      "other work is nearer",
      "better-coupling",
      (town: Town) => {
        const near = demand({ places: [place({ open: 9, pc4: pc4(10) })] }, 2);
        return town.saveVacancy(() => near, near.id);
      },
    ],
  ])("an ending says why: %s", async (_, endReason, change) => {
    const town = await aTown();
    await town.saveVacancy(() => demand({ places: [place({ pc4: pc4(50) })] }), demand().id);
    await town.saveNotice(notice([group({ headCount: 1 })]));
    await town.untilQuiet();
    const { id } = await theCoupling(town);
    await change(town);
    await town.untilQuiet();
    expect(await find(town.platform, couplings, id)).toMatchObject({ state: "ended", endReason });
    await nothingWrong(town);
  });
});
