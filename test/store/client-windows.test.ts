import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { CLIENT_LIMIT, sharedLimiter } from "#packages/api/client-limiter.ts";
import { countRequests } from "#packages/store/client-windows.ts";
import { partition } from "#packages/store/platform-table.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";
import { intakeOn, silentLog } from "#test/support/intake/intake-app.ts";

const from = Date.parse("2026-11-02T09:00:00Z");
const wanted = { client: "client-a", from, until: from + 10_000, requests: 60, most: 100 };

describe.skipIf(!hasEngine)("requests of a client, counted in the table", () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  it("are counted up to what the client may have, and not a block further", async () => {
    expect(await countRequests(dynamo.records, wanted)).toBe(true);
    expect(await countRequests(dynamo.records, wanted)).toBe(false);
    expect(await countRequests(dynamo.records, { ...wanted, requests: 40 })).toBe(true);
    expect(await countRequests(dynamo.records, { ...wanted, requests: 1 })).toBe(false);
  });

  it("are counted anew in the next window, and for another client", async () => {
    const next = { ...wanted, from: from + 10_000, until: from + 20_000 };
    expect(await countRequests(dynamo.records, next)).toBe(true);
    expect(await countRequests(dynamo.records, { ...wanted, client: "client-b" })).toBe(true);
  });

  it("never come above it, however many ask at the same time", async () => {
    const client = "client-of-many";
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => countRequests(dynamo.records, { ...wanted, client, requests: 7 })),
    );
    expect(answers.filter(Boolean)).toHaveLength(14);
  });

  it("leave neither the client's name nor an item that stays", async () => {
    const hash = createHash("sha256").update("client-a").digest("base64url");
    const items = [];
    for await (const item of partition(dynamo.records, `CLIENT#${hash}`)) items.push(item);
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain("client-a");
    expect(items.map((item) => Number(item["expiresAt"]?.N))).toEqual([from / 1000 + 70, from / 1000 + 80]);
  });
});

describe.skipIf(!hasEngine)("two copies of a function", () => {
  let dynamo: Dynamo;
  const clock = { now: new Date("2026-11-02T09:00:00Z") };
  const now = () => clock.now;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());

  it("let a client through together as often as it may, tell it when to come back, and do so then", async () => {
    const copy = () =>
      intakeOn(dynamo, { now, limiter: sharedLimiter(dynamo.records, { now, log: silentLog }) });
    const copies = [copy(), copy()];
    const claims = { sub: "one-that-never-rests", role: "administrator" };
    const ask = async (round: number) =>
      (copies[round % 2] ?? copy()).ask(claims, "GET", "/v1/vacancies?limit=1");
    const statuses: number[] = [];
    let refused: Response | undefined;
    for (let round = 0; round < 1300; round += 1) {
      const answer = await ask(round);
      statuses.push(answer.status);
      if (answer.status === 429) refused = answer;
    }
    const through = statuses.filter((status) => status !== 429).length;
    expect(through).toBeLessThanOrEqual(CLIENT_LIMIT.most + 2 * CLIENT_LIMIT.uncounted);
    expect(through).toBeGreaterThanOrEqual(CLIENT_LIMIT.most - 2 * CLIENT_LIMIT.largestBlock);
    expect(statuses.at(-1)).toBe(429);
    expect(refused?.headers.get("content-type")).toBe("application/problem+json");
    expect(refused?.headers.get("retry-after")).toBe("10");
    expect(z.looseObject({ status: z.number() }).parse(await refused?.json()).status).toBe(429);
    clock.now = new Date("2026-11-02T09:00:10Z");
    expect((await ask(0)).status).not.toBe(429);
    expect((await ask(1)).status).not.toBe(429);
  }, 30_000);
});
