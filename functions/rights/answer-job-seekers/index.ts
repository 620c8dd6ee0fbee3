import { randomBytes, randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { handle } from "hono/aws-lambda";
import * as z from "zod";
import { sharedLimiter } from "#packages/api/client-limiter.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { processingLog } from "#packages/store/processing-log.ts";
import { createApp } from "./app.ts";

const Name = z.string().min(1);
const env = readEnv({
  PLATFORM_TABLE_NAME: Name,
  PERSONS_TABLE_NAME: Name,
  RECORDS_TABLE_NAME: Name,
  LIMITS_TABLE_NAME: Name,
});
const client = new DynamoDBClient({});
const tables = {
  platform: { client, tableName: env.PLATFORM_TABLE_NAME },
  persons: { client, tableName: env.PERSONS_TABLE_NAME },
  records: { client, tableName: env.RECORDS_TABLE_NAME },
};

const log = jsonLog("rights/answer-job-seekers");

export const handler = handle(
  createApp({
    tables,
    processing: processingLog(tables),
    known: loadClassification(),
    now,
    newId: randomUUID,
    newSecret: () => randomBytes(32).toString("base64url"),
    log,
    limiter: sharedLimiter({ client, tableName: env.LIMITS_TABLE_NAME }, { now, log }),
  }),
);
