import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { DynamoDBRecord } from "aws-lambda";
import fc from "fast-check";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MatchEndedV1 } from "#events/match-ended.v1.ts";
import { createHandler as receiving } from "#functions/delivery/receive-proposals/handler.ts";
import { createHandler } from "#functions/events/publish-changes/handler.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { sqsPublisher } from "#packages/messaging/publisher.ts";
import { noteReceipt, readReceipt } from "#packages/store/receipts.ts";
import { type Dynamo, hasEngine, startDynamo } from "#test/support/dynamo.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const at = new Date("2026-05-01T09:00:00Z");

type Engine = Awaited<ReturnType<typeof startFauxqs>>;
let engine: Engine;
let sqs: SQSClient;
let dynamo: Dynamo;
let queues = 0;

beforeAll(async () => {
  engine = await startFauxqs({ port: 0, host: "127.0.0.1", logger: false, defaultRegion: "eu-central-1" });
  sqs = new SQSClient({
    region: "eu-central-1",
    endpoint: `http://127.0.0.1:${engine.port}`,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  if (hasEngine) dynamo = await startDynamo();
});
afterAll(async () => {
  sqs.destroy();
  if (hasEngine) dynamo.stop();
  await engine.stop();
});

/** A region's queue and a matching queue of their own for one run. */
const freshQueues = async () => {
  queues += 1;
  const make = async (name: string, attributes: Record<string, string> = {}) => {
    await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    // The engine's own URL names a host that does not resolve.
    return `http://127.0.0.1:${engine.port}/000000000000/${name}`;
  };
  const region = await make(`r${queues}-AM18.fifo`, { FifoQueue: "true" });
  const matching = await make(`m${queues}`);
  const other = "http://127.0.0.1:1/never";
  return {
    region,
    urls: {
      matching,
      "matching-imports": other,
      rematches: other,
      brokerage: other,
      redeliveries: other,
      notifications: other,
      regionPrefix: region.slice(0, -"AM18.fifo".length),
      demandPrefix: other,
    },
  };
};

const proposalId = (number: number) => stableUuid("delivered-once", String(queues), String(number));
const endedAt = (number: number, version: number) =>
  MatchEndedV1.make(
    {
      proposalId: proposalId(number),
      version,
      vacancyId: stableUuid("v"),
      profileId: stableUuid("m"),
      region: "AM18",
      state: "superseded",
      reason: "better-matches",
    },
    { subject: proposalId(number), at, idFrom: [proposalId(number), String(version)] },
  );
const recordOf = (number: number, version: number): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: {
    SequenceNumber: `${number}-${version}`,
    NewImage: {
      pk: { S: `LOG#PROPOSAL#${number}` },
      sk: { S: `${version}` },
      events: { S: JSON.stringify([endedAt(number, version)]) },
    },
  },
});

const EMPTY_RECORD = {
  receiptHandle: "",
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "",
  awsRegion: "eu-central-1",
};

/** Reads the queue empty, as a team's system does. */
const readAll = async (url: string) => {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body = "", ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
  }
};

it.skipIf(!hasEngine)(
  "delivers each fact once, whatever is repeated: the stream, a batch half sent, or the reading of the queue",
  async () => {
    const versions = fc.record({ number: fc.nat(3), version: fc.integer({ min: 1, max: 4 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(versions, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        async (batches, stumbles) => {
          const { region, urls } = await freshQueues();
          const publisher = sqsPublisher(sqs, urls);
          const publish = createHandler({
            publisher,
            settings: async () => ({ version: 0, regions: {} }),
            // Sometimes the function stops after sending and before it could note that.
            markPublished: async () => {},
            countParked: () => {},
            log: silent,
            now: () => at,
          });
          for (const [index, batch] of batches.entries()) {
            const Records = batch.map(({ number, version }) => recordOf(number, version));
            await publish({ Records });
            if (stumbles[index]) await publish({ Records });
          }
          const bodies = await readAll(region);
          const facts = new Set(batches.flat().map(({ number, version }) => endedAt(number, version).id));
          expect(bodies.map((body) => JSON.parse(body).id).sort()).toEqual([...facts].sort());

          const receive = receiving({
            noteReceipt: (id, receipt) => noteReceipt(dynamo.platform, id, receipt),
            log: silent,
            now: () => at,
          });
          const Records = [...bodies, ...bodies].map((body, index) => ({
            ...EMPTY_RECORD,
            messageId: `m${index}`,
            body,
          }));
          expect(await receive({ Records })).toEqual({ batchItemFailures: [] });
          for (const number of new Set(batches.flat().map((one) => one.number))) {
            const newest = Math.max(
              ...batches
                .flat()
                .filter((one) => one.number === number)
                .map((one) => one.version),
            );
            expect(await readReceipt(dynamo.platform, proposalId(number))).toMatchObject({ version: newest });
          }
        },
      ),
      { numRuns: 20 },
    );
  },
);
