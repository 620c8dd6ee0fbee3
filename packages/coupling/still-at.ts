import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Table } from "#packages/store/platform-table.ts";

/** A thing must still be at the version that was read; one that was not there must not be there. */
export const stillAt = (
  table: Table,
  key: { readonly pk: { S: string }; readonly sk: { S: string } },
  version: number,
): TransactWriteItem => ({
  ConditionCheck: {
    TableName: table.tableName,
    Key: key,
    ...(version === 0
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "version = :seen",
          ExpressionAttributeValues: { ":seen": { N: String(version) } },
        }),
  },
});
