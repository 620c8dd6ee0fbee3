import { randomUUID } from "node:crypto";
import timers from "node:timers/promises";
import type { LocalQueue } from "../engines/local-queue.ts";
import { type Position, StreamReadError, type StreamRecord, type StreamsClient } from "../engines/streams.ts";
import type { FunctionPool } from "../functions/function-pool.ts";
import type { StreamMappingPlan } from "../plan/plan-mappings.ts";
import type { Expiries } from "./expiries.ts";
import { matchesPatterns } from "./filter-criteria.ts";
import type { StreamSource } from "./source.ts";
import { type GivenUp, workBatch } from "./stream-batch.ts";

/** How long a stream that had nothing is left alone. */
const IDLE_MS = 24;
const AFTER_ERROR_MS = 500;
/** DynamoDB gives at most this many records at once. */
const MOST_AT_ONCE = 1000;

export type StreamSourceSettings = {
  readonly plan: StreamMappingPlan;
  readonly engineStreamArn: string;
  readonly streams: StreamsClient;
  readonly pool: FunctionPool;
  readonly onFailure: LocalQueue | undefined;
  readonly expiries: Expiries;
  /** Last record handled, by shard, kept over restarts. */
  readonly positionOf: (shardId: string) => string | undefined;
  readonly keepPosition: (shardId: string, sequenceNumber: string) => void;
  readonly log: (line: string) => void;
  readonly onActivity: () => void;
};

type Reader = { stopped: boolean; readonly waitingForEmpty: (() => void)[] };

/** Feeds a table's stream to its function as Lambda does, from where the last start left off. */
export const startStreamSource = async (settings: StreamSourceSettings): Promise<StreamSource> => {
  const shards = await settings.streams.shards(settings.engineStreamArn);
  const readers = shards.map((shardId) => startReader(shardId, settings));
  return {
    async stop() {
      await Promise.all(readers.map((reader) => reader.stop()));
    },
    async drained() {
      await Promise.all(readers.map((reader) => reader.drained()));
    },
  };
};

const startReader = (shardId: string, settings: StreamSourceSettings): StreamSource => {
  const reader: Reader = { stopped: false, waitingForEmpty: [] };
  const loop = readShard(shardId, settings, reader);
  return {
    async stop() {
      reader.stopped = true;
      for (const resolve of reader.waitingForEmpty.splice(0)) resolve();
      await loop;
    },
    drained: () =>
      reader.stopped ? Promise.resolve() : new Promise((resolve) => reader.waitingForEmpty.push(resolve)),
  };
};

const readShard = async (shardId: string, settings: StreamSourceSettings, reader: Reader): Promise<void> => {
  let trimmed = false;
  while (!reader.stopped) {
    try {
      // The engines here never close a shard; should one do so, the reader looks again from its place.
      await readOn(trimmed ? "TRIM_HORIZON" : placeToStart(shardId, settings), shardId, { settings, reader });
      trimmed = false;
      await timers.setTimeout(IDLE_MS, undefined, { ref: false });
    } catch (error) {
      if (reader.stopped) return;
      trimmed = error instanceof StreamReadError && error.message.includes("TrimmedDataAccess");
      settings.log(`the stream of ${settings.plan.table.name} cannot be read: ${describe(error)}`);
      await timers.setTimeout(AFTER_ERROR_MS, undefined, { ref: false });
    }
  }
};

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const placeToStart = (shardId: string, { plan, positionOf }: StreamSourceSettings): Position => {
  const known = positionOf(shardId);
  return known === undefined ? plan.startingPosition : { after: known };
};

/** Reads until stopped or until the iterator ends. */
const readOn = async (
  from: Position,
  shardId: string,
  { settings, reader }: { settings: StreamSourceSettings; reader: Reader },
): Promise<void> => {
  const { streams, engineStreamArn, keepPosition } = settings;
  let iterator: string | undefined = await streams.iterator(engineStreamArn, shardId, from);
  while (iterator !== undefined && !reader.stopped) {
    const waiting = reader.waitingForEmpty.length;
    const { records, next } = await streams.records(iterator, MOST_AT_ONCE);
    iterator = next;
    const last = records.at(-1)?.dynamodb.SequenceNumber;
    if (last === undefined) {
      for (const resolve of reader.waitingForEmpty.splice(0, waiting)) resolve();
      await timers.setTimeout(IDLE_MS, undefined, { ref: false });
      continue;
    }
    settings.onActivity();
    await handle(shardId, records, { settings, reader });
    if (!reader.stopped) keepPosition(shardId, last);
  }
};

const handle = async (
  shardId: string,
  records: readonly StreamRecord[],
  { settings, reader }: { settings: StreamSourceSettings; reader: Reader },
): Promise<void> => {
  const { plan, pool, expiries } = settings;
  const wanted = records
    .map((record) => expiries.mark(plan.table.name, record))
    .filter((record) => matchesPatterns(plan.patterns, record));
  // What is not wanted fills no batch.
  for (let start = 0; start < wanted.length; start += plan.batchSize)
    await workBatch(wanted.slice(start, start + plan.batchSize), {
      rules: plan,
      invoke: (batch) => pool.invoke({ Records: batch.map((record) => eventRecord(record, plan)) }),
      giveUp: (givenUp) => tellDestination(shardId, givenUp, settings),
      isStopped: () => reader.stopped,
      now: () => Date.now(),
    });
};

const eventRecord = (record: StreamRecord, { streamArn, table }: StreamMappingPlan): object => ({
  ...record,
  eventSourceARN: streamArn,
  awsRegion: table.region,
});

/** What AWS writes to the destination: where the records are, never the records themselves. */
const tellDestination = (
  shardId: string,
  { records, condition, attempts }: GivenUp,
  settings: StreamSourceSettings,
): void => {
  const { plan, onFailure, log } = settings;
  const [first, last] = [records[0]?.dynamodb, records.at(-1)?.dynamodb];
  if (first === undefined || last === undefined) return;
  log(
    `${plan.function.label} gave up ${records.length} stream record(s) from ${first.SequenceNumber}: ${condition}`,
  );
  const time = (seconds: number) => new Date(seconds * 1000).toISOString();
  const message = {
    requestContext: {
      requestId: randomUUID(),
      functionArn: plan.function.arn,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first.SequenceNumber,
      endSequenceNumber: last.SequenceNumber,
      approximateArrivalOfFirstRecord: time(first.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: time(last.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn: plan.streamArn,
    },
  };
  onFailure?.send(JSON.stringify(message));
};
