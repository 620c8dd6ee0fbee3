import { describe, expect, it } from "vitest";
import { createRouteTable } from "#packages/local/http/route-table.ts";

const find = createRouteTable(
  [
    "ANY /{proxy+}",
    "GET /v1/vacancies/{id}",
    "GET /v1/vacancies/imports",
    "ANY /v1/vacancies/{id}",
    "POST /v1/regions/{code}/redeliveries",
    "GET /v1/{rest+}",
    "$default",
  ].map((key) => ({ key })),
);

describe("the most specific route answers, as in API Gateway", () => {
  it.each([
    ["GET", "/v1/vacancies/imports", "GET /v1/vacancies/imports", {}],
    ["GET", "/v1/vacancies/a%2Fb", "GET /v1/vacancies/{id}", { id: "a/b" }],
    ["PATCH", "/v1/vacancies/a", "ANY /v1/vacancies/{id}", { id: "a" }],
    ["POST", "/v1/regions/AM01/redeliveries", "POST /v1/regions/{code}/redeliveries", { code: "AM01" }],
    ["GET", "/v1/some/thing", "GET /v1/{rest+}", { rest: "some/thing" }],
    ["POST", "/v1/some/thing", "ANY /{proxy+}", { proxy: "v1/some/thing" }],
    ["GET", "/", "$default", {}],
    ["GET", "/v1/vacancies/%zz", "GET /v1/vacancies/{id}", { id: "%zz" }],
  ])("%s %s goes to %s", (method, path, key, parameters) => {
    expect(find(method, path)).toEqual({ route: { key }, parameters });
  });

  it("finds nothing where no route fits and none is the default", () => {
    expect(createRouteTable([{ key: "GET /a" }])("GET", "/a/b")).toBeUndefined();
  });

  it("refuses a route key that is none", () => {
    expect(() => createRouteTable([{ key: "GET a" }])).toThrow(/"GET a" is no route key/);
  });
});
