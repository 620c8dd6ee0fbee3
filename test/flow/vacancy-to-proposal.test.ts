import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { type ApiAnswer, type ApiClient, apiClient } from "#packages/local/demo/api-client.ts";
import { type Received, readDemandQueues, readRegionQueue } from "#packages/local/demo/read-queues.ts";
import type { Platform } from "#packages/local/platform.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";
import { hasEngine } from "#test/support/dynamo.ts";

const CARER = "http://data.europa.eu/esco/occupation/87d0795a-d41f-47ee-979f-0ab7d73836e7";
const SKILLS = [
  "http://data.europa.eu/esco/skill/0450eaee-1a00-4622-8f4e-5356fce816d2",
  "http://data.europa.eu/esco/skill/7a63f944-6948-4ae4-9c1f-d08e492535c9",
];
const EMPLOYER = "employer";
const PARTY = "responsible-party-uwv";

/** Work in Utrecht, people in Amersfoort: two regions, 20 km apart. */
const WORK = "3511CE";
const HOME = "3811AA";

const dataDir = mkdtempSync(join(tmpdir(), "flow-"));
let assembly: string;
let platform: Platform;
let api: ApiClient;

const start = async (): Promise<void> => {
  platform = await startPlatform({ dataDir, assembly, log: () => {}, quiet: true });
  api = apiClient(platform);
};

const aVacancy = (more: object = {}) => ({
  title: "Verzorgende (voorbeeld)",
  employer: { kvkNumber: "90000001", name: "Voorbeeld Zorg (voorbeeld)", sector: "Q" },
  places: [{ postcode: WORK, positions: 1 }],
  occupation: CARER,
  requirements: SKILLS.map((competency) => ({ competency, importance: "must" })),
  contact: { name: "Voorbeeldcontact", email: "contact@example.nl" },
  ...more,
});

let people = 0;
const aPerson = (profile: object = {}) => ({
  person: {
    givenName: "Voorbeeld",
    familyName: "Voorbeeldpersoon",
    postcode: HOME,
    situation: "enters-ww",
    email: "voorbeeld@example.nl",
  },
  profile: {
    occupations: [CARER],
    competencies: SKILLS,
    reachKm: 40,
    consents: [
      {
        purpose: "matching",
        receiver: "mobility-teams",
        wording: "test-1",
        givenAt: "2026-01-05T09:00:00.000Z",
      },
    ],
    ...profile,
  },
  reference: `persoon-${++people}`,
});

let keys = 0;
const post = (as: string, path: string, body: object, key = `key-${++keys}`): Promise<ApiAnswer> =>
  api.ask({ as, method: "POST", path, body, key });

const Vacancy = z.looseObject({
  id: z.uuid(),
  version: z.number(),
  places: z.array(z.looseObject({ region: z.string() })),
});
const Profile = z.looseObject({ id: z.uuid(), version: z.number(), region: z.string() });
const Inbox = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), vacancyId: z.string(), profileId: z.string() })),
});

const registered = async (more: object = {}, as = EMPLOYER) => {
  const answer = await post(as, "/v1/vacancies", aVacancy(more));
  expect(answer).toMatchObject({ status: 201 });
  return Vacancy.parse(answer.body);
};
const comeForward = async (profile: object = {}) => {
  const answer = await post(PARTY, "/v1/market-profiles", aPerson(profile));
  expect(answer).toMatchObject({ status: 201 });
  return Profile.parse(answer.body);
};

/** Messages about one vacancy that a region's team finds on its queue; the others are gone with them. */
const onQueue = async (region: string, vacancyId: string): Promise<Received[]> => {
  const all = await readRegionQueue(platform, RegionCode.parse(region));
  return all.filter(({ told }) => told.data.vacancyId === vacancyId);
};
const inboxOf = async (region: string) => {
  const path = `/v1/regions/${region}/proposals`;
  const { body } = await api.expect({ as: `team-${region.toLowerCase()}`, method: "GET", path });
  return Inbox.parse(body).items;
};

