import type { RegionCode } from "#packages/domain/regions.ts";
import { lists } from "./keys.ts";
import { queryAll, type Table } from "./platform-table.ts";

/** A line of a team's inbox: which proposal, and where in the order of terms it stands (term, then id). */
export type InboxRow = { readonly proposalId: string; readonly position: string };

export type Inbox = { readonly region: RegionCode; readonly open: boolean };
type From = { readonly after?: string | undefined; readonly pageSize: number };

/** One partition of an inbox, oldest term first, from behind `after`; `pageSize` lines a query. */
async function* rowsOf(table: Table, partition: string, { after, pageSize }: From): AsyncGenerator<InboxRow> {
  const items = queryAll(table, {
    IndexName: "Lists",
    KeyConditionExpression: after === undefined ? "listPk = :pk" : "listPk = :pk AND listSk > :after",
    ExpressionAttributeValues: {
      ":pk": { S: partition },
      ...(after === undefined ? {} : { ":after": { S: after } }),
    },
    ProjectionExpression: "listSk",
    Limit: pageSize,
  });
  for await (const { listSk } of items) {
    const position = listSk?.S ?? "";
    yield { proposalId: position.slice(position.indexOf("#") + 1), position };
  }
}

const firstOf = (heads: readonly IteratorResult<InboxRow, unknown>[]): number => {
  let [first, position] = [-1, ""];
  for (const [index, { done, value }] of heads.entries()) {
    if (done === true || (first >= 0 && value.position >= position)) continue;
    [first, position] = [index, value.position];
  }
  return first;
};

/** Sorted sources as one sorted whole; no more of each is read than is asked for. */
async function* merged(sources: readonly AsyncGenerator<InboxRow, void>[]): AsyncGenerator<InboxRow> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (let first = firstOf(heads); first >= 0; first = firstOf(heads)) {
    const head = heads[first];
    if (head !== undefined && head.done !== true) yield head.value;
    const next = await sources[first]?.next();
    if (next !== undefined) heads[first] = next;
  }
}

/**
 * A team's inbox, oldest term first, from behind the position `after`: its partitions as one. The index lags a little
 * behind the table and tells only which proposals there are; read those themselves for what they now are.
 */
export const inboxRows = (table: Table, { region, open }: Inbox, from: From): AsyncGenerator<InboxRow> =>
  merged(lists.inboxPartitions(region, open).map((partition) => rowsOf(table, partition, from)));

/** At most `limit` lines of one partition of an inbox, by its number; undefined when there is no such partition. */
export const inboxPartition = async (
  table: Table,
  { region, open }: Inbox,
  partition: number,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<InboxRow[] | undefined> => {
  const name = lists.inboxPartitions(region, open)[partition];
  if (name === undefined) return undefined;
  const rows: InboxRow[] = [];
  for await (const row of rowsOf(table, name, { after, pageSize: limit })) {
    rows.push(row);
    if (rows.length === limit) break;
  }
  return rows;
};
