import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agree, report } from "#packages/coupling/coupling-steps.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { find } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { clockAt, PARTIES, type Town, townOn, wrongs } from "#test/support/brokerage/coupled-town.ts";
import { demand, notice } from "#test/support/brokerage/region.ts";
import { answering, MONDAY, someone } from "#test/support/brokerage/town-deeds.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";

describe.skipIf(!hasEngine)("couplings when a side is full, gone or elsewhere", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  const aTown = async (): Promise<Town> => {
    dynamo.stop();
    dynamo = await startDynamo();
    return townOn(dynamo, clockAt(MONDAY));
  };
  const theVacancy = ({ platform }: Town) => find(platform, vacancies, demand().id);
  const theCoupling = async (town: Town): Promise<Coupling> => {
    const [first, ...others] = await town.liveAt(demand().id);
    expect(others).toEqual([]);
    if (first === undefined) throw new Error("no coupling");
    return first;
  };
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
});
