import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHandler } from "#functions/delivery/count-figures/handler.ts";
import { CountryFiguresView, RegionFiguresView } from "#packages/api/routes/figure-views.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import { type HistoryEntry, isOpen, type Proposal } from "#packages/domain/proposal.ts";
import { addFlow, flowOfDay } from "#packages/figures/count-flow.ts";
import { AGE_BUCKETS, type Flow, type FlowName } from "#packages/figures/region-figures.ts";
import { factsOf, proposedEvent } from "#packages/proposing/proposal-events.ts";
import { findMany } from "#packages/store/documents.ts";
import { readDays, readFigures } from "#packages/store/figures-store.ts";
import { proposals } from "#packages/store/kinds.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { commit, type Table } from "#packages/store/platform-table.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { aProfile, aProposal, aVacancy, COMPETENCY, NOW } from "../unit/delivery/a-proposal.ts";
import { type Ask, type Claims, given, STEERING, teamOf, teamsOn } from "../unit/delivery/delivery-app.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const HOUR = 3_600_000;
const REGIONS = ["AM18", "AM19"] as const;

const DEEDS = [
  "claim",
  "release",
  "accept",
  "reject",
  "undo",
  "introduce",
  "place",
  "hand-over",
  "take-over",
] as const;
type Step = { deed: (typeof DEEDS)[number]; which: number; hours: number };
const someDeeds: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    deed: fc.constantFrom(...DEEDS),
    /** Mostly the first ones, or few would get far. */
    which: fc.nat({ max: 5 }).map((n) => Math.floor(n / 2)),
    hours: fc.constantFrom(0, 0, 0.1, 3, 30),
  }),
  { minLength: 15, maxLength: 40 },
);

const COUNTED: Partial<Record<HistoryEntry["what"], FlowName>> = {
  proposed: "proposed",
  claimed: "claimed",
  assigned: "claimed",
  accepted: "accepted",
  introduced: "introduced",
  placed: "placed",
  "not-placed": "notPlaced",
  rejected: "rejected",
  "decision-withdrawn": "withdrawn",
  "hand-over-accepted": "handedOver",
};

/** What happened, counted plainly from the histories of all proposals, whichever team had them. */
const recount = (all: readonly Proposal[]): Flow => {
  const flow: Flow = {};
  for (const { history } of all)
    for (const { what } of history) {
      const name = COUNTED[what];
      if (name !== undefined) flow[name] = (flow[name] ?? 0) + 1;
    }
  return flow;
};

const statesOf = (open: readonly Proposal[]) => {
  const states = { proposed: 0, claimed: 0, accepted: 0, introduced: 0 };
  for (const { state } of open) Object.assign(states, { [state]: Object(states)[state] + 1 });
  return states;
};

