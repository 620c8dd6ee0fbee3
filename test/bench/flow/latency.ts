import { randomBytes } from "node:crypto";
import timers from "node:timers/promises";
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import * as z from "zod";
import type { LocalDate } from "#packages/domain/dates.ts";
import type { ApiClient } from "#packages/local/demo/api-client.ts";
import { REGIONS_WITH_OWN_SYSTEM } from "#packages/local/demo/read-queues.ts";
import { vacancyRequest } from "#packages/local/demo/sample-input.ts";
import type { Platform } from "#packages/local/platform.ts";
import { sampleVacancies } from "#test/support/samples/vacancies.ts";

const Proposed = z.object({ traceparent: z.string().optional() });

const LONGEST_WAIT = 20;

/**
 * Notes when the first message that follows from a post arrives on any region's queue: waits on all of them as teams do.
 * By the trace of the post, since an import may bring a vacancy people whom it did not find when it was posted.
 */
const watchQueues = ({ sqs, queueUrl }: Platform) => {
  const firstAt = new Map<string, number>();
  const client = new SQSClient(sqs);
  const ended = new AbortController();
  const note = ({ Body = "" }: Message, at: number): void => {
    const { traceparent } = Proposed.parse(JSON.parse(Body));
    if (traceparent !== undefined && !firstAt.has(traceparent)) firstAt.set(traceparent, at);
  };
  const take = async (QueueUrl: string): Promise<void> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: LONGEST_WAIT }),
      { abortSignal: ended.signal },
    );
    const now = performance.now();
    for (const message of Messages) note(message, now);
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  };
  const watch = async (QueueUrl: string): Promise<void> => {
    while (!ended.signal.aborted) await take(QueueUrl);
  };
  const watching = REGIONS_WITH_OWN_SYSTEM.map((region) =>
    watch(queueUrl(`region-${region}.fifo`)).catch((error: unknown) => {
      if (!ended.signal.aborted) throw error;
    }),
  );
  return {
    firstAt,
    stop: async () => {
      ended.abort();
      await Promise.all(watching);
      client.destroy();
    },
  };
};

export type Latency = {
  readonly vacancies: number;
  /** Vacancies that suited somebody when they were posted, of which a message came to a queue that a team reads itself. */
  readonly reached: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  /** How long the POST itself took. */
  readonly postMedianMs: number;
};

/** The value below which that share of the numbers lies; NaN of none. */
export const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
};

type Measuring = {
  readonly api: ApiClient;
  readonly today: LocalDate;
  readonly seed: number;
  readonly count: number;
  /** Time between two posts. */
  readonly everyMs: number;
  /** Waits until what was posted has been delivered. */
  readonly rest: () => Promise<void>;
};

/** Posts vacancies at a steady pace, and measures the time from the post to the first message on a region's queue. */
export const measureLatency = async (platform: Platform, measuring: Measuring): Promise<Latency> => {
  const { api, today, seed, count, everyMs, rest } = measuring;
  const queues = watchQueues(platform);
  const postedAt = new Map<string, number>();
  const posts: number[] = [];
  const post = async (body: ReturnType<typeof sampleVacancies>[number]) => {
    const began = performance.now();
    const traceparent = `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`;
    await api.expect({ ...vacancyRequest(body, today), traceparent });
    posts.push(performance.now() - began);
    postedAt.set(traceparent, began);
  };
  const posting: Promise<void>[] = [];
  for (const body of sampleVacancies({ seed, count, today })) {
    posting.push(post(body));
    await timers.setTimeout(everyMs);
  }
  await Promise.all(posting);
  await rest();
  await queues.stop();
  const latencies = [...postedAt].flatMap(([traceparent, began]) => {
    const at = queues.firstAt.get(traceparent);
    return at === undefined ? [] : [at - began];
  });
  return {
    vacancies: count,
    reached: latencies.length,
    medianMs: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    slowestMs: percentile(latencies, 1),
    postMedianMs: percentile(posts, 0.5),
  };
};
