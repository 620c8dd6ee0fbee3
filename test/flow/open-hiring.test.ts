import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createApp } from "#functions/brokerage/keep-waiting-lists/app.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles, vacancies } from "#packages/store/kinds.ts";
import { waitingLists } from "#packages/store/waiting-lists.ts";
import { clockAt, type Town, townOn } from "#test/support/brokerage/coupled-town.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aProfileBody,
  aVacancyBody,
  type Claims,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
  OTHER_EMPLOYER,
  problemIn,
  silentLog,
  team,
  thingIn,
  UWV,
  withClaims,
} from "#test/support/intake/intake-app.ts";

const Place = z.object({ state: z.string(), before: z.number(), lifeCoach: z.string() }).loose();
const List = z
  .object({ waiting: z.number(), offered: z.number(), started: z.number(), free: z.number() })
  .loose();

describe.skipIf(!hasEngine)("open hiring over the API (D4)", () => {
  let dynamo: Dynamo;
  let town: Town;
  let app: ReturnType<typeof createApp>;
  let intake: ReturnType<typeof intakeOn>;

  beforeAll(async () => {
    dynamo = await startDynamo();
    town = townOn(dynamo, clockAt("2026-11-02T09:00:00.000Z"));
    const now = () => town.clock.now;
    app = createApp({ table: town.platform, records: dynamo.records, now, log: silentLog });
    intake = intakeOn(dynamo, { now });
  });
  afterAll(() => dynamo.stop());

  const work = async (positions: number): Promise<string> => {
    const body = aVacancyBody({
      title: "Medewerker schoonmaak",
      kind: "open-hiring",
      contractKinds: ["permanent"],
      places: [{ postcode: "3511 AA", positions }],
    });
    const answer = await intake.ask(EMPLOYER, "POST", "/v1/vacancies", { body });
    expect(answer.status).toBe(201);
    await town.untilQuiet();
    return (await thingIn(answer)).id;
  };
  const somebody = async (): Promise<string> => {
    // Without consent to matching: a list asks nothing but who it is.
    const body = aProfileBody({ profile: { jobTitles: [], consents: [] }, reference: randomUUID() });
    return (await thingIn(await intake.ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body }))).id;
  };
  const people = (count: number) => Promise.all(Array.from({ length: count }, somebody));
  const ask = async (claims: Claims, what: string, body?: unknown): Promise<Response> => {
    const [method = "", path = ""] = what.split(" ");
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    return app.request(`/v1${path}`, { method, headers, ...json }, withClaims(claims));
  };
  const at = (vacancy: string, person: string) => `/vacancies/${vacancy}/waiting-list/${person}`;
  const place = async (answer: Response | Promise<Response>) => Place.parse(await (await answer).json());
  const join = (vacancy: string, person: string) => place(ask(MUNICIPALITY, `PUT ${at(vacancy, person)}`));
  const leave = (vacancy: string, person: string) =>
    place(ask(MUNICIPALITY, `DELETE ${at(vacancy, person)}`));
  const start = (vacancy: string, person: string) => ask(MUNICIPALITY, `PUT ${at(vacancy, person)}/start`);
  const stateOf = async (vacancy: string, person: string) =>
    (await place(ask(MUNICIPALITY, `GET ${at(vacancy, person)}`))).state;
  const list = async (vacancy: string, claims: Claims = EMPLOYER) =>
    List.parse(await (await ask(claims, `GET /vacancies/${vacancy}/waiting-list`)).json());

  it("is for permanent work only, in one place", async () => {
    const refused = async (over: object) =>
      problemIn(
        await intake.ask(EMPLOYER, "POST", "/v1/vacancies", {
          body: aVacancyBody({ kind: "open-hiring", contractKinds: ["permanent"], ...over }),
        }),
      );
    expect((await refused({ contractKinds: ["temporary"] })).errors).toMatchObject([
      { pointer: "/contractKinds" },
    ]);
    const two = [
      { postcode: "3511 AA", positions: 1 },
      { postcode: "1012 AB", positions: 1 },
    ];
    expect((await refused({ places: two, nationalEmployer: true })).errors).toMatchObject([
      { pointer: "/places" },
    ]);
  });

  it("the first on the list is offered the work and takes it; a life coach is offered; the next waits", async () => {
    const [vacancy, [first = "", second = ""]] = [await work(1), await people(2)];
    expect(await join(vacancy, first)).toMatchObject({ state: "offered", before: 0 });
    expect(await join(vacancy, second)).toMatchObject({ state: "waiting", before: 0 });
    expect(await join(vacancy, second)).toMatchObject({ state: "waiting" });
    expect((await start(vacancy, second)).status).toBe(409);
    expect(await place(await start(vacancy, first))).toMatchObject({
      state: "started",
      lifeCoach: "offered",
    });
    expect((await start(vacancy, first)).status).toBe(200);
    expect(await find(town.platform, vacancies, vacancy)).toMatchObject({
      status: "closed",
      places: [{ open: 0, filled: 1 }],
    });
    expect(await find(town.platform, marketProfiles, first)).toMatchObject({ status: "placed" });
    // The last position closes the list: whoever waited is free of it.
    expect(await stateOf(vacancy, second)).toBe("not-on-list");
    const answer = ask(MUNICIPALITY, `PUT ${at(vacancy, first)}/life-coach`, { accepted: true });
    expect(await place(answer)).toMatchObject({ lifeCoach: "accepted" });
    const told = await town.untilQuiet();
    expect(told.filter((type) => type === "waiting-list-changed.v1")).toHaveLength(6);
  });

  it("leaving gives the place to the next; coming back goes to the end", async () => {
    const [vacancy, [a = "", b = "", c = ""]] = [await work(1), await people(3)];
    for (const person of [a, b, c]) await join(vacancy, person);
    expect(await leave(vacancy, a)).toMatchObject({ state: "not-on-list" });
    expect(await leave(vacancy, a)).toMatchObject({ state: "not-on-list" });
    expect(await stateOf(vacancy, b)).toBe("offered");
    expect(await join(vacancy, a)).toMatchObject({ state: "waiting", before: 1 });
    await leave(vacancy, b);
    expect(await stateOf(vacancy, c)).toBe("offered");
  });

  it("of many who come at the same moment two get the two positions, in the order in which they arrived", async () => {
    const [vacancy, all] = [await work(2), await people(12)];
    await Promise.all(all.map((person) => join(vacancy, person)));
    const document = await find(town.platform, waitingLists, vacancy);
    const order = document?.list.entries.toSorted((x, y) => x.arrival - y.arrival) ?? [];
    expect(order.map(({ arrival }) => arrival)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(order.map(({ state }) => state)).toEqual(["offered", "offered", ...Array(10).fill("waiting")]);
    expect(await list(vacancy)).toMatchObject({ waiting: 10, offered: 2, started: 0, free: 0 });
  });

  it("two positions that come free at the same moment go to the first two who wait", async () => {
    const [vacancy, all] = [await work(1), await people(4)];
    for (const person of all) await join(vacancy, person);
    const known = await find(town.platform, vacancies, vacancy);
    const changed = await intake.ask(EMPLOYER, "PATCH", `/v1/vacancies/${vacancy}`, {
      body: { places: [{ postcode: "3511 AA", positions: 3 }] },
      headers: { "if-match": `"${known?.version}"`, "content-type": "application/merge-patch+json" },
    });
    expect(changed.status).toBe(200);
    await town.untilQuiet();
    const states = await Promise.all(all.map((person) => stateOf(vacancy, person)));
    expect(states).toEqual(["offered", "offered", "offered", "waiting"]);
  });

  it("a vacancy that is withdrawn frees everybody; who withdraws the profile is on no list", async () => {
    const [vacancy, [a = "", b = "", c = ""]] = [await work(1), await people(3)];
    for (const person of [a, b, c]) await join(vacancy, person);
    await intake.ask(MUNICIPALITY, "POST", `/v1/market-profiles/${a}/withdrawal`, {
      body: { reason: "own-request" },
    });
    await town.untilQuiet();
    expect(await stateOf(vacancy, b)).toBe("offered");
    expect((await ask(MUNICIPALITY, `PUT ${at(vacancy, a)}`)).status).toBe(409);
    await intake.ask(EMPLOYER, "POST", `/v1/vacancies/${vacancy}/withdrawal`, { body: { reason: "other" } });
    await town.untilQuiet();
    expect(await stateOf(vacancy, c)).toBe("not-on-list");
    expect((await ask(MUNICIPALITY, `PUT ${at(vacancy, c)}`)).status).toBe(409);
  });

  it("people find it by region; employers see numbers and nobody's name; only the own party acts (S4)", async () => {
    const [vacancy, [a = ""]] = [await work(3), await people(1)];
    await join(vacancy, a);
    const region = (await find(town.platform, vacancies, vacancy))?.places[0]?.region ?? "";
    const found = await (await ask(UWV, `GET /open-hiring?region=${region}`)).json();
    expect(found).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ vacancyId: vacancy, offered: 1, free: 2 })]),
    });
    const shown = await (await ask(EMPLOYER, `GET /vacancies/${vacancy}/waiting-list`)).text();
    expect(shown).not.toContain(a);
    expect(shown).not.toMatch(/score/i);
    expect((await ask(OTHER_EMPLOYER, `GET /vacancies/${vacancy}/waiting-list`)).status).toBe(404);
    expect((await ask(EMPLOYER, `PUT ${at(vacancy, a)}`)).status).toBe(403);
    expect((await ask(UWV, `PUT ${at(vacancy, a)}`)).status).toBe(404);
    expect((await ask(team(region), `PUT ${at(vacancy, a)}`)).status).toBe(403);
    const ordinary = await intake.ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() });
    const refused = await ask(MUNICIPALITY, `PUT ${at((await thingIn(ordinary)).id, a)}`);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("not one of open hiring");
  });
});
