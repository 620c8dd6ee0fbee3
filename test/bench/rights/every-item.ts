import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Item, Table } from "#packages/store/platform-table.ts";

/** Every item of a table: only tests and benches may, functions have no right to. */
export async function* everyItem({ client, tableName }: Table): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
