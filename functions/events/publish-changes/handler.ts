import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import * as z from "zod";
import { hasStarted } from "#packages/delivery/has-started.ts";
import type { AllSettings } from "#packages/domain/settings.ts";
import type { HasStarted, Publisher } from "#packages/messaging/publisher.ts";
import { describeError } from "#packages/runtime/describe-error.ts";
import type { Log } from "#packages/runtime/log.ts";
import { type OutboxEntry, outboxEntryOf } from "#packages/store/outbox.ts";
import type { Item, Key } from "#packages/store/platform-table.ts";

export type Deps = {
  readonly publisher: Publisher;
  readonly settings: () => Promise<AllSettings>;
  readonly markPublished: (key: Key) => Promise<void>;
  /** Counts entries that could not be sent and stay in the table; an alarm watches it. */
  readonly countParked: (entries: number) => void;
  readonly log: Log;
  readonly now: () => Date;
};

/** A stream record's image holds the attributes that log entries have: strings and numbers. */
const Image = z.record(z.string(), z.union([z.object({ S: z.string() }), z.object({ N: z.string() })]));

const entryOf = (record: DynamoDBRecord): OutboxEntry | undefined => {
  const image: Item = Image.parse(record.dynamodb?.NewImage ?? {});
  return outboxEntryOf(image);
};

/**
 * The stream of the change log → one message per event and queue. All of a batch goes out in full calls; when that is
 * refused, entry by entry. An entry that cannot be sent stays unpublished in the table, where `publish-parked` finds
 * it, so that one bad entry never holds up the others.
 */
export const createHandler = (deps: Deps) => {
  const publish = async (entries: readonly OutboxEntry[], started: HasStarted) => {
    await deps.publisher.publish(
      entries.flatMap(({ events }) => events),
      started,
    );
    await Promise.all(entries.map(({ key }) => deps.markPublished(key)));
  };
  const park = (entry: OutboxEntry) => (error: unknown) => {
    deps.countParked(1);
    deps.log.error("entry parked", { entry: entry.key.sk.S ?? "", ...describeError(error) });
  };
  const read = (record: DynamoDBRecord): OutboxEntry[] => {
    try {
      const entry = entryOf(record);
      return entry === undefined ? [] : [entry];
    } catch (error) {
      deps.countParked(1);
      deps.log.error("entry unreadable, stays in the table", {
        sequenceNumber: record.dynamodb?.SequenceNumber ?? "",
        ...describeError(error),
      });
      return [];
    }
  };
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const entries = Records.filter(({ eventName }) => eventName === "INSERT").flatMap(read);
    if (entries.length === 0) return { batchItemFailures: [] };
    const started = hasStarted(await deps.settings(), deps.now());
    try {
      await publish(entries, started);
    } catch (error) {
      deps.log.warn("batch refused, sending entry by entry", describeError(error));
      await Promise.all(entries.map((entry) => publish([entry], started).catch(park(entry))));
    }
    return { batchItemFailures: [] };
  };
};
