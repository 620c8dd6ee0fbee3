import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { worldOf } from "#packages/matching/world.ts";
import { matchSubject } from "#packages/proposing/match-subject.ts";
import { warmMatcher } from "#packages/proposing/warm-matcher.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({ PLATFORM_TABLE_NAME: z.string().min(1) });
const log = jsonLog("matching/match-changes");
const table = { client: new DynamoDBClient({}), tableName: env.PLATFORM_TABLE_NAME };
const matcher = warmMatcher(table, now, worldOf(loadClassification()), log);
export const handler = createHandler({
  matchSubject: (subject, request) => matchSubject(matcher, subject, request),
  log,
  now,
});
