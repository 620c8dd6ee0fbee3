import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
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
const matcher = warmMatcher(table, now);
export const handler = createHandler({
  matchRegion: (round) => matchRegion(matcher, round),
  matchSubject: (subject, request) => matchSubject(matcher, subject, request),
  goOn: (next) => ask(table, [next], now()),
  log: jsonLog("matching/match-imports"),
  now,
});
