import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { sqsPublisher } from "#packages/messaging/publisher.ts";
import { QUEUE_ENVIRONMENT, queueUrlsOf } from "#packages/messaging/queue-urls.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { markPublished } from "#packages/store/outbox.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({ PLATFORM_TABLE_NAME: z.string().min(1), ...QUEUE_ENVIRONMENT });
const metrics = new Metrics({ singleMetric: true });
const table = { client: new DynamoDBClient({}), tableName: env.PLATFORM_TABLE_NAME };
export const handler = createHandler({
  publisher: sqsPublisher(new SQSClient({}), queueUrlsOf(env)),
  settings: () => readSettings(table),
  markPublished: (key) => markPublished(table, key),
  countParked: (entries) => metrics.addMetric("EventsParked", MetricUnit.Count, entries),
  log: jsonLog("events/publish-changes"),
  now,
});
