import timers from "node:timers/promises";
import * as z from "zod";
import type { Platform } from "../platform.ts";

/** One request to the public API, as whichever client of the OpenID provider. */
export type ApiRequest = {
  readonly as: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From `/v1` on. */
  readonly path: string;
  /** Sent as JSON, or as it is with `type`. */
  readonly body?: unknown;
  readonly type?: string;
  /** Of a POST: the same key and body, the same answer. */
  readonly key?: string;
  readonly ifMatch?: string;
  /** W3C Trace Context, which goes into every message that follows from the request. */
  readonly traceparent?: string;
};

export type ApiAnswer = {
  readonly status: number;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  readonly etag: string | undefined;
  readonly location: string | undefined;
};

/** The API refused; the message has what it said. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  readonly answer: ApiAnswer;
  constructor({ as, method, path }: ApiRequest, answer: ApiAnswer) {
    super(`${method} ${path} as ${as}: ${answer.status} ${problemOf(answer.body)}`);
    this.answer = answer;
  }
}

const ProblemBody = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

const problemOf = (body: unknown): string => {
  const problem = ProblemBody.safeParse(body).data;
  const errors = problem?.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`) ?? [];
  return [problem?.detail ?? problem?.title ?? "", ...errors].join("; ");
};

/** The public API of a running platform. */
export type ApiClient = {
  /** Whatever is answered, but 429, 503 and a broken connection: those are tried again a few times, if that is safe. */
  ask(request: ApiRequest): Promise<ApiAnswer>;
  /** The answer of a request that must succeed. Throws RequestRefused. */
  expect(request: ApiRequest): Promise<ApiAnswer>;
};

const PASSING = [429, 503];
const TRIES = 5;
const FIRST_PAUSE_MS = 100;

/** Tokens are fetched once for each client: they live longer than a demo. */
export const apiClient = ({ apiUrl, tokenFor }: Pick<Platform, "apiUrl" | "tokenFor">): ApiClient => {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (clientId: string): Promise<string> => {
    const token = tokens.get(clientId) ?? tokenFor(clientId);
    tokens.set(clientId, token);
    return token;
  };
  const once = async (request: ApiRequest): Promise<ApiAnswer> => {
    const response = await fetch(`${apiUrl}${request.path}`, {
      method: request.method,
      headers: { authorization: `Bearer ${await tokenOf(request.as)}`, ...headersOf(request) },
      ...(request.body === undefined ? {} : { body: bodyOf(request) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? undefined : JSON.parse(text),
      etag: response.headers.get("etag") ?? undefined,
      location: response.headers.get("location") ?? undefined,
    };
  };
  const ask = async (request: ApiRequest): Promise<ApiAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt === TRIES;
      const answer = await once(request).catch((error: unknown) => {
        if (last || !isRepeatable(request)) throw error;
        return undefined;
      });
      if (answer !== undefined && (last || !PASSING.includes(answer.status))) return answer;
      await timers.setTimeout(FIRST_PAUSE_MS * 2 ** attempt);
    }
  };
  return {
    ask,
    expect: async (request) => {
      const answer = await ask(request);
      if (answer.status >= 400) throw new RequestRefused(request, answer);
      return answer;
    },
  };
};

/** Whether asking it twice is asking it once: a POST has its key, a change its version. */
const isRepeatable = ({ method, key, ifMatch }: ApiRequest): boolean =>
  method === "GET" || method === "PUT" || method === "DELETE" || key !== undefined || ifMatch !== undefined;

const headersOf = ({
  body,
  type = "application/json",
  key,
  ifMatch,
  traceparent,
}: ApiRequest): Record<string, string> => ({
  ...(body === undefined ? {} : { "content-type": type }),
  ...(key === undefined ? {} : { "idempotency-key": key }),
  ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
  ...(traceparent === undefined ? {} : { traceparent }),
});

const bodyOf = ({ body, type }: ApiRequest): string =>
  type !== undefined && typeof body === "string" ? body : JSON.stringify(body);
