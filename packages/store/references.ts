import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { keys } from "./keys.ts";
import { getItem, type Table } from "./platform-table.ts";

/** The name by which another system knows a thing: unique per kind and owner. */
export type Reference = {
  readonly kind: "vacancy" | "surplus-notice" | "market-profile";
  /** Whose reference it is: a KvK number, a sector, a party with its client. */
  readonly owner: string;
  readonly reference: string;
};

const keyOf = ({ kind, owner, reference }: Reference) => keys.reference(kind, owner, reference);

/** The id of the thing with that reference, read consistently. */
export const findByReference = async (table: Table, reference: Reference): Promise<string | undefined> =>
  (await getItem(table, keyOf(reference)))?.["id"]?.S;

/** Claims the reference for a thing; in a transaction a ConditionFailed means that another thing has it. */
const putReference = (table: Table, reference: Reference, id: string): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: { ...keyOf(reference), id: { S: id } },
    ConditionExpression: "attribute_not_exists(pk) OR id = :id",
    ExpressionAttributeValues: { ":id": { S: id } },
  },
});

/** Gives a reference up, when a thing gets another one. */
const takeReference = (table: Table, reference: Reference): TransactWriteItem => ({
  Delete: { TableName: table.tableName, Key: { ...keyOf(reference) } },
});

/** The writes when a thing gets, keeps, changes or loses its reference. */
export const changedReference = (
  table: Table,
  id: string,
  before: Reference | undefined,
  after: Reference | undefined,
): TransactWriteItem[] => {
  if (before?.owner === after?.owner && before?.reference === after?.reference) return [];
  return [
    ...(before === undefined ? [] : [takeReference(table, before)]),
    ...(after === undefined ? [] : [putReference(table, after, id)]),
  ];
};
