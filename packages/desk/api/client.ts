import type * as z from "zod";
import { ApiTrouble, troubleOf } from "./trouble.ts";

/** A question to the public API. `path` begins after /v1. */
export type ApiRequest = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: `/${string}`;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** Same key and body, same answer: a form that is sent twice does its work once. */
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly accept?: string;
  /** Of labels and texts, where the API has them in more than one. */
  readonly language?: string;
};

/** A good answer: what it says, and the version of the thing for a change of it later. */
export type Answered<T> = { readonly data: T; readonly etag: string | undefined };

/** The public API as whoever is signed in may use it. Throws ApiTrouble for every answer that is no success. */
export type ApiClient = {
  ask<T>(request: ApiRequest, answer: z.ZodType<T>): Promise<Answered<T>>;
  /** An answer that is no JSON: a file, or nothing. */
  fetch(request: ApiRequest): Promise<Response>;
};

export type ApiSettings = {
  readonly apiUrl: string;
  readonly accessToken: string | undefined;
  /** Of labels and texts, where a question asks no other. */
  readonly language?: string;
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
};

/** The gateway gives up after half a minute; a person has given up long before. */
const LONGEST_MS = 15_000;

const urlOf = (apiUrl: string, { path, query = {} }: ApiRequest): URL => {
  const url = new URL(`${apiUrl}/v1${path}`);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== "") url.searchParams.set(name, String(value));
  return url;
};

const bodyOf = ({ body, method }: ApiRequest): { body?: FormData | string; type?: string } => {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  return {
    body: JSON.stringify(body),
    type: method === "PATCH" ? "application/merge-patch+json" : "application/json",
  };
};

const headersOf = (request: ApiRequest, settings: ApiSettings, type: string | undefined): Headers => {
  const { accessToken: token, language } = settings;
  const headers = new Headers({ accept: request.accept ?? "application/json" });
  const more = {
    "content-type": type,
    authorization: token === undefined ? undefined : `Bearer ${token}`,
    "idempotency-key": request.idempotencyKey,
    "if-match": request.ifMatch,
    "accept-language": request.language ?? language,
  };
  for (const [name, value] of Object.entries(more)) if (value !== undefined) headers.set(name, value);
  return headers;
};

export const apiClient = (settings: ApiSettings): ApiClient => {
  const { apiUrl, fetch } = settings;
  const send = async (request: ApiRequest): Promise<Response> => {
    const { body, type } = bodyOf(request);
    const init: RequestInit = {
      method: request.method ?? "GET",
      headers: headersOf(request, settings, type),
      signal: AbortSignal.timeout(LONGEST_MS),
      ...(body === undefined ? {} : { body }),
    };
    const response = await fetch(urlOf(apiUrl, request), init).catch((cause: unknown) => {
      throw Object.assign(new ApiTrouble(503), { cause });
    });
    if (!response.ok) throw await troubleOf(response);
    return response;
  };
  return {
    async ask(request, answer) {
      const response = await send(request);
      return {
        data: answer.parse(await response.json()),
        etag: response.headers.get("etag") ?? undefined,
      };
    },
    fetch: send,
  };
};
