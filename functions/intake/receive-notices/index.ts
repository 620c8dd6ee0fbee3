import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { handle } from "hono/aws-lambda";
import * as z from "zod";
import { sharedLimiter } from "#packages/api/client-limiter.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { sendAll } from "#packages/messaging/send-all.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { processingLog } from "#packages/store/processing-log.ts";
import { createApp } from "./app.ts";

const env = readEnv({
  PLATFORM_TABLE_NAME: z.string().min(1),
  PERSONS_TABLE_NAME: z.string().min(1),
  RECORDS_TABLE_NAME: z.string().min(1),
  IMPORTS_QUEUE_URL: z.url(),
  LIMITS_TABLE_NAME: z.string().min(1),
});
const client = new DynamoDBClient({});
const queue = new SQSClient({});

const tables = {
  platform: { client, tableName: env.PLATFORM_TABLE_NAME },
  persons: { client, tableName: env.PERSONS_TABLE_NAME },
};
const records = { client, tableName: env.RECORDS_TABLE_NAME };

const log = jsonLog("intake/receive-notices");

export const handler = handle(
  createApp({
    tables,
    records,
    processing: processingLog({ records, persons: tables.persons }),
    known: loadClassification(),
    now,
    newId: randomUUID,
    beginImport: (importId) =>
      sendAll(queue, env.IMPORTS_QUEUE_URL, [{ body: JSON.stringify({ importId }) }]),
    log,
    limiter: sharedLimiter({ client, tableName: env.LIMITS_TABLE_NAME }, { now, log }),
  }),
);
