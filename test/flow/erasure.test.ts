import { randomUUID } from "node:crypto";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { WaitingListChangedV1 } from "#events/waiting-list-changed.v1.ts";
import { createApp as createListsApp } from "#functions/brokerage/keep-waiting-lists/app.ts";
import { createHandler as createFinish } from "#functions/rights/finish-erasures/handler.ts";
import { MarketProfileId } from "#packages/domain/ids.ts";
import { Person } from "#packages/domain/person.ts";
import { find } from "#packages/store/documents.ts";
import { readPending } from "#packages/store/erasures.ts";
import { eventsInHour } from "#packages/store/log-entries.ts";
import { people } from "#packages/store/persons-table.ts";
import { getItem } from "#packages/store/platform-table.ts";
import { findByReference } from "#packages/store/references.ts";
import { listsOfPerson, waitingLists } from "#packages/store/waiting-lists.ts";
import { clockAt, type Town, townOn } from "#test/support/brokerage/coupled-town.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { formOf, importsOn } from "#test/support/imports/import-platform.ts";
import { toCsv, toJsonLines } from "#test/support/imports/to-csv.ts";
import {
  aProfileBody,
  aVacancyBody,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
  matchingConsent,
  problemIn,
  silentLog,
  thingIn,
  withClaims,
} from "#test/support/intake/intake-app.ts";
import { rightsOn } from "#test/support/rights/rights-apps.ts";

const PATH = "/v1/market-profiles/imports";
const OWNER = MUNICIPALITY["sub"] ?? "";
const aRow = (reference: string, givenAt = "2026-11-01T09:00:00.000Z") =>
  aProfileBody({ reference, profile: { jobTitles: ["kok"], consents: [matchingConsent(givenAt)] } });
const Proof = z.looseObject({ id: z.string(), state: z.string(), erased: z.record(z.string(), z.number()) });
const Keeps = z.looseObject({ jobSeekerId: z.string() });

