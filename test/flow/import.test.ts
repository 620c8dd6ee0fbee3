import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHandler as createSweep } from "#functions/events/publish-parked/handler.ts";
import { ImportId } from "#packages/domain/ids.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import { keys } from "#packages/store/keys.ts";
import { partition, queryAll, type Table } from "#packages/store/platform-table.ts";
import { findQueuedImports, noteAskedAgain } from "#packages/store/queued-imports.ts";
import { findByReference } from "#packages/store/references.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import { readShard } from "#packages/store/shards.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { formOf, importsOn, waitingEvents } from "#test/support/imports/import-platform.ts";
import { toCsv, toJsonLines } from "#test/support/imports/to-csv.ts";
import {
  ADMINISTRATOR,
  aProfileBody,
  aVacancyBody,
  EMPLOYER,
  MUNICIPALITY,
  OTHER_EMPLOYER,
  SECTOR,
} from "#test/support/intake/intake-app.ts";

const vacancies = (count: number, over: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, n) => aVacancyBody({ reference: `V-${n}`, ...over }));
const profiles = (count: number, prefix = "P") =>
  Array.from({ length: count }, (_, n) => aProfileBody({ reference: `${prefix}-${n}` }));

/** The vacancies of an employer. */
const listOf = (table: Table, kvkNumber: string) =>
  Array.fromAsync(
    queryAll(table, {
      IndexName: "Lists",
      KeyConditionExpression: "listPk = :pk",
      ExpressionAttributeValues: { ":pk": { S: `EMPLOYER#${kvkNumber}` } },
    }),
    (item) => Vacancy.parse(JSON.parse(item["doc"]?.S ?? "")),
  );

