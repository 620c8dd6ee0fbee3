import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { isOver } from "#packages/rights/retention.ts";
import { now } from "#packages/runtime/clock.ts";
import { keys } from "./keys.ts";
import { getItem, type Item, type Table } from "./platform-table.ts";

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
  namedBy(await getItem(table, keyOf(reference)));

/** The id in the item of a reference, unless the reference has had its time: the table removes it days later. */
export const namedBy = (item: Item | undefined): string | undefined => {
  const expiresAt = item?.["expiresAt"]?.N;
  return expiresAt !== undefined && isOver(Number(expiresAt), now()) ? undefined : item?.["id"]?.S;
};

type Named = {
  readonly id: string;
  /** When the thing it names has had its time, in seconds since 1970. */
  readonly expiresAt?: number | undefined;
};

/**
 * Claims the reference for a thing; in a transaction a ConditionFailed means that another thing has it, whose time is
 * not over.
 */
export const putReference = (
  table: Table,
  reference: Reference,
  { id, expiresAt }: Named,
): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: {
      ...keyOf(reference),
      id: { S: id },
      ...(expiresAt === undefined ? {} : { expiresAt: { N: String(expiresAt) } }),
    },
    ConditionExpression: "attribute_not_exists(pk) OR id = :id OR expiresAt <= :now",
    ExpressionAttributeValues: {
      ":id": { S: id },
      ":now": { N: String(Math.floor(now().getTime() / 1000)) },
    },
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
    ...(after === undefined ? [] : [putReference(table, after, { id })]),
  ];
};
