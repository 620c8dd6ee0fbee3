import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import type { PlatformEvent } from "#events/index.ts";
import { unpublishedPartitions } from "./keys.ts";
import { eventsOf } from "./log-entries.ts";
import { getItem, type Item, type Key, queryAll, type Table } from "./platform-table.ts";

/** Events of one log entry that still have to go out. */
export type OutboxEntry = { readonly key: Key; readonly events: readonly PlatformEvent[] };

const KeyOf = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });

/** The entry that a stream record or an item shows; undefined for an entry without events. */
export const outboxEntryOf = (item: Item): OutboxEntry | undefined => {
  const events = eventsOf(item);
  return events.length === 0 ? undefined : { key: KeyOf.parse(item), events };
};

/** Notes that the events of an entry have gone out. Doing it twice is fine. */
export const markPublished = async ({ client, tableName }: Table, key: Key): Promise<void> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: key.pk, sk: key.sk },
        UpdateExpression: "REMOVE unpublishedPk, unpublishedAt",
        ConditionExpression: "attribute_exists(pk)",
      }),
    );
  } catch (error) {
    // The entry has lived its time (21 days): there is nothing left to note.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** The whole entry behind a key of the index; undefined when it has gone out in the meantime. */
const stillUnpublished = async (table: Table, projected: Item): Promise<OutboxEntry | undefined> => {
  const item = await getItem(table, KeyOf.parse(projected));
  return item?.["unpublishedPk"] === undefined ? undefined : outboxEntryOf(item);
};

const staleIn = (table: Table, partitionKey: string, before: Date) =>
  queryAll(table, {
    IndexName: "Unpublished",
    KeyConditionExpression: "unpublishedPk = :pk AND unpublishedAt < :before",
    ExpressionAttributeValues: { ":pk": { S: partitionKey }, ":before": { S: before.toISOString() } },
  });

/**
 * Entries whose events have not gone out although they were written before `before`: what publish-changes could not
 * send, or never saw. At most `limit`, oldest first within a partition.
 */
export async function* findUnpublished(
  table: Table,
  before: Date,
  limit: number,
): AsyncGenerator<OutboxEntry> {
  let found = 0;
  for (const partitionKey of unpublishedPartitions()) {
    for await (const item of staleIn(table, partitionKey, before)) {
      const entry = await stillUnpublished(table, item);
      if (entry === undefined) continue;
      yield entry;
      found += 1;
      if (found >= limit) return;
    }
  }
}
