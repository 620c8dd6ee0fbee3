import { randomUUID } from "node:crypto";
import * as z from "zod";
import { createApp } from "#functions/intake/receive-notices/app.ts";
import type { Deps } from "#functions/intake/receive-notices/deps.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import type { Log } from "#packages/runtime/log.ts";
import { processingLog } from "#packages/store/processing-log.ts";
import type { Dynamo } from "#test/support/dynamo.ts";

export type Claims = Record<string, string>;
/** What API Gateway hands over with a request whose token it has checked. */
export const withClaims = (claims: Claims) => ({
  event: { requestContext: { authorizer: { jwt: { claims: { scope: "overstap", ...claims } } } } },
});

export const EMPLOYER: Claims = { sub: "client-employer", role: "employer", kvkNumber: "12345678" };
export const OTHER_EMPLOYER: Claims = { sub: "client-other", role: "employer", kvkNumber: "87654321" };
export const SECTOR: Claims = { sub: "client-sector", role: "sector-organisation", sector: "I" };
export const MUNICIPALITY: Claims = {
  sub: "client-municipality",
  role: "responsible-party",
  party: "municipality",
};
export const UWV: Claims = { sub: "client-uwv", role: "responsible-party", party: "uwv" };
export const team = (region: string): Claims => ({ sub: `client-${region}`, role: "team", region });
export const ADMINISTRATOR: Claims = { sub: "client-administrator", role: "administrator" };

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Asked = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The intake API on real tables. `ask` is a request of JSON with a fresh idempotency key, unless it has its own. */
export const intakeOn = ({ platform, persons, records }: Dynamo, over: Partial<Deps> = {}) => {
  const app = createApp({
    tables: { platform, persons },
    records,
    processing: processingLog({ records, persons }),
    known: loadClassification(""),
    now: () => new Date(),
    newId: randomUUID,
    beginImport: () => Promise.resolve(),
    log: silentLog,
    ...over,
  });
  const ask = async (
    claims: Claims,
    method: string,
    path: string,
    { body, headers = {} }: Asked = {},
  ): Promise<Response> =>
    app.request(
      path,
      {
        method,
        headers: {
          ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      },
      withClaims(claims),
    );
  return { app, ask };
};

const Thing = z.looseObject({ id: z.string(), version: z.number(), region: RegionCode.optional() });
/** The thing that an answer shows. */
export const thingIn = async (answer: Response) => Thing.parse(await answer.json());

const Problem = z.looseObject({
  status: z.number(),
  title: z.string(),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        pointer: z.string().optional(),
        parameter: z.string().optional(),
        header: z.string().optional(),
        detail: z.string(),
      }),
    )
    .default([]),
});
/** The problem that an answer tells; fails when it is none. */
export const problemIn = async (answer: Response) => {
  if (answer.headers.get("content-type") !== "application/problem+json")
    throw new Error(`not a problem: ${answer.status} ${await answer.text()}`);
  return Problem.parse(await answer.json());
};

const Page = z.object({ items: z.array(Thing), nextCursor: z.string().optional() });
/** The page that an answer shows. */
export const pageIn = async (answer: Response) => Page.parse(await answer.json());

export const aVacancyBody = (over: Record<string, unknown> = {}) => ({
  title: "Verzorgende IG",
  employer: { kvkNumber: "12345678", name: "Voorbeeldzorg", sector: "Q" },
  places: [{ postcode: "1012 AB", positions: 2 }],
  contact: { name: "V. Voorbeeld", email: "contact@voorbeeld.example" },
  ...over,
});

export const aNoticeBody = (over: Record<string, unknown> = {}) => ({
  employer: { kvkNumber: "12345678", name: "Voorbeeldhotel", sector: "I" },
  groups: [
    {
      groupKey: "keuken",
      jobTitle: "kok",
      headCount: 4,
      postcode: "1012 AB",
      availableFromDate: "2027-01-01",
    },
  ],
  contact: { name: "H. Voorbeeld" },
  ...over,
});

export const matchingConsent = (givenAt = "2026-11-01T09:00:00.000Z") => ({
  purpose: "matching",
  receiver: "mobility-teams",
  wording: "2026-1",
  givenAt,
});

export const aProfileBody = (over: Record<string, unknown> = {}) => ({
  person: {
    givenName: "Voornaam",
    familyName: "Voorbeeld",
    postcode: "3511 AA",
    situation: "young-person",
  },
  profile: { jobTitles: ["Verzorgende IG"], consents: [matchingConsent()] },
  ...over,
});
