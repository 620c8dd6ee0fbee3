import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type * as z from "zod";
import { isOver } from "#packages/rights/retention.ts";
import { now } from "#packages/runtime/clock.ts";
import { batchGet } from "./batch-get.ts";
import { getItem, type Item, type Key, type Table } from "./platform-table.ts";

/** A kind of thing kept as one JSON document with a version, under one key. */
export type Kind<T extends { readonly id: string; readonly version: number }> = {
  readonly schema: z.ZodType<T>;
  readonly key: (id: string) => Key;
  /** Keys of the index `Lists`, where the thing stands in a list. */
  readonly list?: (thing: T) => Item | undefined;
  /** When its time is over, in seconds since 1970 (`packages/rights/retention.ts`); undefined: not yet known. */
  readonly expires?: (thing: T) => number | undefined;
};

const expiryOf = (at: number | undefined): Item => (at === undefined ? {} : { expiresAt: { N: String(at) } });

/** Reads the document of an item, or throws the schema's error: what is in the table is checked like any input. */
export const documentOf = <T>(schema: z.ZodType<T>, item: Item): T =>
  schema.parse(JSON.parse(item["doc"]?.S ?? "null"));

/** The thing of an item; undefined when there is none, or its time is over: the table removes it days later. */
const living = <T extends { readonly id: string; readonly version: number }>(
  kind: Kind<T>,
  item: Item | undefined,
): T | undefined => {
  if (item === undefined) return undefined;
  const { expiresAt } = item;
  return isOver(expiresAt && Number(expiresAt.N), now()) ? undefined : documentOf(kind.schema, item);
};

/** The thing with that id, read consistently; undefined when there is none. */
export const find = async <T extends { readonly id: string; readonly version: number }>(
  table: Table,
  kind: Kind<T>,
  id: string,
): Promise<T | undefined> => {
  return living(kind, await getItem(table, kind.key(id)));
};

/** The things with those ids, read consistently, in that order; undefined where there is none. */
export const findMany = async <T extends { readonly id: string; readonly version: number }>(
  table: Table,
  kind: Kind<T>,
  ids: readonly string[],
): Promise<(T | undefined)[]> => {
  const items = await batchGet(
    table,
    ids.map((id) => kind.key(id)),
  );
  return items.map((item) => living(kind, item));
};

/**
 * The write of a thing: a new one (version 1) must not exist; a later version must follow the one before it. In a
 * transaction, a ConditionFailed at its place means that somebody else was first.
 */
export const put = <T extends { readonly id: string; readonly version: number }>(
  table: Table,
  kind: Kind<T>,
  thing: T,
): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: {
      ...kind.key(thing.id),
      ...(kind.list?.(thing) ?? {}),
      ...expiryOf(kind.expires?.(thing)),
      version: { N: String(thing.version) },
      doc: { S: JSON.stringify(thing) },
    },
    ...(thing.version === 1
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "version = :before",
          ExpressionAttributeValues: { ":before": { N: String(thing.version - 1) } },
        }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});
