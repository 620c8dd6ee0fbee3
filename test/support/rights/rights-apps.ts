import { randomBytes, randomUUID } from "node:crypto";
import * as z from "zod";
import { createApp as jobSeekersApp } from "#functions/rights/answer-job-seekers/app.ts";
import { createApp as staffApp } from "#functions/rights/answer-staff/app.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { processingLog } from "#packages/store/processing-log.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import { type Claims, silentLog, withClaims } from "#test/support/intake/intake-app.ts";

type Asked = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };
type Api = { request(path: string, init: RequestInit, env: unknown): Response | Promise<Response> };

const asking =
  (api: Api, env: unknown, headers: Record<string, string>) =>
  async (method: string, path: string, { body, headers: more = {} }: Asked = {}): Promise<Response> =>
    api.request(
      path,
      {
        method,
        headers: {
          ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
          ...more,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      env,
    );

const Token = z.looseObject({ token: z.string(), expiresAt: z.string() });
export const tokenIn = async (answer: Response): Promise<string> => Token.parse(await answer.json()).token;

/** The two APIs of rights on real tables, with a clock that a test moves. */
export const rightsOn = (dynamo: Dynamo, now: () => Date = () => new Date()) => {
  const { platform, persons, records } = dynamo;
  const tables = { platform, persons, records };
  const shared = {
    tables,
    processing: processingLog(tables),
    now,
    newSecret: () => randomBytes(32).toString("base64url"),
    log: silentLog,
  };
  const own = jobSeekersApp({ ...shared, known: loadClassification(""), newId: randomUUID });
  const staff = staffApp(shared);
  const asStaff = (claims: Claims) => asking(staff, withClaims(claims), {});
  const asHolder = (session: string) => asking(own, {}, { authorization: `Bearer ${session}` });
  const openly = asking(own, {}, {});
  /** Makes a link as staff and opens a session with it. */
  const sessionFor = async (profileId: string, claims: Claims) => {
    const link = await tokenIn(
      await asStaff(claims)("POST", `/v1/market-profiles/${profileId}/personal-links`),
    );
    return asHolder(await tokenIn(await openly("POST", "/v1/personal-sessions", { body: { token: link } })));
  };
  return { own, staff, tables, processing: shared.processing, asStaff, asHolder, openly, sessionFor };
};
