import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { keys } from "./keys.ts";
import { getItem, type Table } from "./platform-table.ts";

/** That a version of a proposal arrived with a team, and when. */
export type Receipt = { readonly version: number; readonly receivedAt: string };

/** Notes an arrival. A version at or below the last one is a repeat or came late, and changes nothing. */
export const noteReceipt = async (
  { client, tableName }: Table,
  proposalId: string,
  { version, receivedAt }: Receipt,
): Promise<"noted" | "known"> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.receipt(proposalId),
        UpdateExpression: "SET version = :version, receivedAt = :at",
        ConditionExpression: "attribute_not_exists(pk) OR version < :version",
        ExpressionAttributeValues: { ":version": { N: String(version) }, ":at": { S: receivedAt } },
      }),
    );
    return "noted";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "known";
    throw error;
  }
};

/** The last arrival; undefined when none is known, as where a region's own system reads the queue. */
export const readReceipt = async (table: Table, proposalId: string): Promise<Receipt | undefined> => {
  const item = await getItem(table, keys.receipt(proposalId));
  return item === undefined
    ? undefined
    : { version: Number(item["version"]?.N), receivedAt: item["receivedAt"]?.S ?? "" };
};
