import { QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import type { RegionCode } from "#packages/domain/regions.ts";
import { documentOf, findMany, type Kind } from "./documents.ts";
import { keys, type Side } from "./keys.ts";
import type { Item, Table } from "./platform-table.ts";

/** Where a page ended: which partition of the list, and after which item of it. It holds no key of a partition. */
export const Position = z
  .object({
    partition: z.number().int().min(0).max(1000),
    after: z.string().min(1).max(500),
    id: z.string().min(1).max(100),
  })
  .strict();
export type Position = z.infer<typeof Position>;

export type PageAsked = { readonly limit: number; readonly from?: Position | undefined };
/** Part of a list; `next` is where to go on, absent at the end. */
export type Page<T> = { readonly things: readonly T[]; readonly next?: Position | undefined };

/** The position does not belong to this list. */
export class StrangePosition extends Error {
  override readonly name = "StrangePosition";
}

type Thing = { readonly id: string; readonly version: number };
/** One query: at most `limit` items of a partition after a position. */
type Fetch<T> = (partition: string, limit: number, from: Position | undefined) => Promise<Fetched<T>>;
type Fetched<T> = { readonly found: readonly T[]; readonly last?: Omit<Position, "partition"> | undefined };

/** Goes on through the partitions of a list, one after the other, until the page is full or the list is at its end. */
const pageThrough = async <T>(
  partitions: readonly string[],
  { limit, from }: PageAsked,
  fetch: Fetch<T>,
): Promise<Page<T>> => {
  if (from !== undefined && from.partition >= partitions.length)
    throw new StrangePosition("no such partition");
  const things: T[] = [];
  let position = from;
  for (let n = from?.partition ?? 0; n < partitions.length; position = undefined, n += 1) {
    const { found, last } = await fetch(partitions[n] ?? "", limit - things.length, position);
    things.push(...found);
    if (last !== undefined) return { things, next: { partition: n, ...last } };
    if (things.length >= limit && n + 1 < partitions.length)
      // Full, and the next partition has not been looked at: go on at its beginning.
      return { things, next: { partition: n + 1, after: BEGINNING, id: BEGINNING } };
  }
  return { things };
};
/** Sorts before every sort key in use, so that a page can go on at the beginning of a partition. */
const BEGINNING = "!";

const query = async (table: Table, input: Omit<QueryCommandInput, "TableName">) => {
  try {
    return await table.client.send(new QueryCommand({ ...input, TableName: table.tableName }));
  } catch (error) {
    const strange = error instanceof Error && error.name === "ValidationException";
    if (!strange || input.ExclusiveStartKey === undefined) throw error;
    throw new StrangePosition("no such start", { cause: error });
  }
};

const lastOf = (key: Item | undefined, sort: string, id: string | undefined) => {
  const after = key?.[sort]?.S;
  return after === undefined || id === undefined ? undefined : { after, id };
};

/** A page of things in a list of the index `Lists`, oldest first. The index may lag behind a write by a moment. */
export const readList = <T extends Thing>(
  table: Table,
  kind: Kind<T>,
  partitions: readonly string[],
  asked: PageAsked,
): Promise<Page<T>> =>
  pageThrough(partitions, asked, async (listPk, limit, from) => {
    const answer = await query(table, {
      IndexName: "Lists",
      KeyConditionExpression: "listPk = :pk",
      ExpressionAttributeValues: { ":pk": { S: listPk } },
      Limit: limit,
      ...(from === undefined || from.after === BEGINNING
        ? {}
        : { ExclusiveStartKey: { listPk: { S: listPk }, listSk: { S: from.after }, ...kind.key(from.id) } }),
    });
    const found = (answer.Items ?? []).map((item) => documentOf(kind.schema, item));
    return { found, last: lastOf(answer.LastEvaluatedKey, "listSk", found.at(-1)?.id) };
  });

/** A page of the things in a region's shard (what can be matched there), in the order of their ids per partition. */
export const readShardPage = <T extends Thing>(
  table: Table,
  kind: Kind<T>,
  { side, region }: { readonly side: Side; readonly region: RegionCode },
  asked: PageAsked,
): Promise<Page<T>> =>
  pageThrough(keys.shardPartitions(side, region), asked, async (pk, limit, from) => {
    const answer = await query(table, {
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: pk } },
      ProjectionExpression: "sk",
      Limit: limit,
      ConsistentRead: true,
      ...(from === undefined || from.after === BEGINNING
        ? {}
        : { ExclusiveStartKey: { pk: { S: pk }, sk: { S: from.after } } }),
    });
    const ids = (answer.Items ?? []).flatMap(({ sk }) => sk?.S ?? []);
    const found = (await findMany(table, kind, ids)).filter((thing) => thing !== undefined);
    return { found, last: lastOf(answer.LastEvaluatedKey, "sk", ids.at(-1)) };
  });
