import { QueueLine, type QueueStage, stageOf } from "#packages/domain/queue-line.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { queuePartitions, queuePlace } from "./keys.ts";
import { type Item, queryAll, type Table } from "./platform-table.ts";

/** When something is to be done about it; of what has no term, since when it is there. */
const whenOf = (line: QueueLine): string =>
  line.dueAt ?? (line.kind === "person" ? line.checkDueDate : undefined) ?? line.proposedAt;

/** Attributes of the index `Queue` for a thing with this line, in the queue of that region; none without a line. */
export const queueAttributes = (line: QueueLine | undefined, region = line?.region): Item => {
  if (line === undefined || region === undefined) return {};
  return {
    ...queuePlace({ region, stage: stageOf(line), id: line.id, when: whenOf(line) }),
    line: { S: JSON.stringify(line) },
  };
};

/**
 * All lines of a stage of a team's queue, in no particular order. The index lags a little behind the table: it is for
 * listing and counting, and what is shown of a thing is read from the thing itself.
 */
export const readQueueLines = async (
  table: Table,
  region: RegionCode,
  stage: QueueStage,
): Promise<QueueLine[]> => {
  const parts = queuePartitions(region, stage).map((pk) =>
    Array.fromAsync(
      queryAll(table, {
        IndexName: "Queue",
        KeyConditionExpression: "queuePk = :pk",
        ExpressionAttributeValues: { ":pk": { S: pk } },
        ProjectionExpression: "line",
      }),
      (item) => QueueLine.parse(JSON.parse(item["line"]?.S ?? "null")),
    ),
  );
  return (await Promise.all(parts)).flat();
};
