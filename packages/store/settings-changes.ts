import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { AllSettings } from "#packages/domain/settings.ts";
import { SettingsChange } from "#packages/domain/settings-change.ts";
import { documentOf } from "./documents.ts";
import { keys } from "./keys.ts";
import { partition, type Table } from "./platform-table.ts";

/** The next version of all settings, as part of a transaction; ConditionFailed when somebody else was first. */
export const putSettings = (table: Table, next: AllSettings): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: { ...keys.settings(), version: { N: String(next.version) }, doc: { S: JSON.stringify(next) } },
    ConditionExpression: "attribute_not_exists(pk) OR version = :before",
    ExpressionAttributeValues: { ":before": { N: String(next.version - 1) } },
  },
});

/** What was changed, in the same transaction. It is written once and never again. */
export const putSettingsChange = (table: Table, change: SettingsChange): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: { ...keys.settingsChange(change.region, change.version), doc: { S: JSON.stringify(change) } },
    ConditionExpression: "attribute_not_exists(pk)",
  },
});

/** All changes of a region's settings, oldest first. */
export const readSettingsChanges = (table: Table, region: RegionCode): Promise<SettingsChange[]> =>
  Array.fromAsync(partition(table, keys.settingsChange(region, 1).pk.S), (item) =>
    documentOf(SettingsChange, item),
  );