describe.skipIf(!hasEngine)("GDPR 17: who was erased stays erased, whatever still goes about", () => {
  let dynamo: Dynamo;
  let town: Town;
  const now = () => town.clock.now;
  const later = (seconds: number) => {
    town.clock.now = new Date(town.clock.now.getTime() + seconds * 1000);
  };
  beforeAll(async () => {
    dynamo = await startDynamo();
    town = townOn(dynamo, clockAt(new Date().toISOString()));
  });
  afterAll(() => dynamo.stop());

  const imports = () => importsOn(dynamo, { now });
  const register = async (body: object) =>
    intakeOn(dynamo, { now }).ask(MUNICIPALITY, "POST", "/v1/market-profiles", { body });
  const finish = () => createFinish({ tables: dynamo, now, newId: randomUUID, log: silentLog })();
  const eraseOf = async (id: string) => {
    const own = await rightsOn(dynamo, now).sessionFor(id, MUNICIPALITY);
    const answer = await own("POST", "/v1/me/erasure", { body: { confirm: "erase-everything" } });
    expect(answer.status).toBe(202);
    later(1);
    return Proof.parse(await answer.json());
  };
  const proofOf = async (id: string) =>
    Proof.parse(await (await rightsOn(dynamo, now).openly("GET", `/v1/erasures/${id}`)).json());
  const idUnder = (reference: string, owner = OWNER) =>
    findByReference(dynamo.platform, { kind: "market-profile", owner, reference });

  it("an older file that is sent again does not bring the person back, by row or by POST; a new consent does", async () => {
    const [reference, other] = [randomUUID(), randomUUID()];
    const file = { "old.jsonl": toJsonLines([aRow(reference), aRow(other)]) };
    const { importFiles } = imports();
    expect(await importFiles(MUNICIPALITY, PATH, file)).toMatchObject({ added: 2 });
    const id = (await idUnder(reference)) ?? "";
    later(1);
    const proof = await eraseOf(id);
    await finish();
    expect((await proofOf(proof.id)).state).toBe("finished");
    const again = await importFiles(MUNICIPALITY, PATH, file);
    expect(again).toMatchObject({ added: 0, unchanged: 1, bad: 1, findings: [{ field: "/reference" }] });
    expect(again.findings[0]?.reason).toContain("whose data were erased");
    expect(await idUnder(reference)).toBeUndefined();
    const posted = await register(aRow(reference));
    expect((await problemIn(posted)).detail).toContain("whose data were erased");
    later(60);
    const anew = aRow(reference, now().toISOString());
    expect(await importFiles(MUNICIPALITY, PATH, { "new.jsonl": toJsonLines([anew]) })).toMatchObject({
      added: 1,
    });
    expect(await idUnder(reference)).not.toBe(id);
  });

  it("rows that were parked before are refused when they are worked; those of the person are emptied, in whatever file of the party", async () => {
    const reference = randomUUID();
    const mark = `Merk${reference.slice(0, 8)}`;
    const marked = { ...aRow(reference), person: { ...aRow(reference).person, familyName: mark } };
    const { importFiles, post, idOf, workAll, read, deliver, queue } = imports();
    // More than a chunk, so that the import goes on after the first.
    const long = Array.from({ length: 150 }, () => aRow(randomUUID()));
    const first = await idOf(
      await post(MUNICIPALITY, PATH, formOf({ "a.jsonl": toJsonLines([marked, ...long]) })),
    );
    const parked = await idOf(await post(MUNICIPALITY, PATH, formOf({ "b.jsonl": toJsonLines([marked]) })));
    const [begin, ...others] = queue.splice(0);
    const [chunk, ...rest] = await (async () => {
      if (begin !== undefined) expect(await deliver(begin)).toBe(true);
      return queue.splice(0);
    })();
    if (chunk !== undefined) expect(await deliver(chunk)).toBe(true);
    const id = (await idUnder(reference)) ?? "";
    later(1);
    const proof = await eraseOf(id);
    await finish();
    expect((await proofOf(proof.id)).erased).toMatchObject({ importRows: 2 });
    queue.push(...rest, ...others);
    await workAll();
    expect(await read(MUNICIPALITY, first)).toMatchObject({ state: "settled" });
    expect(await read(MUNICIPALITY, parked)).toMatchObject({
      state: "settled",
      bad: 1,
      findings: [{ reason: expect.stringContaining("erased at the person's request") }],
    });
    expect(await idUnder(reference)).toBeUndefined();
    expect(JSON.stringify(await read(MUNICIPALITY, parked))).not.toContain(mark);
    expect(await importFiles(MUNICIPALITY, PATH, { "c.jsonl": toJsonLines([marked]) })).toMatchObject({
      bad: 1,
    });
  });

  it("a file that is added days later is noted for as long as its own rows lie there", async () => {
    const { app } = intakeOn(dynamo, { now });
    const send = async (path: string): Promise<string> => {
      const body = formOf({ "e.jsonl": toJsonLines([aRow(randomUUID())]) });
      const init = { method: "POST", headers: { "idempotency-key": randomUUID() }, body };
      return imports().idOf(await app.request(path, init, withClaims(MUNICIPALITY)));
    };
    const id = await send(`${PATH}?moreFollows=true`);
    const until = async () => {
      const key = { pk: { S: `PARKED#${OWNER}` }, sk: { S: id } };
      return Number((await getItem(dynamo.persons, key))?.["expiresAt"]?.N);
    };
    const first = await until();
    const days = 5 * 86_400;
    later(days);
    await send(`${PATH}/${id}/files`);
    expect((await until()) - first).toBe(days);
  });

  it("a row of somebody else that has the same text in another column stays as it was sent", async () => {
    const { post, idOf, workAll, read } = imports();
    const body = (reference: string) => ({
      ...aRow(reference),
      profile: { ...aRow(reference).profile, reachKm: 37 },
    });
    const { id } = await thingIn(await register(aRow("37")));
    const csv = toCsv([body("37"), body(randomUUID())], "market-profiles");
    const parked = await idOf(await post(MUNICIPALITY, PATH, formOf({ "d.csv": csv })));
    later(1);
    const proof = await eraseOf(id);
    await finish();
    expect((await proofOf(proof.id)).erased).toMatchObject({ importRows: 1 });
    await workAll();
    expect(await read(MUNICIPALITY, parked)).toMatchObject({ state: "settled", added: 1, bad: 1 });
  });

  const asRegisteredEarlier = async (jobSeekerId: string, referenceOwner?: string) => {
    const { referenceOwner: _noted, ...rest } = Person.parse(await find(dynamo.persons, people, jobSeekerId));
    await dynamo.client.send(
      new UpdateItemCommand({
        TableName: dynamo.persons.tableName,
        Key: { ...people.key(jobSeekerId) },
        UpdateExpression: "SET #doc = :doc",
        ExpressionAttributeNames: { "#doc": "doc" },
        ExpressionAttributeValues: {
          ":doc": {
            S: JSON.stringify({ ...rest, ...(referenceOwner === undefined ? {} : { referenceOwner }) }),
          },
        },
      }),
    );
  };

  it.each([
    ["not at all", undefined],
    ["as nobody's", ""],
  ])(
    "people registered when it was noted %s whose reference it is: it is found, and goes too",
    async (_, owner) => {
      const reference = randomUUID();
      const answer = await register(aRow(reference));
      const { id, jobSeekerId } = Keeps.extend({ id: z.string() }).parse(await answer.json());
      await asRegisteredEarlier(jobSeekerId, owner);
      later(1);
      await eraseOf(id);
      expect(await idUnder(reference)).toBeUndefined();
      expect((await problemIn(await register(aRow(reference)))).status).toBe(409);
    },
  );

  it("the owner of a reference is noted with the next change by a party, and by no change of the person", async () => {
    const reference = randomUUID();
    const answer = await register(aRow(reference));
    const { id, jobSeekerId } = Keeps.extend({ id: z.string() }).parse(await answer.json());
    await asRegisteredEarlier(jobSeekerId);
    const own = await rightsOn(dynamo, now).sessionFor(id, MUNICIPALITY);
    const patched = await own("PATCH", "/v1/me/profile", {
      body: { person: { phone: "06-00000000" } },
      headers: { "if-match": "*" },
    });
    expect(patched.status).toBe(200);
    expect((await find(dynamo.persons, people, jobSeekerId))?.referenceOwner).toBeUndefined();
    await intakeOn(dynamo, { now }).ask(MUNICIPALITY, "PATCH", `/v1/market-profiles/${id}`, {
      body: { person: { phone: "06-00000001" } },
      headers: { "if-match": "*" },
    });
    expect((await find(dynamo.persons, people, jobSeekerId))?.referenceOwner).toBe(OWNER);
  });

  it("D4: whoever is erased leaves the waiting lists; the next in line is offered the work, and its team is told", async () => {
    const work = aVacancyBody({
      kind: "open-hiring",
      contractKinds: ["permanent"],
      places: [{ postcode: "3511 AA", positions: 1 }],
    });
    const intake = intakeOn(dynamo, { now });
    const vacancy = await thingIn(await intake.ask(EMPLOYER, "POST", "/v1/vacancies", { body: work }));
    await town.untilQuiet();
    const lists = createListsApp({ table: dynamo.platform, records: dynamo.records, now, log: silentLog });
    const [first, second] = await Promise.all(
      [1, 2].map(async () =>
        Keeps.extend({ id: z.string() }).parse(await (await register(aRow(randomUUID()))).json()),
      ),
    );
    for (const one of [first, second]) {
      const path = `/v1/vacancies/${vacancy.id}/waiting-list/${one?.id}`;
      expect((await lists.request(path, { method: "PUT" }, withClaims(MUNICIPALITY))).status).toBe(200);
    }
    await town.untilQuiet();
    const proof = await eraseOf(first?.id ?? "");
    // As long as they are on the list, it is not said that all is gone.
    await finish();
    expect((await proofOf(proof.id)).state).toBe("begun");
    await town.untilQuiet();
    const hour = now().toISOString().slice(0, 13);
    const told = await eventsInHour(dynamo.platform, { kind: "OTHER", regions: ["AM13"] }, hour);
    const changes = (told.get("AM13") ?? []).flatMap((event) => {
      const parsed = WaitingListChangedV1.schema.safeParse(event);
      return parsed.success ? [parsed.data.data] : [];
    });
    const newest = Math.max(...changes.map(({ version }) => version));
    const last = changes.filter(({ version }) => version === newest);
    expect(last.map(({ what, profileId }) => [what, profileId])).toEqual([
      ["left", first?.id],
      ["offered", second?.id],
    ]);
    const document = await find(dynamo.platform, waitingLists, vacancy.id);
    expect(document?.list.entries).toMatchObject([{ jobSeekerId: second?.jobSeekerId, state: "offered" }]);
    expect(JSON.stringify(document)).not.toContain(first?.jobSeekerId);
    await finish();
    expect((await proofOf(proof.id)).state).toBe("finished");
    expect(await listsOfPerson(dynamo.platform, MarketProfileId.parse(first?.id))).toEqual([]);
    expect(await readPending(dynamo.persons)).toEqual([]);
  });
});
