import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { RegionCode } from "#packages/domain/regions.ts";
import { batchGet } from "./batch-get.ts";
import { keys, type Side } from "./keys.ts";
import { type Item, partition, type Table } from "./platform-table.ts";

/** One thing in a shard: its id, the version it was made from, and its terms for matching in their written form. */
export type ShardDocument = { readonly id: string; readonly version: number; readonly terms: string };

type Place = { readonly side: Side; readonly region: RegionCode };

/** Puts what matching may know of a vacancy or profile into a region's shard; part of the write that changes it. */
export const putInShard = (
  table: Table,
  { side, region }: Place,
  document: ShardDocument,
): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: {
      ...keys.shard(side, region, document.id),
      version: { N: String(document.version) },
      terms: { S: document.terms },
    },
  },
});

/** Takes it out: withdrawn, without consent, or no longer in that region. Taking out what is not there is fine. */
export const takeFromShard = (table: Table, { side, region }: Place, id: string): TransactWriteItem => ({
  Delete: { TableName: table.tableName, Key: keys.shard(side, region, id) },
});

/** The condition that a shard still holds just that version: what was scored is what there is. */
export const checkInShard = (
  table: Table,
  { side, region }: Place,
  { id, version }: Pick<ShardDocument, "id" | "version">,
): TransactWriteItem => ({
  ConditionCheck: {
    TableName: table.tableName,
    Key: keys.shard(side, region, id),
    ConditionExpression: "version = :scored",
    ExpressionAttributeValues: { ":scored": { N: String(version) } },
  },
});

const documentFrom = (item: Item): ShardDocument => ({
  id: item["sk"]?.S ?? "",
  version: Number(item["version"]?.N),
  terms: item["terms"]?.S ?? "",
});

/** The whole shard of a region, read consistently, in no particular order. */
export const readShard = async (table: Table, { side, region }: Place): Promise<ShardDocument[]> => {
  const parts = await Promise.all(
    keys.shardPartitions(side, region).map((pk) => Array.fromAsync(partition(table, pk), documentFrom)),
  );
  return parts.flat();
};

/** Documents of a shard, read consistently, in the order of the ids; undefined what is not, or no longer, in it. */
export const readFromShard = async (
  table: Table,
  { side, region }: Place,
  ids: readonly string[],
): Promise<(ShardDocument | undefined)[]> => {
  const items = await batchGet(
    table,
    ids.map((id) => keys.shard(side, region, id)),
  );
  return items.map((item) => (item === undefined ? undefined : documentFrom(item)));
};
