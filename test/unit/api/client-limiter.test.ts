import { describe, expect, it } from "vitest";
import { allow } from "#packages/api/access.ts";
import { createClientLimiter, type Limit } from "#packages/api/client-limiter.ts";
import { createApi } from "#packages/api/create-api.ts";
import type { Wanted } from "#packages/store/client-windows.ts";
import { silentLog, withClaims } from "#test/support/intake/intake-app.ts";

const LIMIT: Limit = { windowMs: 10_000, most: 40, uncounted: 2, largestBlock: 8 };

/** A count that copies share, as the table keeps it. */
const sharedCount = () => {
  const counted = new Map<string, number>();
  const blocks: number[] = [];
  return {
    blocks,
    count: async ({ client, from, requests, most }: Wanted): Promise<boolean> => {
      const key = `${client} ${from}`;
      const before = counted.get(key) ?? 0;
      if (before > most - requests) return false;
      counted.set(key, before + requests);
      blocks.push(requests);
      return true;
    },
  };
};

describe("a client that asks too much", () => {
  const clock = { ms: Date.parse("2026-11-02T09:00:00Z") };
  const copy = (count: (wanted: Wanted) => Promise<boolean>, log = silentLog) =>
    createClientLimiter({ limit: LIMIT, count, now: () => new Date(clock.ms), log });
  const allowed = async (limiter: ReturnType<typeof copy>, tries: number, client = "a") => {
    let count = 0;
    for (let each = 0; each < tries; each += 1) if ((await limiter(client)) === undefined) count += 1;
    return count;
  };

  it("gets what it may in a window, waits for the next one, and gets on then", async () => {
    const { count } = sharedCount();
    const limiter = copy(count);
    const first = await allowed(limiter, 100);
    expect(first).toBeGreaterThan(LIMIT.most / 2);
    expect(first).toBeLessThanOrEqual(LIMIT.most + LIMIT.uncounted);
    expect(await limiter("a")).toBe(10);
    clock.ms += 9_500;
    expect(await limiter("a")).toBe(1);
    clock.ms += 500;
    expect(await limiter("a")).toBeUndefined();
  });

  it("does not hold up another one", async () => {
    const { count } = sharedCount();
    const limiter = copy(count);
    await allowed(limiter, 100);
    expect(await limiter("b")).toBeUndefined();
  });

  it.each([2, 5, 10])(
    "gets no more of %i copies than of one, but for what each does not count",
    async (n) => {
      clock.ms += 60_000;
      const { count } = sharedCount();
      const copies = Array.from({ length: n }, () => copy(count));
      let total = 0;
      for (let round = 0; round < 100; round += 1)
        for (const limiter of copies) total += await allowed(limiter, 1);
      expect(total).toBeLessThanOrEqual(LIMIT.most + n * LIMIT.uncounted);
      expect(total).toBeGreaterThanOrEqual(LIMIT.most / 2);
    },
  );

  it("costs no write while it asks little, and ever fewer for each request when it asks much", async () => {
    clock.ms += 60_000;
    const { count, blocks } = sharedCount();
    const limiter = copy(count);
    await allowed(limiter, LIMIT.uncounted);
    expect(blocks).toEqual([]);
    await allowed(limiter, 26);
    expect(blocks).toEqual([2, 4, 8, 8, 8]);
  });

  it("is not held back when the count cannot be reached, and that is noted without who it was", async () => {
    clock.ms += 60_000;
    const noted: unknown[] = [];
    const broken = copy(() => Promise.reject(new Error("the table is away")), {
      ...silentLog,
      warn: (...all) => void noted.push(all),
    });
    expect(await allowed(broken, 100, "subject-of-a-client")).toBe(100);
    expect(noted.length).toBeGreaterThan(0);
    expect(JSON.stringify(noted)).not.toContain("subject-of-a-client");
  });

  it("is told so as problem+json, with when to come back", async () => {
    clock.ms += 60_000;
    const api = createApi({ log: silentLog, limiter: copy(sharedCount().count) });
    api.get("/vacancies", allow("listVacancies"), (c) => c.json({ items: [] }));
    const claims = withClaims({ sub: "one-that-never-rests", role: "administrator" });
    const statuses = new Map<number, Response>();
    for (let count = 0; count < 200 && !statuses.has(429); count += 1) {
      const answer = await api.request("/v1/vacancies", {}, claims);
      statuses.set(answer.status, answer);
    }
    const refused = statuses.get(429);
    expect(refused?.headers.get("content-type")).toBe("application/problem+json");
    expect(refused?.headers.get("retry-after")).toBe("10");
    const other = withClaims({ sub: "another", role: "administrator" });
    expect((await api.request("/v1/vacancies", {}, other)).status).toBe(200);
  });
});
