import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Platform } from "#packages/local/platform.ts";
import { type Destination, routeEvent } from "#packages/messaging/route-event.ts";
import { unpublished } from "#packages/store/keys.ts";
import { outboxEntryOf } from "#packages/store/outbox.ts";
import { tablesOf } from "./ask-everything.ts";
import { everyItem } from "./every-item.ts";

const nameOf = (to: Destination): string => ("region" in to ? `${to.queue} ${to.region}` : to.queue);

/**
 * Lets events stand in the outbox again as if the stream had lost them, so many that every queue that got one gets one
 * again: publish-parked sends them when its time has come, and everybody who reads them twice must not mind.
 */
export const parkEvents = async (platform: Platform): Promise<number> => {
  const dynamo = tablesOf(platform);
  const { client, tableName } = dynamo.platform;
  const reached = new Set<string>();
  let parked = 0;
  for await (const item of everyItem(dynamo.platform)) {
    if (item["events"] === undefined) continue;
    const entry = outboxEntryOf(item);
    const queues = (entry?.events ?? []).flatMap(routeEvent).map(nameOf);
    if (entry === undefined || queues.every((queue) => reached.has(queue))) continue;
    for (const queue of queues) reached.add(queue);
    const { unpublishedPk, unpublishedAt } = unpublished(item["id"]?.S ?? "", platform.now().toISOString());
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: entry.key,
        UpdateExpression: "SET unpublishedPk = :pk, unpublishedAt = :at",
        ExpressionAttributeValues: { ":pk": unpublishedPk, ":at": unpublishedAt },
      }),
    );
    parked += 1;
  }
  dynamo.stop();
  return parked;
};
