import * as z from "zod";
import { ProblemDocument } from "../problem.ts";

type Header = {
  readonly description: string;
  readonly schema: { readonly type: "string" };
  readonly example?: string;
};
/** One answer of a route, as the OpenAPI document tells it. Wide on purpose: handlers may answer any Response. */
type Described = { description: string; headers?: Record<string, Header> };

const header = (description: string, example: string): Header => ({
  description,
  schema: { type: "string" },
  example,
});
const API_VERSION = { "API-Version": header("Semantic version of the API", "1.0.0") };
/** Headers of answers that show one thing. */
export const WITH_ETAG = { ETag: header("Version of the thing, for If-Match", '"3"') };
export const WITH_LOCATION = { ...WITH_ETAG, Location: header("Where the thing is", "/v1/vacancies/…") };

/** Headers of answers that show a page of a list. */
export const WITH_LINK = { Link: header("Where the next page is, relation next", '</v1/…>; rel="next"') };

/** A good answer with a body. */
export const ok = (
  schema: z.ZodType,
  description: string,
  headers: Record<string, Header> = {},
): Described => {
  const content = { "application/json": { schema } };
  const answer = { description, headers: { ...API_VERSION, ...headers }, content };
  return answer;
};

/** A good answer without a body. */
export const empty = (description: string, headers: Record<string, Header> = {}): Described => ({
  description,
  headers: { ...API_VERSION, ...headers },
});

/** The caller knows this version already. */
const notModified = empty("Not changed since the version of If-None-Match", WITH_ETAG);

const TROUBLE = {
  400: "Invalid input: all that is wrong, each with a JSON Pointer",
  401: "No token, or one that is not valid",
  403: "Not for this role, or not for this firm, party or sector",
  404: "No such thing, or not for this caller",
  406: "No such form of the answer",
  409: "Not possible in this state, or the idempotency key was used for another body",
  410: "No longer there: the platform withdrew it",
  412: "Changed in the meantime",
  413: "Body larger than 6 MB",
  415: "Body of a type that is not read here",
  428: "If-Match is needed",
  429: "Too many requests",
  500: "Something went wrong here",
  503: "Too busy, try again",
} as const;
type Status = keyof typeof TROUBLE;

/** The errors that a route can answer, all problem+json; 429, 500 and 503 are always among them. */
export const problems = (...statuses: readonly Status[]): Record<string, Described> =>
  Object.fromEntries(
    [...statuses, 429 as const, 500 as const, 503 as const].map((status) => [
      String(status),
      described(TROUBLE[status]),
    ]),
  );
const described = (description: string): Described => {
  const content = { "application/problem+json": { schema: ProblemDocument } };
  const answer = { description, content };
  return answer;
};

/** What every route behind a token that takes a body can answer. */
export const BODY_TROUBLE = [400, 401, 403, 409, 413, 415] as const;

export const TOKEN: Record<string, string[]>[] = [{ token: ["overstap"] }];

/** Of a job seeker's own paths: the token of a personal session (`packages/api/personal.ts`). */
export const PERSONAL: Record<string, string[]>[] = [{ personalSession: [] }];

/** A header that is needed but checked where it is used, so that its absence has a status of its own. */
const needed = (description: string, example: string) =>
  z
    .string()
    .optional()
    .meta({ description, example, param: { required: true } });
/** Header of every POST. */
export const IdempotencyHeader = z.object({
  "Idempotency-Key": needed("1 to 128 printable characters; same key and body, same answer", "f3b1c2d4-1"),
});
export const IfMatchHeader = z.object({ "If-Match": needed("ETag of what was read", '"3"') });
/** For deeds that the newest version counts for, unless the caller says which one was read. */
export const MaybeIfMatchHeader = z.object({
  "If-Match": z.string().max(200).optional().meta({ description: "ETag of what was read", example: '"3"' }),
});
export const IfNoneMatchHeader = z.object({
  "If-None-Match": z
    .string()
    .optional()
    .meta({ description: "ETag of what is known already", example: '"3"' }),
});

/** The id in a path. One that is no UUID is told as 400. */
export const ById = z.object({ id: z.uuid().meta({ description: "Id of the thing" }) });

/** A JSON body that must be there. */
export const body = <T extends z.ZodType>(schema: T) => ({
  required: true as const,
  content: { "application/json": { schema } },
});

const PATCH_TYPES = ["application/merge-patch+json", "application/json"] as const;
/** A merge patch (RFC 7396): members of what was posted; null takes a member away, lists are replaced whole. */
export const patchBody = (name: string) => {
  const schema = z.looseObject({}).meta({
    id: `${name}Patch`,
    description: `Merge patch (RFC 7396) on ${name}Input: some of its members; null takes one away, lists are replaced whole. The outcome is checked as a whole.`,
  });
  const [mergePatch, json] = PATCH_TYPES;
  return { required: true as const, content: { [mergePatch]: { schema }, [json]: { schema } } };
};

/** What a route that changes a thing by its version can answer. */
const CHANGE_TROUBLE = [...BODY_TROUBLE, 404, 412, 428] as const;

/** The answers to a first notice of a thing, which may be known already by the sender's own reference. */
export const registered = (written: z.ZodType) => ({
  200: ok(written, "Known by its reference: changed, or the same already", WITH_LOCATION),
  201: ok(written, "Registered", WITH_LOCATION),
  ...problems(...BODY_TROUBLE),
});

/** The answers to a question for one thing, which the caller may know in this version already. */
export const found = (view: z.ZodType, description: string) => ({
  200: ok(view, description, WITH_ETAG),
  304: notModified,
  ...problems(400, 401, 403, 404),
});

/** The answers to a change by version. */
export const changed = (written: z.ZodType) => ({
  200: ok(written, "As it is now", WITH_ETAG),
  ...problems(...CHANGE_TROUBLE),
});

/** The answers to a withdrawal; a second one changes nothing. */
export const withdrawn = (written: z.ZodType) => ({
  200: ok(written, "Withdrawn", WITH_LOCATION),
  ...problems(...BODY_TROUBLE, 404, 412),
});

/** The answers to a question for a list. */
export const listed = (page: z.ZodType, description: string) => ({
  200: ok(page, description, WITH_LINK),
  ...problems(400, 401, 403),
});
