import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { type Files, formOf, importsOn } from "#test/support/imports/import-platform.ts";
import { toCsv } from "#test/support/imports/to-csv.ts";
import { aVacancyBody, EMPLOYER, MUNICIPALITY, team } from "#test/support/intake/intake-app.ts";

const Problem = z.looseObject({
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.looseObject({ pointer: z.string().optional(), detail: z.string() })).default([]),
});
const PATH = "/v1/vacancies/imports";
const GOOD = toCsv([aVacancyBody({ reference: "1" })], "vacancies");

describe.skipIf(!hasEngine)("an import that cannot be taken in is refused at once, and says why", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`${n}.csv`, GOOD]));
  it.each<[string, Files, number, string]>([
    ["an empty file", { "a.csv": "" }, 400, "it is empty"],
    ["a file with a header only", { "a.csv": "reference;title;employerName;postcode\n" }, 400, "no rows"],
    ["an unknown column", { "a.csv": "reference;salaris\n1;2" }, 400, 'the column "salaris" is not known'],
    ["a file that is not UTF-8", { "a.csv": new Uint8Array([0x72, 0xe9]) }, 400, "it is not UTF-8"],
    ["a type that is not read", { "a.xlsx": "x" }, 415, "Send text/csv"],
    ["21 files", many, 400, "are more than 20"],
    ["a file over 4 MB", { "a.csv": "x".repeat(4 * 1024 * 1024 + 1) }, 413, "larger than 4 MB"],
    ["more than 100,000 rows", { "a.jsonl": "{}\n".repeat(100_001) }, 413, "at most 100,000 rows"],
  ])("%s", async (_what, files, status, reason) => {
    const { post, queue } = importsOn(dynamo);
    const answer = await post(EMPLOYER, PATH, formOf(files));
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem = Problem.parse(await answer.json());
    expect([problem.detail, ...problem.errors.map(({ detail }) => detail)].join()).toContain(reason);
    expect(queue).toEqual([]);
  });

  it("every file that is wrong is named", async () => {
    const { post } = importsOn(dynamo);
    const answer = await post(
      EMPLOYER,
      PATH,
      formOf({ "a.csv": GOOD, "b.csv": "", "c.csv": "reference\n1" }),
    );
    const { errors } = Problem.parse(await answer.json());
    expect(new Set(errors.map(({ pointer }) => pointer))).toEqual(new Set(["/files/1", "/files/2"]));
  });

  it.each<[string, string, string, number]>([
    ["no body", "", "text/csv", 400],
    ["JSON", "{}", "application/json", 415],
    ["a multipart body without a boundary", "x", "multipart/form-data", 400],
    [
      "a multipart body that is cut off",
      "--x\r\nContent-Disposition: form-data",
      "multipart/form-data; boundary=x",
      400,
    ],
  ])("%s", async (_what, body, type, status) => {
    const { post } = importsOn(dynamo);
    expect((await post(EMPLOYER, PATH, body, { "content-type": type })).status).toBe(status);
  });

  it.each([
    ["another role", team("AM18"), PATH, 403],
    ["a party for vacancies", MUNICIPALITY, PATH, 403],
    ["an employer for profiles", EMPLOYER, "/v1/market-profiles/imports", 403],
    ["an import that is not there", EMPLOYER, `${PATH}/${randomUUID()}/files`, 404],
    ["an id that is none", EMPLOYER, `${PATH}/x/files`, 400],
    ["a flag that is none", EMPLOYER, `${PATH}?dryRun=ja`, 400],
  ])("%s", async (_what, claims, path, status) => {
    const { post } = importsOn(dynamo);
    expect((await post(claims, path, formOf({ "a.csv": GOOD }))).status).toBe(status);
  });

  it("a cursor that is none gets 400", async () => {
    const { post, idOf, ask } = importsOn(dynamo);
    const id = await idOf(await post(EMPLOYER, PATH, formOf({ "a.csv": GOOD })));
    for (const cursor of ["x", Buffer.from('{"sk":"CHUNK#1","taken":0}').toString("base64url")])
      expect((await ask(EMPLOYER, "GET", `/v1/imports/${id}?cursor=${cursor}`)).status).toBe(400);
  });

  it("the same key and files get the same answer, whatever the boundary; other files get 409", async () => {
    const { post, queue } = importsOn(dynamo);
    const key = { "idempotency-key": randomUUID() };
    const send = (files: Files, query = "") => post(EMPLOYER, `${PATH}${query}`, formOf(files), key);
    const first = await send({ "a.csv": GOOD });
    const again = await send({ "a.csv": GOOD });
    expect(await again.text()).toBe(await first.text());
    // Begun twice, should the first have failed to: the worker takes that for one.
    expect(new Set(queue.map(({ importId }) => importId)).size).toBe(1);
    expect((await send({ "b.csv": GOOD })).status).toBe(409);
    expect((await send({ "a.csv": GOOD }, "?dryRun=true")).status).toBe(409);
    expect((await post(EMPLOYER, PATH, formOf({ "a.csv": GOOD }), { "idempotency-key": "" })).status).toBe(
      400,
    );
  });

  it.each(["vacancies", "surplus-notices"])("the template of %s is a CSV file", async (kind) => {
    const { ask } = importsOn(dynamo);
    const answer = await ask(EMPLOYER, "GET", `/v1/${kind}/imports/template`, {
      headers: { accept: "text/csv" },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect((await answer.text()).split("\r\n")).toHaveLength(3);
  });
});