describe.skipIf(!hasEngine)("files that are handed in become vacancies, notices and profiles", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  it("good rows are taken in, bad ones reported with file, line, column and reason; then it settles", async () => {
    const { post, read, idOf, workAll } = importsOn(dynamo);
    const lines = toCsv(vacancies(3), "vacancies").split("\r\n");
    const bad = (lines[2] ?? "").replace("1012 AB", "1012");
    const csv = [lines[0], lines[1], bad, lines[3]].join("\r\n");
    const more = toJsonLines([aVacancyBody({ reference: "J-1" })]).concat("{nee}\n");
    const answer = await post(EMPLOYER, "/v1/vacancies/imports", formOf({ "a.csv": csv, "b.jsonl": more }));
    expect(answer.status).toBe(202);
    const id = await idOf(answer.clone());
    expect(answer.headers.get("location")).toBe(`/v1/imports/${id}`);
    expect(await read(EMPLOYER, id)).toMatchObject({ state: "queued", rows: 5, good: 0, findings: [] });
    await workAll();
    expect(await read(EMPLOYER, id)).toMatchObject({
      state: "settled",
      rows: 5,
      good: 3,
      bad: 2,
      added: 3,
      changed: 0,
      unchanged: 0,
      files: [
        { number: 1, name: "a.csv", format: "csv", rows: 3, rowsDone: 3 },
        { number: 2, name: "b.jsonl", format: "json-lines", rows: 2, rowsDone: 2 },
      ],
      findings: [
        { file: 1, line: 3, field: "postcode", reason: "must be a Dutch postcode, as 1012 AB" },
        { file: 2, line: 2, field: "", reason: "is not a JSON object on one line" },
      ],
    });
    const kept = await listOf(dynamo.platform, "12345678");
    expect(kept.map(({ reference }) => reference).sort()).toEqual(["J-1", "V-0", "V-2"]);
    expect(new Set(kept.map(({ importId }) => importId))).toEqual(new Set([id]));
    const events = await waitingEvents(dynamo.platform);
    expect(events.filter(({ type }) => type.includes("import-settled"))).toMatchObject([
      { data: { importId: id, kind: "vacancies", region: "AM18" }, subject: id },
    ]);
    expect(events.filter(({ type }) => type.includes("vacancy-registered"))).toHaveLength(3);
    for (const event of events) if ("importId" in event.data) expect(event.data.importId).toBe(id);
  });

  it("the same file again changes nothing, and tells nobody", async () => {
    const { importFiles } = importsOn(dynamo);
    const csv = toCsv(profiles(30, "again"), "market-profiles");
    const first = await importFiles(MUNICIPALITY, "/v1/market-profiles/imports", { "p.csv": csv });
    expect(first).toMatchObject({ state: "settled", added: 30, bad: 0 });
    // Nobody is told of single rows: the region is matched as a whole, when the import has settled.
    const told = await waitingEvents(dynamo.platform);
    expect(told.filter(({ type }) => type.includes("market-profile"))).toEqual([]);
    expect(told.filter(({ type }) => type.includes("import-settled"))).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ kind: "market-profiles" }) }),
    );
    const before = told.length;
    const second = await importFiles(MUNICIPALITY, "/v1/market-profiles/imports", { "p.csv": csv });
    expect(second).toMatchObject({ state: "settled", good: 30, added: 0, changed: 0, unchanged: 30, bad: 0 });
    expect((await waitingEvents(dynamo.platform)).length).toBe(before);
  });

  it("a row that says something else changes what its reference names, once", async () => {
    const { importFiles } = importsOn(dynamo);
    const path = "/v1/vacancies/imports";
    const was = vacancies(2).map((body, n) => ({ ...body, reference: `change-${n}` }));
    await importFiles(EMPLOYER, path, { "v.csv": toCsv(was, "vacancies") });
    const is = was.map((body, n) => (n === 0 ? { ...body, title: "Kok" } : body));
    expect(await importFiles(EMPLOYER, path, { "v.csv": toCsv(is, "vacancies") })).toMatchObject({
      changed: 1,
      unchanged: 1,
    });
    const kept = await listOf(dynamo.platform, "12345678");
    const changed = kept.filter(({ reference }) => reference?.startsWith("change-"));
    expect(changed.map(({ title, version }) => [title, version]).sort()).toEqual([
      ["Kok", 2],
      ["Verzorgende IG", 1],
    ]);
  });

  it("a file that is sent twice in one import counts once; a reference twice in a file is reported", async () => {
    const { importFiles } = importsOn(dynamo);
    const csv = toCsv(profiles(5, "twice"), "market-profiles");
    const [head, row] = csv.split("\r\n");
    const doubled = `${csv}${row}\r\n`;
    const seen = await importFiles(MUNICIPALITY, "/v1/market-profiles/imports", {
      "a.csv": csv,
      "b.csv": csv,
      "c.csv": `${head}\r\n${row?.replace("Voornaam", "Anders")}\r\n`,
    });
    expect(seen).toMatchObject({ added: 5, unchanged: 5, bad: 1 });
    expect(seen.findings).toEqual([
      {
        file: 3,
        line: 2,
        field: "reference",
        reason: "stands earlier in this import, in file 1 on line 2; that row counts",
      },
    ]);
    const again = await importFiles(MUNICIPALITY, "/v1/market-profiles/imports", { "d.csv": doubled });
    expect(again).toMatchObject({ unchanged: 5, bad: 1, findings: [{ line: 7, field: "reference" }] });
  });

  it("a dry run finds the same and takes nothing in", async () => {
    const { post, workAll, read, idOf } = importsOn(dynamo);
    const bodies = [...profiles(3, "dry"), aProfileBody({ reference: "dry-9", person: { givenName: "A" } })];
    const before = (await waitingEvents(dynamo.platform)).length;
    const shardBefore = await readShard(dynamo.platform, { side: "PROFILE", region: "AM20" });
    const send = async (query: string) => {
      const files = formOf({ "p.jsonl": toJsonLines(bodies) });
      const id = await idOf(await post(MUNICIPALITY, `/v1/market-profiles/imports${query}`, files));
      await workAll();
      return read(MUNICIPALITY, id);
    };
    const dry = await send("?dryRun=true");
    expect(dry).toMatchObject({ state: "settled", dryRun: true, added: 3, bad: 1 });
    expect((await waitingEvents(dynamo.platform)).length).toBe(before);
    expect(await readShard(dynamo.platform, { side: "PROFILE", region: "AM20" })).toEqual(shardBefore);
    const wet = await send("");
    expect(wet).toMatchObject({ dryRun: false, added: 3, bad: 1 });
    expect(wet.findings).toEqual(dry.findings);
  });

  it("S4: a person stays out of the platform table, in good rows and in bad ones", async () => {
    const { post, workAll, idOf } = importsOn(dynamo);
    const secret = "Zeldzamenaam";
    const person = { ...aProfileBody().person, familyName: secret };
    const bodies = [
      aProfileBody({ reference: "s-1", person }),
      { ...aProfileBody({ reference: "s-2", person }), naam: secret },
      aProfileBody({ reference: "s-3", person, profile: { jobTitles: [secret, secret] } }),
    ];
    const name = `${secret}.jsonl`;
    const id = await idOf(
      await post(MUNICIPALITY, "/v1/market-profiles/imports", formOf({ [name]: toJsonLines(bodies) })),
    );
    const parked = await Array.fromAsync(partition(dynamo.platform, keys.import(id).pk.S));
    expect(JSON.stringify(parked)).not.toContain(secret);
    await workAll();
    const worked = await Array.fromAsync(partition(dynamo.platform, keys.import(id).pk.S));
    expect(worked.length).toBeGreaterThan(1);
    expect(JSON.stringify(worked)).not.toContain(secret);
    expect(JSON.stringify(await waitingEvents(dynamo.platform))).not.toContain(secret);
    const shard = await readShard(dynamo.platform, { side: "PROFILE", region: "AM20" });
    expect(JSON.stringify(shard)).not.toContain(secret);
  });

  it("rows are taken away when the import has settled", async () => {
    const { post, workAll, idOf, queue } = importsOn(dynamo);
    const id = await idOf(
      await post(MUNICIPALITY, "/v1/market-profiles/imports", toJsonLines(profiles(2, "gone")), {
        "content-type": "application/jsonl",
      }),
    );
    const [item] = await Array.fromAsync(partition(dynamo.platform, keys.import(id).pk.S));
    const parcel = /"parcel":"([^"]+)"/.exec(item?.["doc"]?.S ?? "")?.[1];
    const left = async () =>
      (await Array.fromAsync(partition(dynamo.persons, `IMPORT-ROWS#${parcel}`))).map(({ sk }) => sk?.S);
    expect(await left()).toEqual(["CHUNK#00000", "NAMES"]);
    await workAll();
    expect(await left()).toEqual(["NAMES"]);
    expect(queue).toEqual([]);
  });

  it("many files come in several requests, and work begins with the last", async () => {
    const { post, workAll, read, idOf, queue } = importsOn(dynamo);
    const path = "/v1/market-profiles/imports";
    const file = (prefix: string) =>
      formOf({ [`${prefix}.csv`]: toCsv(profiles(120, prefix), "market-profiles") });
    const id = await idOf(await post(MUNICIPALITY, `${path}?moreFollows=true`, file("m1")));
    expect(queue).toEqual([]);
    expect(await read(MUNICIPALITY, id)).toMatchObject({ state: "receiving", rows: 120 });
    await idOf(await post(MUNICIPALITY, `${path}/${id}/files?moreFollows=true`, file("m2")));
    await idOf(await post(MUNICIPALITY, `${path}/${id}/files`, file("m3")));
    expect(queue).toEqual([{ importId: id }]);
    await workAll();
    expect(await read(MUNICIPALITY, id)).toMatchObject({
      state: "settled",
      added: 360,
      files: [{ name: "m1.csv" }, { name: "m2.csv" }, { name: "m3.csv", rowsDone: 120 }],
    });
    const late = await post(MUNICIPALITY, `${path}/${id}/files`, file("m4"));
    expect(late.status).toBe(409);
  });

  it("an employer imports its own demand only, and nobody sees the import of another", async () => {
    const { importFiles, ask } = importsOn(dynamo);
    const other = vacancies(1, { employer: { kvkNumber: "87654321", name: "Ander" } });
    const seen = await importFiles(EMPLOYER, "/v1/vacancies/imports", { "v.jsonl": toJsonLines(other) });
    expect(seen).toMatchObject({
      bad: 1,
      added: 0,
      findings: [{ field: "/employer/kvkNumber", reason: "must be the number of the token" }],
    });
    expect((await ask(OTHER_EMPLOYER, "GET", `/v1/imports/${seen.id}`)).status).toBe(404);
    expect((await ask(ADMINISTRATOR, "GET", `/v1/imports/${seen.id}`)).status).toBe(200);
  });

  it("B4: a sector organisation imports notices for the firms of its sector", async () => {
    const { importFiles } = importsOn(dynamo);
    const notice = (reference: string, sector: string) => ({
      reference,
      employer: { kvkNumber: "11112222", name: "Voorbeeldhotel", sector },
      groups: [
        {
          groupKey: "1",
          jobTitle: "Kok",
          headCount: 4,
          postcode: "1012 AB",
          availableFromDate: "2027-01-01",
        },
      ],
    });
    const seen = await importFiles(SECTOR, "/v1/surplus-notices/imports", {
      "n.csv": toCsv([notice("n-1", "I"), notice("n-2", "Q")], "surplus-notices", ","),
    });
    expect(seen).toMatchObject({ added: 1, bad: 1, findings: [{ line: 3, field: "sector" }] });
  });

  it("S2: a party that is not responsible for a situation is told so, without the situation", async () => {
    const { importFiles } = importsOn(dynamo);
    const person = { ...aProfileBody().person, situation: "job-agreement-wajong" };
    const seen = await importFiles(MUNICIPALITY, "/v1/market-profiles/imports", {
      "p.csv": toCsv([aProfileBody({ reference: "w-1", person })], "market-profiles"),
    });
    expect(seen.findings).toEqual([
      { file: 1, line: 2, field: "situation", reason: "is one for which another party is responsible (S2)" },
    ]);
  });

  it("S4: a withdrawn consent stays withdrawn, and a consent the file does not have stays, however often it is sent", async () => {
    const { importFiles, ask } = importsOn(dynamo);
    const path = "/v1/market-profiles/imports";
    const files = { "p.csv": toCsv(profiles(1, "consent"), "market-profiles") };
    await importFiles(MUNICIPALITY, path, files);
    const reference = {
      kind: "market-profile",
      owner: "client-municipality",
      reference: "consent-0",
    } as const;
    const profile = `/v1/market-profiles/${await findByReference(dynamo.platform, reference)}`;
    const introduction = `${profile}/consents/introduction/12345678`;
    const body = { wording: "2026-1", givenAt: "2026-11-02T09:00:00.000Z" };
    expect((await ask(MUNICIPALITY, "PUT", introduction, { body })).status).toBe(200);
    const matching = `${profile}/consents/matching/mobility-teams`;
    expect((await ask(MUNICIPALITY, "DELETE", matching)).status).toBe(200);
    const before = await (await ask(MUNICIPALITY, "GET", profile)).text();
    expect(await importFiles(MUNICIPALITY, path, files)).toMatchObject({ unchanged: 1, changed: 0, bad: 0 });
    expect(await (await ask(MUNICIPALITY, "GET", profile)).text()).toBe(before);
    expect(before).toContain("withdrawnAt");
  });

  it("what is withdrawn does not come back, however often a file has it", async () => {
    const { importFiles, ask } = importsOn(dynamo);
    const path = "/v1/vacancies/imports";
    const files = { "v.csv": toCsv([aVacancyBody({ reference: "back" })], "vacancies") };
    await importFiles(EMPLOYER, path, files);
    const kept = await listOf(dynamo.platform, "12345678");
    const { id } = kept.find(({ reference }) => reference === "back") ?? { id: "" };
    const withdrawal = { body: { reason: "mistake" } };
    expect((await ask(EMPLOYER, "POST", `/v1/vacancies/${id}/withdrawal`, withdrawal)).status).toBe(200);
    const again = await importFiles(EMPLOYER, path, files);
    expect(again).toMatchObject({ added: 0, changed: 0, bad: 1, findings: [{ field: "reference" }] });
    const read = await ask(EMPLOYER, "GET", `/v1/vacancies/${id}`);
    expect(await read.json()).toMatchObject({ status: "withdrawn", version: 2 });
  });

  it("findings come page by page, and as a file", async () => {
    const { post, workAll, idOf, read, ask } = importsOn(dynamo);
    const text = Array.from({ length: 230 }, () => "{}\n").join("");
    const id = await idOf(
      await post(EMPLOYER, "/v1/vacancies/imports", text, { "content-type": "application/x-ndjson" }),
    );
    await workAll();
    const lines: number[] = [];
    let query = "?limit=300";
    for (let page = await read(EMPLOYER, id, query); ; page = await read(EMPLOYER, id, query)) {
      lines.push(...page.findings.map(({ line }) => line));
      if (page.nextCursor === undefined) break;
      query = `?limit=300&cursor=${page.nextCursor}`;
    }
    expect([...new Set(lines)]).toEqual(Array.from({ length: 230 }, (_, n) => n + 1));
    const file = await ask(EMPLOYER, "GET", `/v1/imports/${id}`, { headers: { accept: "text/csv" } });
    expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const rows = (await file.text()).trimEnd().split("\r\n");
    expect(rows[0]).toBe("file,line,field,reason");
    expect(rows).toHaveLength(lines.length + 1);
  });

  it("an import whose message was lost is asked for once more, and once begun no more", async () => {
    const { post, idOf, read, workAll, queue } = importsOn(dynamo);
    const id = await idOf(
      await post(EMPLOYER, "/v1/vacancies/imports", formOf({ "l.csv": toCsv(vacancies(2), "vacancies") })),
    );
    queue.splice(0);
    const later = () => new Date(Date.now() + 365 * 86_400_000);
    const asked: string[] = [];
    const sweep = createSweep({
      findUnpublished: async function* () {},
      publisher: { publish: async () => undefined },
      settings: () => readSettings(dynamo.platform),
      markPublished: async () => undefined,
      countParked: () => undefined,
      findQueuedImports: (before) => findQueuedImports(dynamo.platform, before),
      askAgain: async (importId, at) => {
        asked.push(importId);
        queue.push({ importId: ImportId.parse(importId) });
        await noteAskedAgain(dynamo.platform, importId, at);
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      now: later,
    });
    expect(await read(EMPLOYER, id)).toMatchObject({ state: "queued" });
    await sweep();
    await sweep();
    expect(asked.filter((one) => one === id)).toEqual([id]);
    await workAll();
    expect(await read(EMPLOYER, id)).toMatchObject({ state: "settled", good: 2 });
    expect(await Array.fromAsync(findQueuedImports(dynamo.platform, later()))).not.toContain(id);
  });
});
