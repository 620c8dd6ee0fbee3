import { randomUUID } from "node:crypto";
import { createApp } from "#functions/intake/receive-notices/app.ts";
import type { Deps } from "#functions/intake/receive-notices/deps.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import type { Log } from "#packages/runtime/log.ts";
import type { Dynamo } from "#test/support/dynamo.ts";

export type Claims = Record<string, string>;
/** What API Gateway hands over with a request whose token it has checked. */
export const withClaims = (claims: Claims) => ({
  event: { requestContext: { authorizer: { jwt: { claims: { scope: "overstap", ...claims } } } } },
});

export const EMPLOYER: Claims = { sub: "client-employer", role: "employer", kvkNumber: "12345678" };
export const MUNICIPALITY: Claims = {
  sub: "client-municipality",
  role: "responsible-party",
  party: "municipality",
};

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The intake API on real tables. `ask` is a request of JSON with a fresh idempotency key, unless it has its own. */
export const intakeOn = ({ platform, persons }: Dynamo, over: Partial<Deps> = {}) => {
  const app = createApp({
    tables: { platform, persons },
    known: loadClassification(""),
    now: () => new Date(),
    newId: randomUUID,
    log: silentLog,
    ...over,
  });
  const ask = (
    claims: Claims,
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ) =>
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

export const aVacancyBody = (over: Record<string, unknown> = {}) => ({
  title: "Verzorgende IG",
  employer: { kvkNumber: "12345678", name: "Voorbeeldzorg", sector: "Q" },
  places: [{ postcode: "1012 AB", positions: 2 }],
  contact: { name: "V. Voorbeeld", email: "contact@voorbeeld.example" },
  ...over,
});

export const aProfileBody = (over: Record<string, unknown> = {}) => ({
  person: {
    givenName: "Voornaam",
    familyName: "Voorbeeld",
    postcode: "3511 AA",
    situation: "young-person",
  },
  profile: {
    jobTitles: ["Verzorgende IG"],
    consents: [
      {
        purpose: "matching",
        receiver: "mobility-teams",
        wording: "2026-1",
        givenAt: "2026-11-01T09:00:00.000Z",
      },
    ],
  },
  ...over,
});
