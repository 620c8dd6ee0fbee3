import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { handle } from "hono/aws-lambda";
import * as z from "zod";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { createApp } from "./app.ts";

const env = readEnv({ PLATFORM_TABLE_NAME: z.string().min(1) });
const table = { client: new DynamoDBClient({}), tableName: env.PLATFORM_TABLE_NAME };

export const handler = handle(createApp({ table, now, log: jsonLog("brokerage/keep-waiting-lists") }));
