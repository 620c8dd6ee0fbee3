import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import type { TablePlan } from "../plan/plan-tables.ts";
import type { Expiries } from "./expiries.ts";

export type SweepSettings = {
  readonly client: DynamoDBClient;
  readonly tables: readonly TablePlan[];
  readonly expiries: Expiries;
};

/**
 * Deletes the items whose time is over; the engines do not do so by themselves, AWS does within a few days.
 * Returns how many went. An item that was given more time in between stays.
 */
export const sweepExpired = async (
  { client, tables, expiries }: SweepSettings,
  now: Date,
): Promise<number> => {
  let removed = 0;
  for (const table of tables) {
    if (table.ttlAttribute === undefined) continue;
    for await (const keys of expiredKeys(client, table, now)) {
      if (await remove({ client, tables, expiries }, table, keys, now)) removed += 1;
    }
  }
  return removed;
};

type Keys = Record<string, AttributeValue>;

const expiry = (table: TablePlan, now: Date) => ({
  names: { "#expiry": table.ttlAttribute ?? "" },
  values: { ":now": { N: String(Math.floor(now.getTime() / 1000)) }, ":number": { S: "N" } },
  condition: "attribute_type(#expiry, :number) AND #expiry < :now",
});

async function* expiredKeys(client: DynamoDBClient, table: TablePlan, now: Date): AsyncGenerator<Keys> {
  const { names, values, condition } = expiry(table, now);
  const keyNames = table.keys.map(({ AttributeName }, index) => [`#key${index}`, AttributeName] as const);
  const pages = paginateScan(
    { client },
    {
      TableName: table.name,
      FilterExpression: condition,
      ProjectionExpression: keyNames.map(([placeholder]) => placeholder).join(","),
      ExpressionAttributeNames: { ...names, ...Object.fromEntries(keyNames) },
      ExpressionAttributeValues: values,
    },
  );
  for await (const { Items = [] } of pages) yield* Items;
}

const remove = async (
  { client, expiries }: SweepSettings,
  table: TablePlan,
  keys: Keys,
  now: Date,
): Promise<boolean> => {
  const { names, values, condition } = expiry(table, now);
  // Announced before the removal: the stream may be read at once.
  expiries.expect(table.name, plain(keys));
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: table.name,
        Key: keys,
        ConditionExpression: condition,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** As the stream writes it. */
const plain = (keys: Keys): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(keys).map(([name, value]) => [
      name,
      value.B === undefined ? { ...value } : { B: Buffer.from(value.B).toString("base64") },
    ]),
  );
