import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { worldOf } from "#packages/matching/world.ts";
import { matchRegion } from "#packages/proposing/match-region.ts";
import { matchSubject } from "#packages/proposing/match-subject.ts";
import { warmMatcher } from "#packages/proposing/warm-matcher.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { ask } from "#packages/store/ask.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({ PLATFORM_TABLE_NAME: z.string().min(1) });
const table = { client: new DynamoDBClient({}), tableName: env.PLATFORM_TABLE_NAME };
const log = jsonLog("matching/match-imports");
const matcher = warmMatcher(table, now, worldOf(loadClassification()), log);
export const handler = createHandler({
  matchRegion: (round) => matchRegion(matcher, round),
  matchSubject: (subject, request) => matchSubject(matcher, subject, request),
  goOn: (next) => ask(table, [next], now()),
  log,
  now,
});
