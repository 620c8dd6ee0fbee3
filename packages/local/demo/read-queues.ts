import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import * as z from "zod";
import { stageNamed } from "#infra/stages.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import type { Platform } from "../platform.ts";

/** Regions whose team reads its queue with a system of its own, in the stage that runs here. */
export const REGIONS_WITH_OWN_SYSTEM = REGIONS.filter((region) =>
  stageNamed("local").regionsWithOwnSystem.includes(region),
);

/** What every message says, whatever else is in it. */
const Told = z.looseObject({
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  data: z.looseObject({
    proposalId: z.string().optional(),
    vacancyId: z.string().optional(),
    couplingId: z.string().optional(),
    version: z.number().int(),
    region: z.string().optional(),
  }),
});
export type Told = z.infer<typeof Told>;

/** A message as its reader got it. */
export type Received = { readonly text: string; readonly told: Told };

const received = ({ Body = "" }: Message): Received => ({ text: Body, told: Told.parse(JSON.parse(Body)) });

/** SQS hands out at most so many at once. */
const MOST_AT_ONCE = 10;

/** Takes everything off a queue, as its one reader does: read, then delete. `as` is whose credentials they are. */
const empty = async ({ sqs, queueUrl }: Platform, name: string, as: string): Promise<Received[]> => {
  const client = new SQSClient({ ...sqs, credentials: { accessKeyId: as, secretAccessKey: as } });
  const QueueUrl = queueUrl(name);
  const all: Received[] = [];
  try {
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: MOST_AT_ONCE }),
      );
      if (Messages.length === 0) return all;
      all.push(...Messages.map(received));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  } finally {
    client.destroy();
  }
};

/** The queue of a region, read with the credentials of its team. */
export const readRegionQueue = (platform: Platform, region: RegionCode): Promise<Received[]> =>
  empty(platform, `region-${region}.fifo`, `team-${region.toLowerCase()}`);

/** What was forwarded (D1), by the rest of the queue's name: a region, or `national`. */
export const readDemandQueues = async (platform: Platform): Promise<Map<string, Received[]>> => {
  const read = new Map<string, Received[]>();
  for (const rest of [...REGIONS, "national"])
    read.set(rest, await empty(platform, `demand-${rest}.fifo`, `desk-${rest.toLowerCase()}`));
  return read;
};

/** Messages of all dead-letter queues: there should be none. */
export const deadLetters = (platform: Platform): { readonly queue: string; readonly ready: number }[] =>
  platform
    .queueNames()
    .filter((name) => /dead/i.test(name))
    .map((queue) => ({ queue, ready: platform.queueCounts(queue).ready }))
    .filter(({ ready }) => ready > 0);
