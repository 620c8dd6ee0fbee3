import { describe, expect, it } from "vitest";
import { coupleRegions } from "#packages/coupling/couple-regions.ts";
import { agree, decline, report } from "#packages/coupling/coupling-steps.ts";
import { NoRoom, SetsMoreAside, stepWrites } from "#packages/coupling/write-step.ts";
import { couplingLists, readCouplings } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { surplusNotices, vacancies } from "#packages/store/kinds.ts";
import { PARTIES, type Town, wrongs } from "#test/support/brokerage/coupled-town.ts";
import { ownTowns, theCoupling } from "#test/support/brokerage/own-towns.ts";
import { demand, group, notice, place } from "#test/support/brokerage/region.ts";
import {
  answering,
  claimed,
  expireAt,
  NEXT_MONDAY_LATE,
  someone,
  withPositions,
} from "#test/support/brokerage/town-deeds.ts";
import { hasEngine } from "#test/support/dynamo.ts";
import { competency, pc4 } from "#test/support/matching/small-world.ts";

describe.skipIf(!hasEngine)("couplings on a real table", () => {
  const aTown = ownTowns();
  const theVacancy = async ({ platform }: Town, id = demand().id) => {
    const found = await find(platform, vacancies, id);
    if (found === undefined) throw new Error("no vacancy");
    return found;
  };
  /** A group of five, and three positions that they suit. */
  const coupledTown = async (): Promise<Town> => {
    const town = await aTown();
    await town.saveVacancy(() => demand(), demand().id);
    await town.saveNotice(notice());
    await town.untilQuiet();
    return town;
  };
  const agreedTown = async (people: number): Promise<Town> => {
    const town = await coupledTown();
    const { id } = await theCoupling(town);
    for (const party of PARTIES) await town.step(id, (one) => agree(one, people, answering(party, town)));
    await town.untilQuiet();
    return town;
  };

  it("B1: a notice and demand that suits become a proposal that holds the positions, told to both teams", async () => {
    const town = await aTown();
    await town.saveVacancy(() => demand({ places: [place({ region: "AM02" })] }), demand().id);
    await town.saveNotice(notice());
    const told = await town.untilQuiet();
    const coupling = await theCoupling(town);
    expect(coupling).toMatchObject({ state: "proposed", people: 3, fromRegion: "AM01", toRegion: "AM02" });
    expect(coupling.explanation.score).toBeGreaterThan(150_000);
    expect((await theVacancy(town)).places).toMatchObject([{ open: 0, held: 3, filled: 0 }]);
    expect(told.filter((type) => type === "coupling-proposed.v1")).toHaveLength(1);
    for (const name of [
      couplingLists.ofRegion("AM01"),
      couplingLists.ofRegion("AM02"),
      couplingLists.ofFirm(coupling.fromFirm),
      couplingLists.ofFirm(coupling.toFirm),
    ])
      expect((await readCouplings(town.platform, name, { limit: 10 })).things).toEqual([coupling]);
  });

  it("B2: where no group qualifies nothing is held, so that matching has all positions at once", async () => {
    const town = await aTown();
    await town.saveNotice(notice([group({ competencies: [competency(23)], occupation: undefined })]));
    await town.saveVacancy(() => demand(), demand().id);
    expect(await town.untilQuiet()).not.toContain("coupling-proposed.v1");
    expect((await theVacancy(town)).places).toMatchObject([{ open: 3, held: 0 }]);
  });

  it("doing it once more changes nothing, and is proven to be the best", async () => {
    const town = await coupledTown();
    const before = await theCoupling(town);
    expect(await coupleRegions(town.coupler, ["AM01"])).toEqual({ people: 3, changed: 0, gap: 0 });
    expect(await theCoupling(town)).toEqual(before);
  });

  it("people whom a team has claimed block a hold; the others of the positions can be held", async () => {
    const town = await aTown();
    await town.saveVacancy(() => demand(), demand().id);
    await claimed(town, demand().id, 2);
    await town.saveNotice(notice());
    await town.untilQuiet();
    expect((await theVacancy(town)).places).toMatchObject([{ open: 2, held: 1 }]);
    expect(await theCoupling(town)).toMatchObject({ people: 1 });
  });

  it("B2: a hold runs out at the end of the fifth working day, the positions are open, and it is not proposed again", async () => {
    const town = await coupledTown();
    const { id } = await theCoupling(town);
    expect(await expireAt(town, "2021-02-08T20:00:00.000Z")).toEqual([]);
    const told = await expireAt(town, NEXT_MONDAY_LATE);
    expect(told).toEqual(expect.arrayContaining(["coupling-expired.v1", "vacancy-changed.v1"]));
    expect(told).not.toContain("coupling-proposed.v1");
    expect((await theVacancy(town)).places).toMatchObject([{ open: 3, held: 0 }]);
    expect(await town.step(id, () => undefined)).toMatchObject({ state: "expired" });
    await town.saveNotice(notice([group({ competencies: [competency(0), competency(3), competency(4)] })]));
    expect(await town.untilQuiet()).toContain("coupling-proposed.v1");
  });

  it("agreed in part: the least of three answers stays held, the rest of the positions is open again", async () => {
    const town = await coupledTown();
    const { id } = await theCoupling(town);
    await town.step(id, (one) => agree(one, 3, answering("from-firm", town)));
    await town.step(id, (one) => agree(one, 2, answering("to-firm", town)));
    expect((await theVacancy(town)).places).toMatchObject([{ open: 0, held: 3 }]);
    const agreed = await town.step(id, (one) => agree(one, 3, answering("team", town)));
    expect(agreed).toMatchObject({ state: "agreed", agreed: 2, people: 3 });
    expect(await town.untilQuiet()).toEqual(
      expect.arrayContaining(["coupling-agreed.v1", "vacancy-changed.v1"]),
    );
    expect((await theVacancy(town)).places).toMatchObject([{ open: 1, held: 2 }]);
    expect(await wrongs(town, { vacancies: [demand().id], notices: [notice().id] })).toEqual([]);
  });

  it("an agreement is not disturbed by better demand, nor by its hold's term", async () => {
    const town = await agreedTown(3);
    const before = await theCoupling(town);
    await town.saveVacancy(() => demand({ places: [place({ pc4: pc4(10), open: 9 })] }, 2), demand({}, 2).id);
    await town.untilQuiet();
    expect(await town.liveAt(demand({}, 2).id)).toMatchObject([{ state: "proposed", people: 2 }]);
    await expireAt(town, NEXT_MONDAY_LATE);
    expect(await theCoupling(town)).toEqual(before);
    expect(await town.liveAt(demand({}, 2).id)).toEqual([]);
    expect(await wrongs(town, { vacancies: [demand().id], notices: [notice().id] })).toEqual([]);
  });

  it("an agreement that nobody tells about is brought to mind, again and again, until somebody reports", async () => {
    const town = await agreedTown(3);
    const { id, remindAt } = await theCoupling(town);
    expect(remindAt?.slice(0, 10)).toBe("2021-02-15");
    expect(await expireAt(town, "2021-02-15T20:00:00.000Z")).toEqual([]);
    expect(await expireAt(town, "2021-02-15T23:30:00.000Z")).toEqual(["coupling-reminded.v1"]);
    expect(await expireAt(town, "2021-02-15T23:40:00.000Z")).toEqual([]);
    expect(await theCoupling(town)).toMatchObject({ state: "agreed", agreed: 3 });
    const doing = { by: someone("team"), at: new Date("2021-02-24T09:00:00.000Z") };
    await town.step(id, (one) => report(one, { started: 1, stayed: 0, fellBack: 0, complete: false }, doing));
    await town.untilQuiet();
    expect(await expireAt(town, "2021-03-02T23:30:00.000Z")).toEqual([]);
    expect(await expireAt(town, "2021-03-10T23:30:00.000Z")).toEqual(["coupling-reminded.v1"]);
    await town.step(id, (one) => report(one, { started: 1, stayed: 1, fellBack: 0, complete: true }, doing));
    await town.untilQuiet();
    expect(await expireAt(town, "2021-04-10T23:30:00.000Z")).not.toContain("coupling-reminded.v1");
  });

  it("a side declines with a reason: the positions are open, and the pair does not come back unchanged", async () => {
    const town = await coupledTown();
    const { id } = await theCoupling(town);
    await town.step(id, (one) => decline(one, "terms-do-not-fit", answering("to-firm", town)));
    const told = await town.untilQuiet();
    expect(told).toContain("coupling-declined.v1");
    expect(await town.liveAt(demand().id)).toEqual([]);
    expect((await theVacancy(town)).places).toMatchObject([{ open: 3, held: 0 }]);
    // More positions are no other work: the answer still stands.
    await town.saveVacancy(withPositions(6, demand()), demand().id);
    expect(await town.untilQuiet()).not.toContain("coupling-proposed.v1");
  });

  it("demand that asks something else, though all of it is held, is looked at anew", async () => {
    const town = await coupledTown();
    const asks = [{ competency: competency(23), importance: "must" as const, weight: 3 }];
    await town.saveVacancy(
      (before) => ({ ...(before ?? demand()), requirements: asks, occupation: undefined }),
      demand().id,
    );
    expect(await town.untilQuiet()).toContain("coupling-ended.v1");
    expect((await theVacancy(town)).places).toMatchObject([{ open: 3, held: 0 }]);
  });

  it("what nobody answered gives way to what is better, and is held once", async () => {
    const town = await aTown();
    await town.saveVacancy(() => demand({ places: [place({ open: 1, pc4: pc4(50) })] }), demand().id);
    await town.saveNotice(notice([group({ headCount: 1 })]));
    await town.untilQuiet();
    expect(await theCoupling(town)).toMatchObject({ people: 1 });
    const near = demand({ places: [place({ open: 1, pc4: pc4(10) })] }, 2);
    await town.saveVacancy(() => near, near.id);
    expect(await town.untilQuiet()).toEqual(
      expect.arrayContaining(["coupling-ended.v1", "coupling-proposed.v1"]),
    );
    expect(await town.liveAt(demand().id)).toEqual([]);
    expect(await town.liveAt(near.id)).toMatchObject([{ people: 1 }]);
    expect((await theVacancy(town)).places).toMatchObject([{ open: 1, held: 0 }]);
  });

  it("the transition: who starts fills a held position, who falls back opens it and is surplus again", async () => {
    const town = await agreedTown(3);
    const { id } = await theCoupling(town);
    const doing = { by: someone("team"), at: town.clock.now };
    const told = (started: number, stayed: number, fellBack: number, complete = false) =>
      town.step(id, (one) => report(one, { started, stayed, fellBack, complete }, doing));
    await told(2, 0, 0);
    expect((await theVacancy(town)).places).toMatchObject([{ open: 0, held: 1, filled: 2 }]);
    await told(2, 1, 1);
    expect((await theVacancy(town)).places).toMatchObject([{ open: 1, held: 1, filled: 1 }]);
    expect(await told(2, 1, 1, true)).toMatchObject({ state: "ended", endReason: "completed" });
    expect((await theVacancy(town)).places).toMatchObject([{ open: 2, held: 0, filled: 1 }]);
    await expect(told(1, 1, 0)).rejects.toThrow("no transition");
    expect(await wrongs(town, { vacancies: [demand().id], notices: [notice().id] })).toEqual([]);
  });

  it("when everybody has started, the vacancy is closed, and told as filled", async () => {
    const town = await agreedTown(3);
    const { id } = await theCoupling(town);
    const doing = { by: someone("team"), at: town.clock.now };
    await town.step(id, (one) => report(one, { started: 3, stayed: 0, fellBack: 0, complete: false }, doing));
    expect(await theVacancy(town)).toMatchObject({ status: "closed", places: [{ held: 0, filled: 3 }] });
    expect(await town.untilQuiet()).toContain("vacancy-withdrawn.v1");
  });

  it.each([
    ["the vacancy", "vacancy-withdrawn"],
    ["the notice", "notice-withdrawn"],
  ])("%s is withdrawn: the coupling ends, and nothing stays behind", async (side, reason) => {
    const town = await agreedTown(3);
    const { id } = await theCoupling(town);
    if (side === "the vacancy")
      await town.saveVacancy((before) => ({ ...(before ?? demand()), status: "withdrawn" }), demand().id);
    else await town.saveNotice({ ...notice(), status: "withdrawn" });
    expect(await town.untilQuiet()).toContain("coupling-ended.v1");
    expect(await town.step(id, () => undefined)).toMatchObject({ state: "ended", endReason: reason });
    expect(await wrongs(town, { vacancies: [demand().id], notices: [notice().id] })).toEqual([]);
    if (side === "the notice") expect((await theVacancy(town)).places).toMatchObject([{ open: 3, held: 0 }]);
  });

  it("fewer positions or heads than agreed: the coupling becomes smaller, in every state", async () => {
    const town = await agreedTown(3);
    await town.saveVacancy(withPositions(2, demand()), demand().id);
    await town.untilQuiet();
    expect(await theCoupling(town)).toMatchObject({ state: "agreed", agreed: 2 });
    await town.saveNotice(notice([group({ headCount: 1 })]));
    await town.untilQuiet();
    expect(await theCoupling(town)).toMatchObject({ state: "agreed", agreed: 1 });
    expect(await wrongs(town, { vacancies: [demand().id], notices: [notice().id] })).toEqual([]);
  });

  it("nobody is told of a notice before its embargo ends; on the day it is coupled", async () => {
    const town = await aTown();
    await town.saveVacancy(() => demand(), demand().id);
    await town.saveNotice(notice([group()], { embargoUntilDate: "2021-02-03" }));
    await town.untilQuiet();
    expect(await town.liveAt(demand().id)).toEqual([]);
    expect(await expireAt(town, "2021-02-02T12:00:00.000Z")).toEqual([]);
    const told = await expireAt(town, "2021-02-03T06:00:00.000Z");
    expect(told).toEqual(expect.arrayContaining(["surplus-notice-registered.v1", "coupling-proposed.v1"]));
    expect(await find(town.platform, surplusNotices, notice().id)).toMatchObject({ version: 2 });
    expect(await expireAt(town, "2021-02-03T07:00:00.000Z")).toEqual([]);
  });

  it("a hold for heads that are spoken for, or positions that are not there, is refused", async () => {
    const town = await coupledTown();
    const { id } = await theCoupling(town);
    await expect(town.step(id, (one) => ({ ...one, version: one.version + 1, people: 4 }))).rejects.toThrow(
      NoRoom,
    );
    await town.saveVacancy(withPositions(20, demand()), demand().id);
    await expect(town.step(id, (one) => ({ ...one, version: one.version + 1, people: 6 }))).rejects.toThrow(
      NoRoom,
    );
  });

  it("B2: who may only give back writes nothing that sets more aside, also when there is room", async () => {
    const town = await coupledTown();
    const before = await theCoupling(town);
    const after = { ...before, version: before.version + 1, people: before.people + 1 };
    await town.saveVacancy(withPositions(20, demand()), demand().id);
    const writing = stepWrites(town.platform, { before, after }, { at: town.clock.now });
    await expect(writing).rejects.toThrow(SetsMoreAside);
  });
});
