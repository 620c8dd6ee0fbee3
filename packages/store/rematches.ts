import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { RematchId } from "#packages/domain/ids.ts";
import { isUnderWay, Rematch, type RematchScope } from "#packages/domain/rematch.ts";
import { batchGet } from "./batch-get.ts";
import { type Kind, put } from "./documents.ts";
import { keys, lists } from "./keys.ts";
import { getItem, type Item, type Table } from "./platform-table.ts";

export const rematches: Kind<Rematch> = {
  schema: Rematch,
  key: keys.rematch,
  list: ({ scope, requestedAt, id }) => lists.rematches(scope, requestedAt, id),
};

/** What became of proposals by a re-match. */
export type RematchChanges = { readonly new: number; readonly renewed: number; readonly withdrawn: number };

/** Counts changes in the transaction that makes them, so that they are exact however often a step is done. */
export const countRematchChanges = (
  table: Table,
  id: RematchId,
  changes: RematchChanges,
): TransactWriteItem => ({
  Update: {
    TableName: table.tableName,
    Key: { ...keys.rematchChanges(id) },
    UpdateExpression: "ADD #new :new, renewed :renewed, withdrawn :withdrawn",
    ExpressionAttributeNames: { "#new": "new" },
    ExpressionAttributeValues: {
      ":new": { N: String(changes.new) },
      ":renewed": { N: String(changes.renewed) },
      ":withdrawn": { N: String(changes.withdrawn) },
    },
  },
});

const changesFrom = (item: Item | undefined): RematchChanges => ({
  new: Number(item?.["new"]?.N ?? 0),
  renewed: Number(item?.["renewed"]?.N ?? 0),
  withdrawn: Number(item?.["withdrawn"]?.N ?? 0),
});

/** What re-matches have changed so far, in the order of the ids. */
export const findRematchChanges = async (
  table: Table,
  ids: readonly RematchId[],
): Promise<RematchChanges[]> => (await batchGet(table, ids.map(keys.rematchChanges))).map(changesFrom);

/** The re-match that has the scope; undefined when none is under way. */
export const rematchUnderWay = async (table: Table, scope: RematchScope): Promise<string | undefined> =>
  (await getItem(table, keys.rematchOfScope(scope)))?.["id"]?.S;

/** One at a time has a scope: a ConditionFailed means that another has it. */
const holdScope = (table: Table, { id, scope }: Rematch): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: { ...keys.rematchOfScope(scope), id: { S: id } },
    ConditionExpression: "attribute_not_exists(pk) OR id = :id",
    ExpressionAttributeValues: { ":id": { S: id } },
  },
});

/** Giving back what was given back is fine; what another has by now is not given away. */
const freeScope = (table: Table, { id, scope }: Rematch): TransactWriteItem => ({
  Delete: {
    TableName: table.tableName,
    Key: { ...keys.rematchOfScope(scope) },
    ConditionExpression: "attribute_not_exists(pk) OR id = :id",
    ExpressionAttributeValues: { ":id": { S: id } },
  },
});

/** The writes of a re-match as it now is: it takes its scope when it begins, and gives it back when it ends or stops. */
export const rematchWrites = (
  table: Table,
  before: Rematch | undefined,
  rematch: Rematch,
): TransactWriteItem[] => {
  const had = before !== undefined && isUnderWay(before);
  const has = isUnderWay(rematch);
  return [
    put(table, rematches, rematch),
    ...(has && !had ? [holdScope(table, rematch)] : []),
    ...(had && !has ? [freeScope(table, rematch)] : []),
  ];
};
