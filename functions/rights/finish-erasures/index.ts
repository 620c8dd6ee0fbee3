import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { createHandler } from "./handler.ts";

const Name = z.string().min(1);
const env = readEnv({ PLATFORM_TABLE_NAME: Name, PERSONS_TABLE_NAME: Name, RECORDS_TABLE_NAME: Name });
const client = new DynamoDBClient({});

export const handler = createHandler({
  tables: {
    platform: { client, tableName: env.PLATFORM_TABLE_NAME },
    persons: { client, tableName: env.PERSONS_TABLE_NAME },
    records: { client, tableName: env.RECORDS_TABLE_NAME },
  },
  now,
  newId: randomUUID,
  log: jsonLog("rights/finish-erasures"),
});
