import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createApp as createListsApp } from "#functions/brokerage/keep-waiting-lists/app.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { clockAt, type Town, townOn } from "#test/support/brokerage/coupled-town.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aProfileBody,
  aVacancyBody,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
  silentLog,
  thingIn,
  withClaims,
} from "#test/support/intake/intake-app.ts";
import { rightsOn } from "#test/support/rights/rights-apps.ts";

const Place = z.looseObject({
  vacancyId: z.string(),
  state: z.string(),
  before: z.number(),
  lifeCoach: z.string(),
});
const Places = z.object({ items: z.array(Place) });
const placeIn = async (answer: Response) => Place.parse(await answer.json());

describe.skipIf(!hasEngine)("D4: job seekers put themselves on the list of open hiring", () => {
  let dynamo: Dynamo;
  let town: Town;
  const now = () => town.clock.now;
  beforeAll(async () => {
    dynamo = await startDynamo();
    town = townOn(dynamo, clockAt("2026-11-23T09:00:00.000Z"));
  });
  afterAll(() => dynamo.stop());

  const work = async (positions = 1, over: object = {}): Promise<string> => {
    const body = aVacancyBody({
      title: "Medewerker schoonmaak",
      kind: "open-hiring",
      contractKinds: ["permanent"],
      places: [{ postcode: "3511 AA", positions }],
      ...over,
    });
    const answer = await intakeOn(dynamo, { now }).ask(EMPLOYER, "POST", "/v1/vacancies", { body });
    expect(answer.status).toBe(201);
    await town.untilQuiet();
    return (await thingIn(answer)).id;
  };
  const somebody = async () => {
    const body = aProfileBody({ profile: { jobTitles: [], consents: [] }, reference: randomUUID() });
    const answer = await intakeOn(dynamo, { now }).ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body });
    const { id } = await thingIn(answer);
    const ask = await rightsOn(dynamo, now).sessionFor(id, MUNICIPALITY);
    return { id, ask };
  };
  const at = (vacancy: string) => `/v1/me/waiting-lists/${vacancy}`;
  const openIn = async (ask: Awaited<ReturnType<typeof somebody>>["ask"], query = "") => {
    const Page = z.object({ items: z.array(z.looseObject({ vacancyId: z.string() })) });
    return Page.parse(await (await ask("GET", `/v1/me/open-hiring${query}`)).json()).items;
  };

  it("finds the work where they live, joins, sees how many came earlier, takes what is offered, and says about the coach", async () => {
    const vacancy = await work();
    const [first, second] = [await somebody(), await somebody()];
    expect(await openIn(first.ask)).toContainEqual(expect.objectContaining({ vacancyId: vacancy, free: 1 }));
    expect(await openIn(first.ask, "?region=AM01")).toEqual([]);
    expect(await placeIn(await first.ask("PUT", at(vacancy)))).toMatchObject({ state: "offered" });
    expect(await placeIn(await second.ask("PUT", at(vacancy)))).toMatchObject({
      state: "waiting",
      before: 0,
    });
    expect(await (await first.ask("GET", "/v1/me")).json()).toMatchObject({ workOffered: true });
    expect(await (await second.ask("GET", "/v1/me")).json()).toMatchObject({ workOffered: false });
    // Pressing the button again keeps the place.
    expect(await placeIn(await second.ask("PUT", at(vacancy)))).toMatchObject({
      state: "waiting",
      before: 0,
    });
    expect((await second.ask("PUT", `${at(vacancy)}/start`)).status).toBe(409);
    expect(await placeIn(await first.ask("PUT", `${at(vacancy)}/start`))).toMatchObject({ state: "started" });
    const coach = await first.ask("PUT", `${at(vacancy)}/life-coach`, { body: { accepted: true } });
    expect(await placeIn(coach)).toMatchObject({ lifeCoach: "accepted" });
    expect(await find(dynamo.platform, marketProfiles, first.id)).toMatchObject({ status: "placed" });
  });

  it("leaving gives what was offered to the next; who comes back goes to the end", async () => {
    const vacancy = await work();
    const [first, second, third] = [await somebody(), await somebody(), await somebody()];
    for (const { ask } of [first, second, third]) expect((await ask("PUT", at(vacancy))).status).toBe(200);
    expect(await placeIn(await first.ask("DELETE", at(vacancy)))).toMatchObject({ state: "not-on-list" });
    expect((await first.ask("DELETE", at(vacancy))).status).toBe(200);
    const mine = async ({ ask }: typeof first) =>
      Places.parse(await (await ask("GET", "/v1/me/waiting-lists")).json()).items;
    expect(await mine(second)).toMatchObject([{ vacancyId: vacancy, state: "offered" }]);
    expect(await placeIn(await first.ask("PUT", at(vacancy)))).toMatchObject({ state: "waiting", before: 1 });
    expect(await mine(third)).toMatchObject([
      { state: "waiting", before: 0, title: "Medewerker schoonmaak" },
    ]);
  });

  it("the same list as the party's: whoever was put on it by the party sees the place, and can leave", async () => {
    const vacancy = await work();
    const { id, ask } = await somebody();
    const lists = createListsApp({ table: dynamo.platform, records: dynamo.records, now, log: silentLog });
    const path = `/v1/vacancies/${vacancy}/waiting-list/${id}`;
    expect((await lists.request(path, { method: "PUT" }, withClaims(MUNICIPALITY))).status).toBe(200);
    const { items } = Places.parse(await (await ask("GET", "/v1/me/waiting-lists")).json());
    expect(items).toMatchObject([{ vacancyId: vacancy, state: "offered" }]);
    await ask("DELETE", at(vacancy));
    const seen = await lists.request(path, {}, withClaims(MUNICIPALITY));
    expect(await placeIn(seen)).toMatchObject({ state: "not-on-list" });
  });

  it("other work has no list, nor has what does not exist", async () => {
    const { ask } = await somebody();
    const ordinary = await work(1, { kind: "regular", contractKinds: ["permanent"] });
    for (const id of [ordinary, randomUUID()]) expect((await ask("PUT", at(id))).status).toBe(404);
    expect((await ask("PUT", at("x"))).status).toBe(400);
  });

  it("of twenty who join at once for two positions two are offered the work, and each has a place of their own", async () => {
    const vacancy = await work(2);
    const many = await Promise.all(Array.from({ length: 20 }, somebody));
    const places = await Promise.all(many.map(async ({ ask }) => placeIn(await ask("PUT", at(vacancy)))));
    expect(places.filter(({ state }) => state === "offered")).toHaveLength(2);
    const now = await Promise.all(
      many.map(
        async ({ ask }) => Places.parse(await (await ask("GET", "/v1/me/waiting-lists")).json()).items[0],
      ),
    );
    const waiting = now.flatMap((one) => (one?.state === "waiting" ? [one.before] : []));
    expect(waiting.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, n) => n));
  });

  it("GDPR 15: places are in the export for machines and in those to read, and every step in the own log", async () => {
    const vacancy = await work();
    const { ask } = await somebody();
    await ask("PUT", at(vacancy));
    const exported = await (await ask("GET", "/v1/me/export")).json();
    expect(exported).toMatchObject({ waitingLists: [{ vacancyId: vacancy, state: "offered" }] });
    for (const accept of ["text/html", "text/plain"]) {
      const text = await (await ask("GET", "/v1/me/export", { headers: { accept } })).text();
      expect(text).toContain("Wachtlijsten voor open hiring");
      expect(text).toContain("Medewerker schoonmaak, Voorbeeldzorg; stand: offered");
    }
    const readings = await (await ask("GET", "/v1/me/readings")).text();
    expect(readings).toContain("Uw plaats op een wachtlijst voor open hiring");
  });
});
