import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { LOCAL_ACCOUNT } from "../assembly/pseudo-parameters.ts";

/** A request as it came in, read to the end. */
export type WholeRequest = {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
};

export type EventDetails = {
  readonly apiId: string;
  readonly routeKey: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly jwt:
    | { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] }
    | undefined;
  readonly now: Date;
};

/** Bodies of these types go to the function as text, all others as base64. */
const TEXT =
  /^(text\/|application\/(?:[\w.+-]+\+)?(?:json|xml)\b|application\/(?:javascript|x-www-form-urlencoded))/i;

/** The event that an HTTP API gives a function, payload format 2.0. */
export const httpEvent = (request: WholeRequest, details: EventDetails): object => {
  const { path, query } = splitUrl(request.url);
  const { cookie, ...headers } = flatHeaders(request.headers);
  return {
    version: "2.0",
    routeKey: details.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(query === "" ? {} : { queryStringParameters: queryParameters(query) }),
    ...(Object.keys(details.parameters).length === 0 ? {} : { pathParameters: details.parameters }),
    requestContext: requestContext(request, details, path),
    ...bodyOf(request.body, headers["content-type"] ?? "application/json"),
  };
};

const requestContext = (request: WholeRequest, details: EventDetails, path: string): object => {
  const host = request.headers.host ?? "localhost";
  return {
    accountId: LOCAL_ACCOUNT,
    apiId: details.apiId,
    ...(details.jwt === undefined ? {} : { authorizer: { jwt: authorizerOf(details.jwt) } }),
    domainName: host,
    domainPrefix: host.split(".")[0],
    http: {
      method: request.method,
      path,
      protocol: "HTTP/1.1",
      sourceIp: request.sourceIp,
      userAgent: request.headers["user-agent"] ?? "",
    },
    requestId: randomUUID(),
    routeKey: details.routeKey,
    stage: "$default",
    time: clfTime(details.now),
    timeEpoch: details.now.getTime(),
  };
};

const bodyOf = (body: Buffer, type: string): object => {
  if (body.length === 0) return { isBase64Encoded: false };
  const asText = TEXT.test(type) && isUtf8(body);
  return { body: body.toString(asText ? "utf8" : "base64"), isBase64Encoded: !asText };
};

const authorizerOf = ({ claims, scopes }: NonNullable<EventDetails["jwt"]>) => ({
  claims,
  scopes: scopes.length === 0 ? null : scopes,
});

/** Path with its percent signs decoded, as API Gateway hands it over; throws URIError when they make no sense. */
export const splitUrl = (url: string): { path: string; query: string } => {
  const at = url.indexOf("?");
  const path = at < 0 ? url : url.slice(0, at);
  return { path: decodeURI(path), query: at < 0 ? "" : url.slice(at + 1) };
};

const flatHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(",") : value]],
    ),
  );

const queryParameters = (query: string): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    found[name] = Object.hasOwn(found, name) ? `${found[name]},${value}` : value;
  }
  return found;
};

/** 12/Mar/2020:19:03:58 +0000 */
const clfTime = (now: Date): string => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(now.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
};
