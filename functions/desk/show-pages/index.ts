import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { handle } from "hono/aws-lambda";
import * as z from "zod";
import { assetsBeside } from "#packages/desk/frame/assets.ts";
import { deskStoreOf } from "#packages/desk/frame/desk-store.ts";
import { identityOf } from "#packages/desk/frame/identity.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { createApp } from "./app.ts";

const env = readEnv({
  DESK_TABLE_NAME: z.string().min(1),
  API_URL: z.url(),
  DESK_URL: z.url(),
  TOKEN_ISSUER: z.url(),
  DESK_CLIENT: z.string().min(1),
  DESK_SCOPE: z.string().min(1),
});

export const handler = handle(
  createApp({
    store: deskStoreOf({ client: new DynamoDBClient({}), tableName: env.DESK_TABLE_NAME, now }),
    identity: identityOf({
      issuer: env.TOKEN_ISSUER,
      client: env.DESK_CLIENT,
      scope: env.DESK_SCOPE,
      deskUrl: env.DESK_URL,
      now,
    }),
    apiUrl: env.API_URL,
    deskUrl: env.DESK_URL,
    fetch: (url, init) => fetch(url, init),
    assets: assetsBeside(import.meta.dirname),
    now,
    log: jsonLog("desk/show-pages"),
  }),
);
