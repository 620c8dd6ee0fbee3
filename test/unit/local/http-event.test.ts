import { describe, expect, it } from "vitest";
import { corsHeaders } from "#packages/local/http/cors.ts";
import { gatewayAnswer, readAnswer } from "#packages/local/http/http-answer.ts";
import { httpEvent } from "#packages/local/http/http-event.ts";

const details = {
  apiId: "Api",
  routeKey: "POST /v1/vacancies",
  parameters: {},
  jwt: undefined,
  now: new Date("2026-03-12T19:03:58.500Z"),
};

const event = (url: string, headers: Record<string, string | string[]>, body: Buffer = Buffer.alloc(0)) =>
  httpEvent({ method: "POST", url, headers, body, sourceIp: "127.0.0.1" }, details);

describe("a function is given what API Gateway would give it", () => {
  it("joins what comes more than once and takes the cookies apart", () => {
    const made = event("/v1/caf%C3%A9%2Fx?q=a&q=b%20c", {
      cookie: "a=1; b=2",
      accept: "text/html",
      host: "api.example",
    });
    expect(made).toMatchObject({
      version: "2.0",
      rawPath: "/v1/café%2Fx",
      rawQueryString: "q=a&q=b%20c",
      queryStringParameters: { q: "a,b c" },
      cookies: ["a=1", "b=2"],
      headers: { accept: "text/html", host: "api.example" },
      isBase64Encoded: false,
      requestContext: {
        stage: "$default",
        domainPrefix: "api",
        time: "12/Mar/2026:19:03:58 +0000",
        timeEpoch: 1773342238500,
      },
    });
    expect(made).not.toHaveProperty("headers.cookie");
    expect(made).not.toHaveProperty("body");
  });

  it.each([
    ["application/json", Buffer.from('{"a":"é"}'), '{"a":"é"}', false],
    ["application/cloudevents+json; charset=utf-8", Buffer.from("{}"), "{}", false],
    ["text/csv", Buffer.from([0x61, 0xe9]), "Yek=", true],
    ["application/octet-stream", Buffer.from("abc"), "YWJj", true],
  ])("%s goes over as text or base64", (type, sent, body, isBase64Encoded) => {
    expect(event("/", { "content-type": type }, sent)).toMatchObject({ body, isBase64Encoded });
  });

  it("refuses a path that makes no sense", () => {
    expect(() => event("/%zz", {})).toThrow(URIError);
  });
});

describe("what a function answers becomes a response", () => {
  it("with status, headers and cookies", () => {
    const given = {
      statusCode: 201,
      headers: { Location: "/v1/x", "X-Count": 3 },
      cookies: ["a=1"],
      body: "aGk=",
      isBase64Encoded: true,
    };
    expect(readAnswer(given)).toEqual({
      status: 201,
      headers: { location: "/v1/x", "x-count": "3", "set-cookie": ["a=1"] },
      body: Buffer.from("hi"),
    });
  });

  it("as JSON with 200 when it names no status", () => {
    expect(readAnswer({ a: 1 })).toMatchObject({ status: 200, body: Buffer.from('{"a":1}') });
  });

  it("as nothing when it makes no sense, for which the gateway answers 500", () => {
    expect(readAnswer({ statusCode: "oops" })).toBeUndefined();
    expect(gatewayAnswer(500, "Internal Server Error").body.toString()).toBe(
      '{"message":"Internal Server Error"}',
    );
  });
});

describe("a browser of another origin", () => {
  const cors = {
    AllowOrigins: ["https://desk.example"],
    AllowMethods: [],
    AllowHeaders: [],
    ExposeHeaders: ["etag"],
    AllowCredentials: false,
  };

  it.each([
    ["https://desk.example", "https://desk.example"],
    ["https://desk.example.evil", undefined],
    [undefined, undefined],
  ])("from %s is allowed as %s", (origin, allowed) => {
    expect(corsHeaders(cors, origin)["access-control-allow-origin"]).toBe(allowed);
  });
});
