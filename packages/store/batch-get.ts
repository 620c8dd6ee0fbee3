import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import { TooBusy } from "#packages/domain/errors.ts";
import type { Item, Key, Table } from "./platform-table.ts";

/** DynamoDB takes a hundred keys a call. */
const KEYS_A_CALL = 100;
const TRIES = 6;

const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * 2 ** attempt));

/** One call, and again for the keys that the table had no time for. */
const getSome = async ({ client, tableName }: Table, keys: readonly Key[]): Promise<Item[]> => {
  const items: Item[] = [];
  let left: Item[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new TooBusy("the table does not keep up with reading");
    if (attempt > 0) await pause(attempt);
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: left, ConsistentRead: true } } }),
    );
    items.push(...(answer.Responses?.[tableName] ?? []));
    left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return items;
};

const nameOf = ({
  pk,
  sk,
}: {
  readonly pk?: { S?: string | undefined };
  readonly sk?: { S?: string | undefined };
}) => `${pk?.S}\n${sk?.S}`;

/**
 * The items under these keys, read consistently, in the order of the keys; undefined where there is none. Throws
 * TooBusy when the table keeps leaving keys unprocessed.
 */
export const batchGet = async (table: Table, keys: readonly Key[]): Promise<(Item | undefined)[]> => {
  const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  const calls: Promise<Item[]>[] = [];
  for (let start = 0; start < distinct.length; start += KEYS_A_CALL)
    calls.push(getSome(table, distinct.slice(start, start + KEYS_A_CALL)));
  const found = new Map((await Promise.all(calls)).flat().map((item) => [nameOf(item), item]));
  return keys.map((key) => found.get(nameOf(key)));
};
