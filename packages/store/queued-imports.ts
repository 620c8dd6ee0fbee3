import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { keys, lists } from "./keys.ts";
import { queryAll, type Table } from "./platform-table.ts";

/** Imports of which the work was asked for before then and has not begun: their message may have been lost. */
export async function* findQueuedImports(table: Table, before: Date): AsyncGenerator<string> {
  for (const partitionKey of lists.queuedImportPartitions()) {
    const items = queryAll(table, {
      IndexName: "Lists",
      KeyConditionExpression: "listPk = :pk AND listSk < :before",
      ExpressionAttributeValues: { ":pk": { S: partitionKey }, ":before": { S: before.toISOString() } },
    });
    for await (const { listSk } of items) yield (listSk?.S ?? "").split("#").at(-1) ?? "";
  }
}

/** Notes that the work was asked for once more, so that it is not again before its turn. */
export const noteAskedAgain = async (
  { client, tableName: TableName }: Table,
  id: string,
  at: Date,
): Promise<void> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: { ...keys.import(id) },
        UpdateExpression: "SET listSk = :sk",
        ConditionExpression: "#state = :queued",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ":sk": lists.queuedImports(id, at.toISOString()).listSk,
          ":queued": { S: "queued" },
        },
      }),
    );
  } catch (error) {
    // It has begun in the meantime.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
