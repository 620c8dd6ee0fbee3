import { ConditionalCheckFailedException, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { VersionConflict } from "#packages/domain/errors.ts";
import { AllSettings } from "#packages/domain/settings.ts";
import { documentOf } from "./documents.ts";
import { keys } from "./keys.ts";
import { getItem, type Table } from "./platform-table.ts";

/** Settings of all regions; version 0 and empty until somebody sets something. Read consistently, every time. */
export const readSettings = async (table: Table): Promise<AllSettings> => {
  const item = await getItem(table, keys.settings());
  return item === undefined ? { version: 0, regions: {} } : documentOf(AllSettings, item);
};

/** Writes the next version of the settings; VersionConflict when somebody else was first. */
export const writeSettings = async ({ client, tableName }: Table, next: AllSettings): Promise<void> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { ...keys.settings(), version: { N: String(next.version) }, doc: { S: JSON.stringify(next) } },
        ConditionExpression: "attribute_not_exists(pk) OR version = :before",
        ExpressionAttributeValues: { ":before": { N: String(next.version - 1) } },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new VersionConflict("settings", { cause: error });
  }
};
