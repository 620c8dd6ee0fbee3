import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { sqsPublisher } from "#packages/messaging/publisher.ts";
import { QUEUE_ENVIRONMENT, queueUrlsOf } from "#packages/messaging/queue-urls.ts";
import { sendAll } from "#packages/messaging/send-all.ts";
import { now } from "#packages/runtime/clock.ts";
import { readEnv } from "#packages/runtime/env.ts";
import { jsonLog } from "#packages/runtime/log.ts";
import { findUnpublished, markPublished } from "#packages/store/outbox.ts";
import { findQueuedImports, noteAskedAgain } from "#packages/store/queued-imports.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import { createHandler } from "./handler.ts";

const env = readEnv({
  PLATFORM_TABLE_NAME: z.string().min(1),
  IMPORTS_QUEUE_URL: z.url(),
  ...QUEUE_ENVIRONMENT,
});
const queues = new SQSClient({});
const table = { client: new DynamoDBClient({}), tableName: env.PLATFORM_TABLE_NAME };
const metrics = new Metrics({ singleMetric: true });
export const handler = createHandler({
  findUnpublished: (before, limit) => findUnpublished(table, before, limit),
  publisher: sqsPublisher(queues, queueUrlsOf(env)),
  settings: () => readSettings(table),
  markPublished: (key) => markPublished(table, key),
  countParked: (entries) => metrics.addMetric("EventsParked", MetricUnit.Count, entries),
  findQueuedImports: (before) => findQueuedImports(table, before),
  askAgain: async (importId, at) => {
    await sendAll(queues, env.IMPORTS_QUEUE_URL, [{ body: JSON.stringify({ importId }) }]);
    await noteAskedAgain(table, importId, at);
  },
  log: jsonLog("events/publish-parked"),
  now,
});
