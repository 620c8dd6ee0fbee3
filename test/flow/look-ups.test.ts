import { handle } from "hono/aws-lambda";
import { expect, it } from "vitest";
import * as z from "zod";
import { createApp } from "#functions/intake/answer-look-ups/app.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { defaultSettings } from "#packages/domain/settings.ts";
import { problemIn, silentLog } from "#test/support/intake/intake-app.ts";

const app = createApp({
  classification: loadClassification(""),
  settings: async () => ({
    version: 1,
    regions: {
      AM18: { ...defaultSettings("AM18"), desk: { name: "Desk Amsterdam", phone: "020-0000000" } },
    },
  }),
  log: silentLog,
});
const Items = z.object({ items: z.array(z.looseObject({})), notice: z.string().optional() });
const ask = async (path: string) => Items.parse(await (await app.request(path)).json());

it("D1: every region has a desk that anybody can find", async () => {
  const { items } = await ask("/v1/regions");
  expect(items).toHaveLength(35);
  expect(items.filter(({ desk }) => typeof desk === "object")).toHaveLength(35);
  expect(items.find(({ code }) => code === "AM18")).toMatchObject({
    desk: { name: "Desk Amsterdam", phone: "020-0000000" },
  });
});

it("occupations and competencies are found as one types, with the notice of ESCO", async () => {
  const { items, notice } = await ask("/v1/occupations?q=verpleeg&limit=3");
  expect(items.length).toBeGreaterThan(0);
  expect(notice).toContain("ESCO");
  const [first] = items;
  const one = await ask(`/v1/occupations?uri=${encodeURIComponent(String(first?.["uri"]))}&language=en`);
  expect(one.items[0]?.["essential"]).not.toEqual([]);
  expect((await ask("/v1/competencies?q=hulp")).items.length).toBeGreaterThan(0);
});

it("M2: from one occupation to another: what carries over and what is missing add up to what is asked there", async () => {
  const [cook] = (await ask("/v1/occupations?q=kok&limit=1")).items;
  const path = `/v1/occupations/${cook?.["id"]}/transitions`;
  const { items, notice } = await ask(`${path}?limit=5`);
  expect(notice).toContain("ESCO");
  expect(items).toHaveLength(5);
  const Transition = z.object({
    uri: z.string(),
    similarity: z.number(),
    shared: z.array(z.object({ uri: z.string(), label: z.string(), kind: z.string() })),
    missing: z.array(z.object({ uri: z.string(), label: z.string(), kind: z.string() })),
  });
  const found = z.array(Transition).parse(items);
  expect(found.map(({ similarity }) => similarity)).toEqual(
    found.map(({ similarity }) => similarity).toSorted((a, b) => b - a),
  );
  for (const { uri, shared, missing } of found) {
    const { essential, optional } = z
      .object({
        essential: z.array(z.looseObject({ uri: z.string() })),
        optional: z.array(z.looseObject({ uri: z.string() })),
      })
      .parse((await ask(`/v1/occupations?uri=${encodeURIComponent(uri)}`)).items[0]);
    const asked = [...essential, ...optional].map((one) => one.uri).toSorted();
    expect([...shared, ...missing].map((one) => one.uri).toSorted()).toEqual(asked);
  }
  expect((await ask(`${path}?language=en&limit=1`)).items[0]).toMatchObject({ language: "en" });
});

it.each([
  ["/v1/occupations/none/transitions", 404],
  ["/v1/occupations/__proto__/transitions", 404],
  ["/v1/occupations/none/transitions?limit=0", 400],
  ["/v1/occupations", 400],
  ["/v1/occupations?q=a&uri=http://x.example/y", 400],
  ["/v1/occupations?q=a&limit=101", 400],
  ["/v1/occupations?q=a&language=fr", 400],
  ["/v1/occupations?uri=http://data.europa.eu/esco/occupation/none", 404],
  ["/v1/regions/", 404],
  ["/elsewhere", 404],
])("%s → %i", async (path, status) => {
  expect((await problemIn(await app.request(path))).status).toBe(status);
});

it.each(["/v1", "/v1/health", "/v1/openapi.json", "/v1/reference", "/v1/reference/style.css"])(
  "%s carries the headers of every answer",
  async (path) => {
    const answer = await app.request(path);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "api-version": "1.0.0",
      "cache-control": "no-store",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "strict-transport-security": expect.stringContaining("max-age="),
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
  },
);

it("answers as a function behind API Gateway", async () => {
  const event = {
    version: "2.0",
    routeKey: "GET /v1/occupations",
    rawPath: "/v1/occupations",
    rawQueryString: "q=kok&limit=1",
    headers: { host: "api.overstap.example", accept: "application/json" },
    isBase64Encoded: false,
    requestContext: { http: { method: "GET", path: "/v1/occupations" }, domainName: "api.overstap.example" },
  };
  const answer = await Reflect.apply(handle(app), undefined, [event, {}]);
  expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: false });
  expect(Items.parse(JSON.parse(z.object({ body: z.string() }).parse(answer).body)).items).toHaveLength(1);
});

it("an error inside is told without its cause, and logged without the request", async () => {
  const logged: unknown[] = [];
  const broken = createApp({
    classification: loadClassification(""),
    settings: () => Promise.reject(new Error("table gone")),
    log: { ...silentLog, error: (...line) => logged.push(line) },
  });
  const problem = await problemIn(await broken.request("/v1/regions?email=someone@voorbeeld.example"));
  expect(problem).toMatchObject({ status: 500 });
  expect(JSON.stringify(problem)).not.toContain("table gone");
  expect(JSON.stringify(logged)).toContain("table gone");
  expect(JSON.stringify(logged)).not.toContain("voorbeeld");
});
