import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { FunctionTimedOut, PayloadTooLarge } from "../functions/function-errors.ts";
import type { FunctionPool } from "../functions/function-pool.ts";
import type { ApiPlan, RoutePlan } from "../plan/plan-apis.ts";
import type { FunctionPlan } from "../plan/plan-functions.ts";
import { corsHeaders, preflightHeaders } from "./cors.ts";
import { gatewayAnswer, readAnswer, send } from "./http-answer.ts";
import { httpEvent, splitUrl, type WholeRequest } from "./http-event.ts";
import { closeServer, listen } from "./listening.ts";
import { createRouteTable, type RouteMatch } from "./route-table.ts";
import type { TokenCheck } from "./token-check.ts";

/** The most that API Gateway takes in one request, in bytes. */
const LARGEST_BODY = 10 * 1024 * 1024;

export type HttpApiSettings = {
  readonly api: ApiPlan;
  readonly port: number;
  readonly poolOf: (plan: FunctionPlan) => FunctionPool;
  readonly checkToken: TokenCheck;
  readonly now: () => Date;
};

export type HttpApi = { readonly url: string; stop(): Promise<void> };

type Answer = ReturnType<typeof gatewayAnswer>;

/** Serves an HTTP API of the template: CORS, token, route, function, as API Gateway does it in that order. */
export const startHttpApi = async (settings: HttpApiSettings): Promise<HttpApi> => {
  const { api, port } = settings;
  const routeOf = createRouteTable(api.routes);
  const server = createServer((incoming, response) => {
    answer(incoming, { settings, routeOf })
      .catch(() => gatewayAnswer(500, "Internal Server Error"))
      .then((ready) => finish(ready, { incoming, response, api }));
  });
  await listen(server, port, `the API ${api.name}`);
  return { url: `http://127.0.0.1:${port}`, stop: () => closeServer(server) };
};

type Exchange = { incoming: IncomingMessage; response: ServerResponse; api: ApiPlan };

const finish = (ready: Answer, { incoming, response, api }: Exchange): void => {
  const cors = corsHeaders(api.cors, incoming.headers.origin);
  send(response, { ...ready, headers: { ...ready.headers, ...cors } });
};

type Serving = {
  settings: HttpApiSettings;
  routeOf: (method: string, path: string) => RouteMatch<RoutePlan> | undefined;
};

const answer = async (incoming: IncomingMessage, serving: Serving): Promise<Answer> => {
  const { cors } = serving.settings.api;
  const { method, headers } = incoming;
  if (cors !== undefined && method === "OPTIONS" && headers["access-control-request-method"] !== undefined) {
    incoming.resume();
    return { status: 204, headers: preflightHeaders(cors, headers.origin), body: Buffer.alloc(0) };
  }
  const body = await readBody(incoming);
  if (body === undefined) return gatewayAnswer(413, "Request Entity Too Large");
  const { url = "/" } = incoming;
  const path = pathOf(url);
  if (path === undefined) return gatewayAnswer(400, "Bad Request");
  const sourceIp = incoming.socket.remoteAddress ?? "127.0.0.1";
  return admit({ method: method ?? "GET", url, headers, body, sourceIp }, path, serving);
};

/** Route and token, in the order of API Gateway: a path that is not there needs no token. */
const admit = async (request: WholeRequest, path: string, serving: Serving): Promise<Answer> => {
  const found = serving.routeOf(request.method, path);
  if (found === undefined) return gatewayAnswer(404, "Not Found");
  const token = await serving.settings.checkToken(found.route.jwt, request.headers.authorization);
  if (token.kind === "unauthorized") return unauthorized(token.why);
  if (token.kind === "forbidden") return gatewayAnswer(403, "Forbidden");
  return callFunction(request, found, token.kind === "known" ? token : undefined, serving.settings);
};

const unauthorized = (why: string): Answer => {
  const { headers, ...refusal } = gatewayAnswer(401, "Unauthorized");
  const reason = why.replaceAll('"', "'");
  return { ...refusal, headers: { ...headers, "www-authenticate": `Bearer error_description="${reason}"` } };
};

const callFunction = async (
  request: WholeRequest,
  { route, parameters }: RouteMatch<RoutePlan>,
  jwt: { claims: Readonly<Record<string, string>>; scopes: readonly string[] } | undefined,
  { api, poolOf, now }: HttpApiSettings,
): Promise<Answer> => {
  const event = httpEvent(request, { apiId: api.id, routeKey: route.key, parameters, jwt, now: now() });
  try {
    const given = await poolOf(route.function).invoke(event);
    return readAnswer(given) ?? gatewayAnswer(500, "Internal Server Error");
  } catch (error) {
    if (error instanceof PayloadTooLarge && request.body.length > 0) {
      return gatewayAnswer(413, "Request Entity Too Large");
    }
    if (error instanceof FunctionTimedOut) return gatewayAnswer(503, "Service Unavailable");
    return gatewayAnswer(500, "Internal Server Error");
  }
};

/** Undefined for a path that cannot be read. */
const pathOf = (url: string): string | undefined => {
  try {
    splitUrl(url);
  } catch {
    return undefined;
  }
  return url.split("?")[0];
};

/** Undefined when it is too large; what comes after the limit is read and thrown away, so that the caller gets its answer. */
const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size <= LARGEST_BODY) chunks.push(part);
  }
  return size > LARGEST_BODY ? undefined : Buffer.concat(chunks);
};