describe.skipIf(!hasEngine)("figures", () => {
  let dynamo: Dynamo;
  let table: Table;
  let now: Date;
  let ask: Ask;
  let count: () => Promise<void>;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo?.stop());

  const anew = async () => {
    dynamo.stop();
    dynamo = await startDynamo();
    table = dynamo.platform;
    now = NOW;
    ask = teamsOn(table, { now: () => now });
    count = createHandler({ table, regions: REGIONS, now: () => now, log: silent });
  };

  const aPair = async (changes: object = {}): Promise<Proposal> => {
    const vacancy = aVacancy({
      id: randomUUID(),
      requirements: [{ competency: COMPETENCY, importance: "must" }],
      ...changes,
    });
    const profile = aProfile({ id: randomUUID(), jobSeekerId: randomUUID() });
    const proposal = aProposal(
      { proposedAt: now.toISOString(), changedAt: now.toISOString() },
      { vacancy, profile },
    );
    await given(table, { vacancy, profile, proposal });
    const { id, version, region } = proposal;
    await commit(
      table.client,
      logChange(table, {
        kind: "PROPOSAL",
        scopes: [region],
        id,
        version,
        at: now,
        events: [proposedEvent(proposal)],
      }),
    );
    return proposal;
  };

  const doDeed = (deed: (typeof DEEDS)[number], path: string, who: Claims): Promise<Response> => {
    const decide = (body: object) => ask(who, "POST", `${path}/decisions`, { body });
    switch (deed) {
      case "claim":
        return ask(who, "PUT", `${path}/claim`);
      case "release":
        return ask(who, "DELETE", `${path}/claim`);
      case "undo":
        return ask(who, "DELETE", `${path}/decisions/latest`);
      case "hand-over":
        return ask(who, "POST", `${path}/hand-overs`, { body: { to: "AM19" } });
      case "take-over":
        return ask(teamOf("AM19"), "PUT", `${path}/hand-overs/current`, { body: { answer: "accepted" } });
      case "reject":
        return decide({ decision: "reject", reason: "other" });
      case "place":
        return decide({ decision: "place", startDate: "2026-12-01" });
      default:
        return decide({ decision: deed });
    }
  };

  const readAll = async (made: readonly Proposal[]): Promise<Proposal[]> =>
    (
      await findMany(
        table,
        proposals,
        made.map(({ id }) => id),
      )
    ).filter((one) => one !== undefined);

  const flowsOf = async (of: (typeof REGIONS)[number] | "NL"): Promise<Flow> =>
    (await readDays(table, of, "2026-11-01")).map(flowOfDay).reduce<Flow>(addFlow, {});

  /** Counts now and then, and at the end twice. */
  const live = async (made: readonly Proposal[], deeds: readonly Step[]): Promise<void> => {
    for (const { deed, which, hours } of deeds) {
      now = new Date(now.getTime() + hours * HOUR);
      await doDeed(deed, `/v1/proposals/${made[which]?.id}`, teamOf("AM18"));
      if (hours >= 3) await count();
    }
    await count();
    await count();
  };

  it("G3: whatever happens, the figures are those of a plain recount, however often they are counted", async () => {
    await fc.assert(
      fc.asyncProperty(someDeeds, async (deeds) => {
        await anew();
        const made = [await aPair(), await aPair(), await aPair(), await aPair()];
        await count();
        await live(made, deeds);
        const all = await readAll(made);
        expect(addFlow(await flowsOf("AM18"), await flowsOf("AM19"))).toEqual(recount(all));
        expect(await flowsOf("NL")).toEqual(recount(all));
        for (const region of REGIONS) {
          const stock = (await readFigures(table, region))?.stock;
          const own = all.filter((one) => one.region === region && isOpen(one.state));
          expect(stock?.work).toEqual(statesOf(own));
          expect(stock?.late).toBe(own.filter(({ dueAt }) => dueAt < now.toISOString()).length);
          expect(stock?.ageing.reduce((total, some) => total + some, 0)).toBe(own.length);
        }
      }),
      { numRuns: 3 },
    );
  }, 60_000);

  it("D5: shows what is asked by sector and competency; a vacancy in two regions counts once in the country", async () => {
    await anew();
    await aPair();
    await aPair({
      nationalEmployer: true,
      places: [
        { pc4: "4811", region: "AM18", open: 2, held: 0, filled: 0 },
        { pc4: "5038", region: "AM19", open: 3, held: 1, filled: 0 },
      ],
    });
    await count();
    const own = RegionFiguresView.parse(
      await (await ask(teamOf("AM18"), "GET", "/v1/regions/AM18/figures")).json(),
    );
    expect(own).toMatchObject({ asOfAt: NOW.toISOString(), exact: true });
    expect(own.now?.demand).toMatchObject({ vacancies: 2, positions: 4 });
    expect(own.now?.picture.sectors).toMatchObject([
      {
        sector: "Q",
        vacancies: 2,
        positions: 4,
        competencies: [{ competency: { uri: COMPETENCY }, vacancies: 2 }],
      },
    ]);
    expect(own.now?.supply).toMatchObject({ profiles: 2 });
    const country = CountryFiguresView.parse(await (await ask(STEERING, "GET", "/v1/figures")).json());
    expect(country.now?.demand).toMatchObject({ vacancies: 2, positions: 7 });
    expect(country.regions.filter(({ positions }) => positions > 0)).toMatchObject([
      { region: "AM18", vacancies: 2, positions: 4 },
      { region: "AM19", vacancies: 1, positions: 3 },
    ]);
  });

  it("G5: others than the region's own team see no small numbers of people; the steering group sees figures only", async () => {
    await anew();
    for (let n = 0; n < 3; n += 1) await aPair();
    await count();
    const shown = async (who: Claims) =>
      RegionFiguresView.parse(await (await ask(who, "GET", "/v1/regions/AM18/figures")).json());
    expect((await shown(teamOf("AM18"))).now?.work.open).toBe(3);
    for (const who of [teamOf("AM19"), STEERING]) {
      const { exact, now: stock, weeks } = await shown(who);
      expect([exact, stock?.work.open, stock?.work.states.proposed, stock?.supply.profiles]).toEqual([
        false,
        null,
        null,
        null,
      ]);
      expect(weeks.at(-1)?.flow.proposed).toBe(null);
      expect(stock?.demand.vacancies).toBe(3);
    }
    expect((await ask(STEERING, "GET", "/v1/regions/AM18/queue")).status).toBe(403);
    expect(
      (await ask({ sub: "x", role: "employer", kvkNumber: "12345678" }, "GET", "/v1/figures")).status,
    ).toBe(403);
  });

  it("before the first count there is nothing to show, and that is said", async () => {
    await anew();
    const figures = RegionFiguresView.parse(
      await (await ask(STEERING, "GET", "/v1/regions/AM18/figures")).json(),
    );
    expect([figures.asOfAt, figures.now, figures.weeks.length]).toEqual([undefined, undefined, 12]);
    expect(dayInAmsterdam(NOW) >= (figures.weeks.at(-1)?.startDate ?? "9999")).toBe(true);
    expect(AGE_BUCKETS.length).toBe(5);
  });

  it("a message that is sent once more on request is not counted once more", async () => {
    await anew();
    const proposal = await aPair();
    const again = proposedEvent(proposal);
    expect(again.data).toMatchObject(factsOf(proposal));
    const event = { ...again, data: { ...again.data, redeliveryId: randomUUID() } };
    await commit(
      table.client,
      logChange(table, {
        kind: "OTHER",
        scopes: ["AM18"],
        id: randomUUID(),
        version: 1,
        at: now,
        events: [event] as never,
      }),
    );
    await count();
    expect((await readDays(table, "AM18", "2026-11-01")).map(flowOfDay)).toEqual([{ proposed: 1 }]);
  });
});
