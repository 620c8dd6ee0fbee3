import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { REGIONS } from "#packages/domain/regions.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({ PLATFORM_TABLE_NAME: z.string().min(1) });
export const handler = createHandler({
  table: { client: new DynamoDBClient({}), tableName: env.PLATFORM_TABLE_NAME },
  regions: REGIONS,
  log: jsonLog("delivery/count-figures"),
  now,
});