describe.skipIf(!hasEngine)("from vacancy to proposal, on the template that is deployed", () => {
  beforeAll(async () => {
    process.env["TZ"] = "UTC";
    assembly = await synthesize({ root: process.cwd(), onStart: () => {} });
    await start();
  });
  afterAll(async () => {
    await platform?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("M1: a posted vacancy becomes a proposal on the queue of the region where the person lives, once, however often it is posted", async () => {
    const person = await comeForward();
    const first = await post(EMPLOYER, "/v1/vacancies", aVacancy({ reference: "v-1" }), "posted-often");
    const vacancy = Vacancy.parse(first.body);
    const again = [
      await post(EMPLOYER, "/v1/vacancies", aVacancy({ reference: "v-1" }), "posted-often"),
      await post(EMPLOYER, "/v1/vacancies", aVacancy({ reference: "v-1" }), "with-another-key"),
    ];
    expect(again.map(({ status, body }) => [status, Vacancy.parse(body).id])).toEqual([
      [201, vacancy.id],
      [200, vacancy.id],
    ]);
    await platform.settled();

    expect(vacancy.places[0]?.region).not.toBe(person.region);
    const received = await onQueue(person.region, vacancy.id);
    expect(received.map(({ told }) => told)).toMatchObject([
      {
        type: "nl.arbeidsmarkt.match-proposed.v1",
        data: {
          vacancyId: vacancy.id,
          profileId: person.id,
          region: person.region,
          workRegions: [vacancy.places[0]?.region],
          version: 1,
        },
      },
    ]);
    expect(received[0]?.text).not.toMatch(/Voorbeeldpersoon|Voorbeeldcontact|example\.nl|3811AA/);
    expect(await inboxOf(person.region)).toMatchObject([{ vacancyId: vacancy.id, profileId: person.id }]);
    expect(await onQueue(vacancy.places[0]?.region ?? "", vacancy.id)).toEqual([]);
  });

  it("S4: withdrawing a consent withdraws the person's proposals everywhere", async () => {
    const [person, vacancy] = [await comeForward(), await registered()];
    await platform.settled();
    const proposed = await onQueue(person.region, vacancy.id);
    expect(proposed.filter(({ told }) => told.data["profileId"] === person.id)).toHaveLength(1);

    const path = `/v1/market-profiles/${person.id}/consents/matching/mobility-teams`;
    await api.expect({ as: PARTY, method: "DELETE", path });
    await platform.settled();

    const ended = await onQueue(person.region, vacancy.id);
    expect(ended.map(({ told }) => told)).toMatchObject([
      {
        type: "nl.arbeidsmarkt.match-ended.v1",
        data: { profileId: person.id, reason: "consent-withdrawn", version: 2 },
      },
    ]);
    expect((await inboxOf(person.region)).filter(({ profileId }) => profileId === person.id)).toEqual([]);
    const counts = `/v1/vacancies/${vacancy.id}/proposal-counts`;
    const { body } = await api.expect({ as: EMPLOYER, method: "GET", path: counts });
    expect(body).toMatchObject({ open: proposed.length - 1 });
  });

  it("S4: somebody who did not consent is never proposed", async () => {
    const person = await comeForward({ consents: [] });
    await registered();
    await platform.settled();
    expect((await inboxOf(person.region)).filter(({ profileId }) => profileId === person.id)).toEqual([]);
  });

  it("D1: a vacancy of a national employer reaches each region's demand queue and the national one", async () => {
    await readDemandQueues(platform);
    const national = await registered(
      {
        employer: { kvkNumber: "90000003", name: "Voorbeeld Nederland (voorbeeld)" },
        nationalEmployer: true,
        places: [
          { postcode: "9711AB", positions: 2 },
          { postcode: "6211AB", positions: 1 },
        ],
      },
      "national-employer",
    );
    const regional = await registered();
    await platform.settled();

    const queues = await readDemandQueues(platform);
    const reached = (id: string) =>
      [...queues].flatMap(([queue, received]) =>
        received.filter(({ told }) => told.data.vacancyId === id).map(() => queue),
      );
    expect(reached(national.id)).toEqual([...national.places.map(({ region }) => region).sort(), "national"]);
    expect(new Set(national.places.map(({ region }) => region)).size).toBe(2);
    expect(reached(regional.id)).toEqual([regional.places[0]?.region]);
  });

  it("D4: open hiring is demand that the desks see, and is never matched", async () => {
    const person = await comeForward();
    const open = await registered({
      kind: "open-hiring",
      contractKinds: ["permanent"],
      places: [{ postcode: HOME, positions: 5 }],
    });
    await platform.settled();
    expect(await onQueue(person.region, open.id)).toEqual([]);
    expect((await inboxOf(person.region)).filter(({ vacancyId }) => vacancyId === open.id)).toEqual([]);
    const demand = (await readDemandQueues(platform)).get(open.places[0]?.region ?? "");
    expect(demand?.filter(({ told }) => told.data.vacancyId === open.id)).toHaveLength(1);
  });

  it("refuses a postcode that does not exist, and names the field", async () => {
    const answer = await post(
      EMPLOYER,
      "/v1/vacancies",
      aVacancy({ places: [{ postcode: "5028AA", positions: 1 }] }),
    );
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/places/0/postcode" }] } });
  });

  it("finds everything again after a restart: the data, the queues, the tokens", async () => {
    const [person, vacancy] = [await comeForward(), await registered()];
    await platform.settled();
    const before = await inboxOf(person.region);
    expect(before.map(({ profileId }) => profileId)).toContain(person.id);
    const token = await platform.tokenFor(EMPLOYER);

    await platform.stop();
    await start();

    const path = `${platform.apiUrl}/v1/vacancies/${vacancy.id}`;
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, await answer.json()]).toMatchObject([200, { id: vacancy.id, version: 1 }]);
    expect(await inboxOf(person.region)).toEqual(before);
    const waiting = await onQueue(person.region, vacancy.id);
    expect(waiting.map(({ told }) => told.data["profileId"])).toContain(person.id);
  });
});
