import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { keepCheckpoint, readHead } from "#packages/store/audit-trail.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({ RECORDS_TABLE_NAME: z.string().min(1) });
const records = { client: new DynamoDBClient({}), tableName: env.RECORDS_TABLE_NAME };

export const handler = createHandler({
  readHead: (chain) => readHead(records, chain),
  keep: (head) => keepCheckpoint(records, head),
  log: jsonLog("rights/keep-checkpoints"),
});
