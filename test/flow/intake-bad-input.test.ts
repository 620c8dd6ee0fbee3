import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import {
  aNoticeBody,
  aProfileBody,
  aVacancyBody,
  type Claims,
  EMPLOYER,
  intakeOn,
  MUNICIPALITY,
  problemIn,
  thingIn,
} from "#test/support/intake/intake-app.ts";

const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const text = (over: Record<string, unknown>) => JSON.stringify(aVacancyBody(over));

type Case = { what: string; body: string; status: number; pointer?: string; header?: Record<string, string> };
const CASES: Case[] = [
  { what: "broken JSON", body: '{"title": "kok"', status: 400 },
  { what: "no JSON at all", body: "kok gezocht", status: 400 },
  { what: "a list where an object is asked", body: "[]", status: 400, pointer: "" },
  { what: "null", body: "null", status: 400, pointer: "" },
  { what: "wrong types", body: text({ places: "Amsterdam" }), status: 400, pointer: "/places" },
  { what: "an unknown member", body: text({ salary: 1 }), status: 400, pointer: "/salary" },
  {
    what: "an unknown member deep inside",
    body: text({ employer: { kvkNumber: "12345678", name: "V", bsn: "1" } }),
    status: 400,
    pointer: "/employer/bsn",
  },
  {
    what: "a date that does not exist",
    body: text({ startDate: "2026-02-30" }),
    status: 400,
    pointer: "/startDate",
  },
  {
    what: "90 hours",
    body: text({ hoursPerWeek: { min: 90, max: 90 } }),
    status: 400,
    pointer: "/hoursPerWeek/min",
  },
  { what: "a reach of −1", body: text({ reachKm: -1 }), status: 400, pointer: "/reachKm" },
  { what: "a NUL byte", body: text({ title: "kok\u0000" }), status: 400, pointer: "/title" },
  { what: "half a surrogate", body: '{"title":"\\ud800"}', status: 400, pointer: "/title" },
  { what: "half a surrogate in a name", body: '{"\\udfff":1}', status: 400 },
  { what: "nested deeper than 32", body: deep(33), status: 400 },
  { what: "nested a million deep", body: deep(1_000_000), status: 400 },
  { what: "brackets in a text are no nesting", body: text({ title: deep(60).slice(0, 100) }), status: 201 },
  { what: "a body over 6 MB", body: `"${"a".repeat(6 * 1024 * 1024)}"`, status: 413 },
  { what: "a number too large", body: text({ reachKm: 1e308 }), status: 400, pointer: "/reachKm" },
  {
    what: "an unknown postcode",
    body: text({ places: [{ postcode: "5028AB", positions: 1 }] }),
    status: 400,
    pointer: "/places/0/postcode",
  },
  {
    what: "a competency that is no URI",
    body: text({ requirements: [{ competency: "C12", importance: "must" }] }),
    status: 400,
    pointer: "/requirements/0/competency",
  },
  { what: "a member called __proto__", body: '{"__proto__":{"title":"x"}}', status: 400 },
  { what: "a body of another type", body: text({}), status: 415, header: { "content-type": "text/plain" } },
  {
    what: "another character set",
    body: text({}),
    status: 415,
    header: { "content-type": "application/json; charset=latin1" },
  },
  { what: "an answer of another type", body: text({}), status: 406, header: { accept: "text/csv" } },
  { what: "an empty key", body: text({}), status: 400, header: { "idempotency-key": "" } },
  {
    what: "a key that is too long",
    body: text({}),
    status: 400,
    header: { "idempotency-key": "k".repeat(129) },
  },
];

