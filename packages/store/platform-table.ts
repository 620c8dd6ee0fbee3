import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { TooBusy } from "#packages/domain/errors.ts";

/** A table to write in or read from: the client and the name. */
export type Table = { readonly client: DynamoDBClient; readonly tableName: string };
export type Item = Record<string, AttributeValue>;
export type Key = { readonly pk: AttributeValue; readonly sk: AttributeValue };

/** A condition of a transaction did not hold. `index` says of which write, `item` is what stands there. */
export class ConditionFailed extends Error {
  override readonly name = "ConditionFailed";
  readonly index: number;
  readonly item: Item | undefined;
  constructor(index: number, item: Item | undefined) {
    super(`condition ${index} of the transaction does not hold`);
    this.index = index;
    this.item = item;
  }
}

const TRIES = 6;
/** Reasons for which the very same transaction may succeed a moment later. */
const PASSING = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/** Full jitter, 20 ms doubling: two that collided do not collide again in step. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));

const explain = (error: TransactionCanceledException): "again" => {
  const reasons = error.CancellationReasons ?? [];
  const index = reasons.findIndex(({ Code }) => Code === "ConditionalCheckFailed");
  if (index >= 0) throw new ConditionFailed(index, reasons[index]?.Item);
  if (!reasons.some(({ Code }) => Code !== undefined && PASSING.has(Code))) throw error;
  return "again";
};

/**
 * Writes all of it or nothing, at most 100 items. Throws ConditionFailed when a condition does not hold, TooBusy when
 * others keep writing the same items.
 */
export const commit = async (
  client: DynamoDBClient,
  items: readonly TransactWriteItem[],
): Promise<number> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      const answer = await client.send(
        new TransactWriteItemsCommand({ TransactItems: [...items], ReturnConsumedCapacity: "TOTAL" }),
      );
      return (answer.ConsumedCapacity ?? []).reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      explain(error);
      await pause(attempt);
    }
  }
  throw new TooBusy("the same items are being written by others");
};

/** One item, read consistently. */
export const getItem = async ({ client, tableName }: Table, key: Key): Promise<Item | undefined> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: { ...key }, ConsistentRead: true }),
  );
  return Item;
};

/** All items of a query, page by page to the end. */
export async function* queryAll(
  { client, tableName }: Table,
  input: Omit<QueryCommandInput, "TableName" | "ExclusiveStartKey">,
): AsyncGenerator<Item> {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page: { Items?: Item[] | undefined; LastEvaluatedKey?: Item | undefined } = await client.send(
      new QueryCommand({
        ...input,
        TableName: tableName,
        ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
      }),
    );
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

/** All items under a partition key, read consistently. */
export const partition = (table: Table, pk: string, from?: string): AsyncGenerator<Item> =>
  queryAll(table, {
    KeyConditionExpression: from === undefined ? "pk = :pk" : "pk = :pk AND sk >= :from",
    ExpressionAttributeValues: { ":pk": { S: pk }, ...(from === undefined ? {} : { ":from": { S: from } }) },
    ConsistentRead: true,
  });
