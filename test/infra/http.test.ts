import { describe, expect, it } from "vitest";
import { createRouteTable } from "#packages/local/http/route-table.ts";
import { at, functionOf, ofType, STAGES, stageSettings, templatesOfStage, textAt } from "./synthesis.ts";

const { platform } = templatesOfStage("local");
const routes = ofType(platform, "AWS::ApiGatewayV2::Route").map(([, { Properties }]) => Properties);
const keysOf = (authorization: string) =>
  routes
    .filter(({ AuthorizationType }) => AuthorizationType === authorization)
    .map((route) => textAt(route, "RouteKey"))
    .toSorted();

const targetOf = (routeKey: string) => {
  const route = routes.find(({ RouteKey }) => RouteKey === routeKey);
  const integration = textAt(route, "Target", "Fn::Join", 1, 1, "Ref");
  return at(platform.Resources[integration]?.Properties, "IntegrationUri", "Fn::GetAtt", 0);
};

describe("access", () => {
  it("without a token of the gateway: pages, look-ups, what does not exist, and what a personal session opens", () => {
    expect(keysOf("NONE")).toEqual([
      "$default",
      "DELETE /v1/me/{proxy+}",
      "DELETE /v1/personal-sessions/current",
      "GET /",
      "GET /v1",
      "GET /v1/competencies",
      "GET /v1/erasures/{id}",
      "GET /v1/health",
      "GET /v1/me",
      "GET /v1/me/{proxy+}",
      "GET /v1/occupations",
      "GET /v1/occupations/{id}/transitions",
      "GET /v1/openapi.json",
      "GET /v1/own-registrations/{id}",
      "GET /v1/reference",
      "GET /v1/reference/{proxy+}",
      "GET /v1/regions",
      "GET /v1/{proxy+}",
      "GET /{proxy+}",
      "HEAD /",
      "HEAD /v1",
      "HEAD /v1/erasures/{id}",
      "HEAD /v1/me",
      "HEAD /v1/me/{proxy+}",
      "HEAD /v1/own-registrations/{id}",
      "HEAD /v1/{proxy+}",
      "HEAD /{proxy+}",
      "PATCH /v1/me/{proxy+}",
      "POST /",
      "POST /v1/me/{proxy+}",
      "POST /v1/own-registrations",
      "POST /v1/personal-sessions",
      "POST /v1/{proxy+}",
      "POST /{proxy+}",
      "PUT /v1/me/{proxy+}",
    ]);
  });

  it("every other route needs a token", () => {
    expect(keysOf("JWT")).toHaveLength(routes.length - keysOf("NONE").length);
    expect(keysOf("JWT")).toEqual(
      expect.arrayContaining([
        "POST /v1/vacancies",
        "PUT /v1/proposals/{id}/claim",
        "GET /v1/imports/{proxy+}",
      ]),
    );
  });

  it("no route takes every method: browsers' preflights would be refused for want of a token", () => {
    expect(routes.filter((route) => textAt(route, "RouteKey").startsWith("ANY "))).toEqual([]);
  });

  it("HEAD goes where GET goes, at every path, and asks for the same token", () => {
    const table = createRouteTable(routes.map((route) => ({ key: textAt(route, "RouteKey"), route })));
    const behind = (method: string, path: string) => {
      const found = table(method, path)?.route.route;
      return [path, textAt(found, "AuthorizationType"), targetOf(textAt(found, "RouteKey"))];
    };
    const paths = routes
      .map((route) => textAt(route, "RouteKey"))
      .filter((key) => key.startsWith("GET "))
      .map((key) => key.slice("GET ".length).replaceAll(/\{[^}]+\}/g, "x"));
    expect(paths.length).toBeGreaterThan(40);
    for (const path of [...paths, "/v1/x", "/x/y"]) expect(behind("HEAD", path)).toEqual(behind("GET", path));
  });

  it("a path that does not exist is answered by the function without rights on people or proposals", () => {
    expect(targetOf("$default")).toBe(functionOf(platform, "intake/answer-look-ups")[0]);
  });

  it.each([
    ["GET /", "desk/show-pages"],
    ["GET /{proxy+}", "desk/show-pages"],
    ["POST /{proxy+}", "desk/show-pages"],
    ["POST /v1/{proxy+}", "intake/answer-look-ups"],
    ["POST /v1/vacancies", "intake/receive-notices"],
    ["POST /v1/surplus-notices/{proxy+}", "intake/receive-notices"],
    ["PATCH /v1/market-profiles/{proxy+}", "intake/receive-notices"],
    ["POST /v1/self-registrations", "intake/receive-notices"],
    ["POST /v1/own-registrations", "intake/receive-notices"],
    ["POST /v1/couplings/{id}/answers", "brokerage/answer-firms"],
    ["GET /v1/regions/{code}/proposals", "delivery/answer-teams"],
    ["GET /v1/me/{proxy+}", "rights/answer-job-seekers"],
    ["POST /v1/market-profiles/{id}/personal-links", "rights/answer-staff"],
    ["GET /v1/proposals/{id}/person", "rights/answer-staff"],
    ["DELETE /v1/proposals/{id}/claim", "delivery/answer-teams"],
    ["PATCH /v1/regions/{code}/settings", "delivery/answer-teams"],
  ])("%s is answered by %s", (routeKey, entry) => {
    expect(targetOf(routeKey)).toBe(functionOf(platform, entry)[0]);
  });
});

describe.each(STAGES)("the API of stage %s", (stage) => {
  const settings = stageSettings(stage);
  const template = templatesOfStage(stage).platform;

  it("trusts one issuer, for tokens that are meant for it", () => {
    const [authorizer] = ofType(template, "AWS::ApiGatewayV2::Authorizer");
    const own = {
      Issuer: expect.anything(),
      Audience: [{ "Fn::ImportValue": expect.stringContaining("Desk") }],
    };
    const named = { Issuer: "http://127.0.0.1:4601", Audience: ["overstap-api"] };
    expect(authorizer?.[1].Properties["JwtConfiguration"]).toEqual(
      settings.signIn.kind === "issuer" ? named : own,
    );
  });

  it("answers browsers of listed origins only", () => {
    const [api] = ofType(template, "AWS::ApiGatewayV2::Api");
    expect(at(api?.[1].Properties, "CorsConfiguration", "AllowOrigins")).toEqual(settings.corsOrigins);
    expect(JSON.stringify(api)).not.toContain('"*"');
  });

  it("is throttled, and its access log says nothing about who asked", () => {
    const [open] = ofType(template, "AWS::ApiGatewayV2::Stage");
    expect(at(open?.[1].Properties, "DefaultRouteSettings", "ThrottlingRateLimit")).toBe(
      settings.throttle.rate,
    );
    const format = textAt(open?.[1].Properties, "AccessLogSettings", "Format");
    expect(format).toContain("$context.requestId");
    expect(format).not.toMatch(/identity|sourceIp|userAgent|claims/);
  });
});