describe.skipIf(!hasEngine)("bad input gets an answer that says what is wrong", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  it.each(CASES)("$what → $status", async ({ body, status, pointer, header = {} }) => {
    const { ask } = intakeOn(dynamo);
    const answer = await ask(EMPLOYER, "POST", "/v1/vacancies", { body, headers: header });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("api-version")).toBe("1.0.0");
    if (status === 201) return;
    const problem = await problemIn(answer);
    expect(problem.detail.length).toBeGreaterThan(5);
    if (pointer !== undefined) expect(problem.errors.map((one) => one.pointer)).toContain(pointer);
  });

  const inTitle = "kok 111222333";
  it.each([
    [
      "/v1/surplus-notices",
      EMPLOYER,
      () => aNoticeBody({ groups: [{ ...aNoticeBody().groups[0], jobTitle: inTitle }] }),
      "/groups/0/jobTitle",
    ],
    [
      "/v1/market-profiles",
      MUNICIPALITY,
      () => aProfileBody({ profile: { ...aProfileBody().profile, jobTitles: ["kok", inTitle] } }),
      "/profile/jobTitles/1",
    ],
  ])(
    "a BSN in a job title of %s is refused at its place, and not repeated",
    async (path, claims, body, at) => {
      const { ask } = intakeOn(dynamo);
      const answer = await ask(claims, "POST", path, { body: body() });
      expect(answer.status).toBe(400);
      const problem = await problemIn(answer);
      expect(problem.errors.map(({ pointer }) => pointer)).toEqual([at]);
      expect(JSON.stringify(problem)).not.toContain("111222333");
    },
  );

  it("all that is wrong is told at once", async () => {
    const { ask } = intakeOn(dynamo);
    const body = {
      employer: { kvkNumber: "1" },
      places: [{ postcode: "x", positions: 0 }],
      reachKm: 0,
      x: 1,
    };
    const { errors } = await problemIn(await ask(EMPLOYER, "POST", "/v1/vacancies", { body }));
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      "/employer/kvkNumber",
      "/employer/name",
      "/places/0/positions",
      "/places/0/postcode",
      "/reachKm",
      "/title",
      "/x",
    ]);
  });

  it("bytes that are no UTF-8 are refused", async () => {
    const { app } = intakeOn(dynamo);
    const answer = await app.request("/v1/vacancies", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": "u" },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect((await problemIn(answer)).detail).toContain("UTF-8");
  });

  it.each([
    ["a path that is not there", "GET", "/v1/vacatures", 404],
    ["a trailing slash", "GET", "/v1/vacancies/", 404],
    ["a method that is not for the path", "DELETE", "/v1/vacancies", 405],
    ["an id that is no UUID", "GET", "/v1/vacancies/1", 400],
    ["a broken escape in a path", "GET", "/v1/vacancies/%E0%A4%A", 400],
    ["a thing that is not there", "GET", "/v1/vacancies/0190a1b2-0000-4000-8000-000000000000", 404],
    ["a cursor of no list", "GET", "/v1/vacancies?cursor=bm9uZQ", 400],
    ["a limit of 0", "GET", "/v1/vacancies?limit=0", 400],
    ["an unknown query key", "GET", "/v1/vacancies?order=asc", 400],
  ])("%s → %4$s", async (_what, method, path, status) => {
    const { ask } = intakeOn(dynamo);
    const answer = await ask(EMPLOYER, method, path);
    expect((await problemIn(answer)).status).toBe(status);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  const posts: [string, Claims, () => object][] = [
    ["/v1/vacancies", EMPLOYER, aVacancyBody],
    ["/v1/surplus-notices", EMPLOYER, aNoticeBody],
    ["/v1/market-profiles", MUNICIPALITY, aProfileBody],
    ["/v1/self-registrations", MUNICIPALITY, () => aProfileBody().person],
  ];
  /** Values that upset programs; anything that JSON can say is among them. */
  const nasty = fc.oneof(
    fc.constantFrom(null, -1, 1e300, "", " ", "\u0000", "\ud800", "__proto__", "2026-02-30", [], {}, true),
    fc.jsonValue({ maxDepth: 4 }),
    fc.string({ unit: "binary" }),
  );

  it.each(posts)("POST %s never answers 5xx, whatever one member is", async (path, claims, valid) => {
    const { ask } = intakeOn(dynamo);
    const paths = pathsOf(valid());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), nasty, async (at, value) => {
        const body = replaced(valid(), at, value);
        const answer = await ask(claims, "POST", path, { body });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect((await problemIn(answer)).status).toBe(answer.status);
      }),
      { numRuns: 150 },
    );
  });

  it.each(posts.slice(0, 3))(
    "PATCH of %s never answers 5xx, whatever is sent",
    async (path, claims, valid) => {
      const { ask } = intakeOn(dynamo);
      const { id } = await thingIn(await ask(claims, "POST", path, { body: valid() }));
      const names = [...Object.keys(valid()), "version", "status", "id"];
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), nasty, { maxKeys: 3 }), async (patch) => {
          const { version } = await thingIn(await ask(claims, "GET", `${path}/${id}`));
          const headers = { "if-match": `"${version}"` };
          const answer = await ask(claims, "PATCH", `${path}/${id}`, { body: patch, headers });
          expect(answer.status).toBeLessThan(500);
          if (answer.status >= 400) expect((await problemIn(answer)).status).toBe(answer.status);
        }),
        { numRuns: 60 },
      );
    },
  );

  it("a member called __proto__ in a patch is refused like any unknown member, not overlooked", async () => {
    const { ask } = intakeOn(dynamo);
    const { id } = await thingIn(await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody() }));
    const answer = await ask(EMPLOYER, "PATCH", `/v1/vacancies/${id}`, {
      body: '{"__proto__":{"title":"x"}}',
      headers: { "if-match": '"1"' },
    });
    expect((await problemIn(answer)).detail).toContain("__proto__");
    expect(answer.status).toBe(400);
  });

  it("names that are megabytes long do not come back in the answer", async () => {
    const { ask } = intakeOn(dynamo);
    const long = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`${"é".repeat(20_000)}${n}`, 1]));
    const answer = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: aVacancyBody(long) });
    expect(answer.status).toBe(400);
    const { errors } = await problemIn(answer.clone());
    expect(errors).toHaveLength(100);
    expect((await answer.text()).length).toBeLessThan(120_000);
  });

  it("any text as a body gets a 4xx", async () => {
    const { ask } = intakeOn(dynamo);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: "binary" }), fc.json()), async (body) => {
        const answer = await ask(EMPLOYER, "POST", "/v1/vacancies", { body: body === "" ? "{}" : body });
        expect([400, 415]).toContain((await problemIn(answer)).status);
      }),
      { numRuns: 200 },
    );
  });
});

/** Every place in a document, as a path of keys. */
const pathsOf = (value: unknown, path: readonly string[] = []): string[][] =>
  typeof value !== "object" || value === null
    ? [[...path]]
    : [[...path], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];

/** A copy with another value at that place. */
const replaced = (value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown => {
  if (key === undefined) return other;
  const copy: unknown = structuredClone(value);
  if (typeof copy === "object" && copy !== null)
    Reflect.set(copy, key, replaced(Reflect.get(copy, key), rest, other));
  return copy;
};
