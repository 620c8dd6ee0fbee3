import * as z from "zod";
import { Role } from "#packages/domain/actor.ts";
import { RegionCode } from "#packages/domain/regions.ts";

/** The kinds of trouble that the API tells of: their status, and a title that never changes. */
const KINDS = {
  "invalid-input": { status: 400, title: "The input is not valid" },
  "invalid-json": { status: 400, title: "The body cannot be read as JSON" },
  "no-token": { status: 401, title: "A token is needed" },
  "not-allowed": { status: 403, title: "Not allowed" },
  "not-found": { status: 404, title: "Not found" },
  "method-not-allowed": { status: 405, title: "This method is not for this path" },
  "not-acceptable": { status: 406, title: "There is no such form of the answer" },
  "not-possible-now": { status: 409, title: "Not possible in this state" },
  "key-reused": { status: 409, title: "The idempotency key was used for another request" },
  gone: { status: 410, title: "No longer there" },
  "changed-meanwhile": { status: 412, title: "Changed in the meantime" },
  "too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "The body has a type that is not read here" },
  "precondition-required": { status: 428, title: "If-Match is needed" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  "server-error": { status: 500, title: "Something went wrong here" },
  "too-busy": { status: 503, title: "Too busy, try again" },
} as const;
export type ProblemKind = keyof typeof KINDS;

/** Base of the `type` of a problem; its last part is the kind. Stable: programs may compare it. */
const PROBLEM_BASE = "https://overstap.example/problems/";

/** What an answer has room for: characters of a pointer or a text and of a name, and errors. */
const LONGEST = 1000;
const MOST_NAME = 100;
const MOST_ERRORS = 100;

/** Where in a request something is wrong: `pointer` into the body, or the name of a `parameter` or `header`. */
export const ProblemError = z
  .object({
    pointer: z
      .string()
      .max(LONGEST)
      .optional()
      .meta({ description: "JSON Pointer (RFC 6901) into the body" }),
    parameter: z
      .string()
      .max(MOST_NAME)
      .optional()
      .meta({ description: "Name of a path or query parameter" }),
    header: z.string().max(MOST_NAME).optional().meta({ description: "Name of a header" }),
    detail: z.string().max(LONGEST),
  })
  .meta({ id: "ProblemError" });
export type ProblemError = z.infer<typeof ProblemError>;

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;

/** Names in a request are the caller's, and may be megabytes long: an answer has room for what is needed to find them. */
const fitting = ({ pointer, parameter, header, detail }: ProblemError): ProblemError => ({
  ...(pointer === undefined ? {} : { pointer: cut(pointer, LONGEST) }),
  ...(parameter === undefined ? {} : { parameter: cut(parameter, MOST_NAME) }),
  ...(header === undefined ? {} : { header: cut(header, MOST_NAME) }),
  detail: cut(detail, LONGEST),
});

/** Who has something since when: by what the desk calls them, never by name. */
export const ClaimedBy = z
  .object({
    role: Role,
    region: RegionCode.optional(),
    deskName: z.string().max(60).optional(),
    sinceAt: z.iso.datetime(),
  })
  .meta({ id: "ClaimedBy" });
export type ClaimedBy = z.infer<typeof ClaimedBy>;

/** Every error of the API: problem+json (RFC 9457). */
export const ProblemDocument = z
  .object({
    type: z.url(),
    title: z.string().max(200),
    status: z.number().int().min(400).max(599),
    detail: z.string().max(2000),
    errors: z.array(ProblemError).max(MOST_ERRORS).optional(),
    why: z
      .string()
      .max(60)
      .optional()
      .meta({ description: "Of a 409: the reason as a code that never changes" }),
    claim: ClaimedBy.optional(),
  })
  .meta({
    id: "Problem",
    example: {
      type: `${PROBLEM_BASE}invalid-input`,
      title: KINDS["invalid-input"].title,
      status: 400,
      detail: "1 thing is wrong with the body.",
      errors: [{ pointer: "/places/0/postcode", detail: "must be a Dutch postcode, as 1012 AB" }],
    },
  });
export type ProblemDocument = z.infer<typeof ProblemDocument>;

type Extra = {
  readonly errors?: readonly ProblemError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
  readonly why?: string | undefined;
  readonly claim?: ClaimedBy | undefined;
};

/** Thrown anywhere in a request; answered as problem+json. `detail` is for the caller: ids and codes only. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly kind: ProblemKind;
  readonly errors: readonly ProblemError[];
  readonly headers: Readonly<Record<string, string>>;
  readonly why: string | undefined;
  readonly claim: ClaimedBy | undefined;
  constructor(
    kind: ProblemKind,
    detail: string,
    { errors = [], headers = {}, cause, why, claim }: Extra = {},
  ) {
    super(detail, { cause });
    this.why = why;
    this.claim = claim;
    this.kind = kind;
    this.errors = errors;
    this.headers = headers;
  }

  get status() {
    return KINDS[this.kind].status;
  }

  get document(): ProblemDocument {
    const { status, title } = KINDS[this.kind];
    const type = `${PROBLEM_BASE}${this.kind}`;
    const base = {
      type,
      title,
      status,
      detail: cut(this.message, LONGEST),
      ...(this.why === undefined ? {} : { why: this.why }),
      ...(this.claim === undefined ? {} : { claim: this.claim }),
    };
    return this.errors.length === 0
      ? base
      : { ...base, errors: this.errors.slice(0, MOST_ERRORS).map(fitting) };
  }
}

/** 400 with everything that is wrong. */
export const invalidInput = (errors: readonly ProblemError[], what = "request", cause?: unknown): Problem =>
  new Problem(
    "invalid-input",
    `${errors.length} ${errors.length === 1 ? "thing is" : "things are"} wrong with the ${what}.`,
    { errors, cause },
  );
