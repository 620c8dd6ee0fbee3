import type { PlatformEvent } from "#events/index.ts";
import { unpublishedPartitions } from "#packages/store/keys.ts";
import { eventsOf } from "#packages/store/log-entries.ts";
import { getItem, queryAll } from "#packages/store/platform-table.ts";
import type { Dynamo } from "#test/support/dynamo.ts";

/** Every event that waits to be published, about one thing; in the order of their moments. */
export const toldAbout = async ({ platform }: Dynamo, id: string): Promise<PlatformEvent[]> => {
  const perPartition = await Promise.all(
    unpublishedPartitions().map((pk) =>
      Array.fromAsync(
        queryAll(platform, {
          IndexName: "Unpublished",
          KeyConditionExpression: "unpublishedPk = :pk",
          ExpressionAttributeValues: { ":pk": { S: pk } },
        }),
      ),
    ),
  );
  const entries = await Promise.all(
    perPartition.flat().map(({ pk = { S: "" }, sk = { S: "" } }) => getItem(platform, { pk, sk })),
  );
  return entries
    .flatMap((entry) => (entry === undefined ? [] : eventsOf(entry)))
    .filter(({ subject }) => subject === id)
    .toSorted((a, b) => (a.time < b.time ? -1 : 1));
};
