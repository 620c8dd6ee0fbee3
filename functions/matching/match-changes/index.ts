import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { matchSubject } from "#packages/proposing/match-subject.ts";
import { warmMatcher } from "#packages/proposing/warm-matcher.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({ PLATFORM_TABLE_NAME: z.string().min(1) });
const matcher = warmMatcher({ client: new DynamoDBClient({}), tableName: env.PLATFORM_TABLE_NAME }, now);
export const handler = createHandler({
  matchSubject: (subject, request) => matchSubject(matcher, subject, request),
  log: jsonLog("matching/match-changes"),
  now,
});
