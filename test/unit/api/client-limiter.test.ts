import { describe, expect, it } from "vitest";
import { allow } from "#packages/api/access.ts";
import { createClientLimiter } from "#packages/api/client-limiter.ts";
import { createApi } from "#packages/api/create-api.ts";
import { silentLog, withClaims } from "#test/support/intake/intake-app.ts";

describe("a client that asks too much", () => {
  const clock = { ms: 0 };
  const limiterOf = () => createClientLimiter({ perSecond: 10, burst: 3 }, () => clock.ms);

  it("may do its burst, then has to wait, and gets on as time goes by", () => {
    const limiter = limiterOf();
    expect([1, 2, 3, 4].map(() => limiter("a"))).toEqual([undefined, undefined, undefined, 1]);
    clock.ms += 100;
    expect([limiter("a"), limiter("a")]).toEqual([undefined, 1]);
    clock.ms += 3_600_000;
    expect([1, 2, 3, 4].map(() => limiter("a"))).toEqual([undefined, undefined, undefined, 1]);
  });

  it("does not hold up another one, and a clock that goes back gives nothing", () => {
    const limiter = limiterOf();
    for (let count = 0; count < 4; count += 1) limiter("a");
    expect(limiter("b")).toBeUndefined();
    clock.ms -= 60_000;
    expect(limiter("a")).toBe(1);
  });

  it("is told so as problem+json, with when to come back", async () => {
    const api = createApi({ log: silentLog });
    api.get("/vacancies", allow("listVacancies"), (c) => c.json({ items: [] }));
    const claims = withClaims({ sub: "one-that-never-rests", role: "administrator" });
    const statuses = new Map<number, Response>();
    for (let count = 0; count < 2_000 && !statuses.has(429); count += 1) {
      const answer = await api.request("/v1/vacancies", {}, claims);
      statuses.set(answer.status, answer);
    }
    const refused = statuses.get(429);
    expect(refused?.headers.get("content-type")).toBe("application/problem+json");
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    const other = withClaims({ sub: "another", role: "administrator" });
    expect((await api.request("/v1/vacancies", {}, other)).status).toBe(200);
  });
});
