import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { handle } from "hono/aws-lambda";
import * as z from "zod";
import { sharedLimiter } from "#packages/api/client-limiter.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { createApp } from "./app.ts";

const env = readEnv({
  PLATFORM_TABLE_NAME: z.string().min(1),
  RECORDS_TABLE_NAME: z.string().min(1),
  LIMITS_TABLE_NAME: z.string().min(1),
});
const client = new DynamoDBClient({});
const table = { client, tableName: env.PLATFORM_TABLE_NAME };

const log = jsonLog("brokerage/keep-waiting-lists");

export const handler = handle(
  createApp({
    table,
    records: { client, tableName: env.RECORDS_TABLE_NAME },
    now,
    log,
    limiter: sharedLimiter({ client, tableName: env.LIMITS_TABLE_NAME }, { now, log }),
  }),
);
