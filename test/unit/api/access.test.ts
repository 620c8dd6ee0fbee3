import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { describe, expect, it } from "vitest";
import { allow, mayAbout, seen } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { createApi } from "#packages/api/create-api.ts";
import type { Log } from "#packages/runtime/log.ts";
import { type Claims, EMPLOYER, withClaims } from "#test/support/intake/intake-app.ts";

const route = createRoute({
  method: "get",
  path: "/vacancies/1",
  operationId: "findVacancy",
  middleware: allow("findVacancy"),
  responses: { 200: { description: "The vacancy" } },
});

/** An API of one route, and what it noted as an error. */
const apiThat = (answers: (c: Context<ApiEnv>) => Response) => {
  const noted: string[] = [];
  const note: Log["error"] = (_message, fields = {}) => noted.push(JSON.stringify(fields));
  const api = createApi({ log: { info: () => undefined, warn: () => undefined, error: note } });
  api.openapi(route, answers);
  const ask = (claims?: Claims) => api.request("/v1/vacancies/1", {}, claims ? withClaims(claims) : {});
  return { ask, noted };
};

describe("a handler that forgets to ask the policy about a thing", () => {
  it("gives nothing away: 500 and a line for those who mend it", async () => {
    const { ask, noted } = apiThat((c) => c.json({ secret: "of a neighbour" }, 200, { etag: '"1"' }));
    const answer = await ask(EMPLOYER);
    expect(answer.status).toBe(500);
    expect(answer.headers.get("etag")).toBeNull();
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.text()).not.toContain("secret");
    expect(noted.join()).toContain("PolicyNotAsked");
  });

  it("the same when it asked, was told no, and answered all the same", async () => {
    const { ask } = apiThat((c) => c.json({ asked: mayAbout(c, { firms: ["87654321"] }) }));
    expect((await ask(EMPLOYER)).status).toBe(500);
  });

  it("an answer about one's own thing goes out; a neighbour's is not there; other roles are refused", async () => {
    const { ask } = apiThat((c) =>
      c.json(seen(c, { kvk: "12345678" }, ({ kvk }) => ({ firms: [kvk] }), "1")),
    );
    expect((await ask(EMPLOYER)).status).toBe(200);
    expect((await ask({ ...EMPLOYER, kvkNumber: "87654321" })).status).toBe(404);
    expect((await ask({ sub: "a", role: "auditor" })).status).toBe(403);
    expect((await ask()).status).toBe(401);
  });

  it("a role that may ask about everything needs no question", async () => {
    const { ask } = apiThat((c) => c.json({ of: "anybody" }));
    expect((await ask({ sub: "a", role: "administrator" })).status).toBe(200);
  });
});
