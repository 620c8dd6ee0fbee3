import { gunzipSync, gzipSync } from "node:zlib";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { ImportId } from "#packages/domain/ids.ts";
import { RowChunk } from "#packages/intake/imports/rows.ts";
import type { ImportDocument, ImportFile } from "./imports.ts";
import { getItem, type Item, type Key, partition, type Table } from "./platform-table.ts";

/** A worker empties its queue in minutes; what is left after a week was lost, and personal data must not lie about. */
const KEPT_DAYS = 7;
const AT_ONCE = 8;

const numbered = (n: number): string => `CHUNK#${String(n).padStart(5, "0")}`;
const partitionOf = (parcel: string): string => `IMPORT-ROWS#${parcel}`;
/** P5 of the persons table: rows as they were sent. A parcel is what one request brought. */
const keyOf = (parcel: string, sk: string): Key => ({ pk: { S: partitionOf(parcel) }, sk: { S: sk } });
const NAMES = "NAMES";

/**
 * Rows are parked whole in the persons table, before anybody has looked at them: a row may hold a name in any place,
 * and the platform table never holds one. Packed, since they are written and read once.
 */
const packed = (chunk: RowChunk): Uint8Array => gzipSync(JSON.stringify(chunk), { level: 4 });
const unpacked = (item: Item): RowChunk =>
  RowChunk.parse(JSON.parse(gunzipSync(item["rows"]?.B ?? new Uint8Array()).toString("utf8")));

const inTurns = async <T>(things: readonly T[], work: (thing: T, index: number) => Promise<void>) => {
  for (let start = 0; start < things.length; start += AT_ONCE)
    await Promise.all(things.slice(start, start + AT_ONCE).map((thing, n) => work(thing, start + n)));
};

export type Parcel = {
  readonly id: string;
  readonly chunks: readonly RowChunk[];
  readonly names: readonly string[];
};

/**
 * Parks all that one request brought: chunks under their numbers from 0, and the names of its files. The parcel's id is
 * new for each try, so that what a failed one left behind is never mistaken for this one; it expires.
 */
export const parkRows = async (persons: Table, parcel: Parcel, now: Date): Promise<void> => {
  const { client, tableName } = persons;
  const expiresAt = { N: String(Math.floor(now.getTime() / 1000) + KEPT_DAYS * 86_400) };
  const put = (sk: string, rest: Item) =>
    client.send(
      new PutItemCommand({ TableName: tableName, Item: { ...keyOf(parcel.id, sk), ...rest, expiresAt } }),
    );
  await inTurns(parcel.chunks, async (chunk, index) => {
    await put(numbered(index), { rows: { B: packed(chunk) } });
  });
  await put(NAMES, { doc: { S: JSON.stringify(parcel.names) } });
};

const PARKED = (sender: string): string => `PARKED#${sender}`;

/** P14 of the persons table: notes that a sender has rows parked in this import, for as long as rows can be. */
export const noteParked = (
  { tableName }: Table,
  sender: string,
  importId: ImportId,
  now: Date,
): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: {
      pk: { S: PARKED(sender) },
      sk: { S: importId },
      expiresAt: { N: String(Math.floor(now.getTime() / 1000) + KEPT_DAYS * 86_400) },
    },
  },
});

/** Imports of a sender that may have rows parked still. */
export const parkedBy = async (persons: Table, sender: string): Promise<ImportId[]> =>
  Array.fromAsync(partition(persons, PARKED(sender)), ({ sk }) => ImportId.parse(sk?.S));

/** The rows of chunk number `chunk` (from 0) of a file; undefined when they are gone. */
export const findRows = async (
  persons: Table,
  { parcel, first }: ImportFile,
  chunk: number,
): Promise<RowChunk | undefined> => {
  const item = await getItem(persons, keyOf(parcel, numbered(first + chunk)));
  return item === undefined ? undefined : unpacked(item);
};

/** All chunks of a file that are still there, in order, with their number in the file. */
export async function* allRows(
  persons: Table,
  { parcel, first, chunks }: ImportFile,
): AsyncGenerator<{ readonly chunk: number; readonly rows: RowChunk }> {
  for await (const item of partition(persons, partitionOf(parcel), numbered(first))) {
    const number = Number(/^CHUNK#(\d+)$/.exec(item["sk"]?.S ?? "")?.[1] ?? Number.NaN);
    if (!(number < first + chunks)) return;
    yield { chunk: number - first, rows: unpacked(item) };
  }
}

/** Writes a chunk back without some of its rows, as long as the chunk is still parked. */
export const replaceRows = async (
  { client, tableName }: Table,
  { parcel, first }: ImportFile,
  chunk: number,
  rows: RowChunk,
): Promise<void> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { ...keyOf(parcel, numbered(first + chunk)) },
        UpdateExpression: "SET #rows = :rows",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: { "#rows": "rows" },
        ExpressionAttributeValues: { ":rows": { B: packed(rows) } },
      }),
    );
  } catch (error) {
    // Worked and cleared in the meantime: then there is nothing left to take out.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

const Names = z.array(z.string());
/** The names of the files of an import, in the order in which they were sent; empty texts once they have expired. */
export const fileNames = async (persons: Table, { files }: ImportDocument): Promise<string[]> => {
  const parcels = [...new Set(files.map(({ parcel }) => parcel))];
  const found = await Promise.all(
    parcels.map(async (parcel) => {
      const item = await getItem(persons, keyOf(parcel, NAMES));
      const count = files.filter((file) => file.parcel === parcel).length;
      return item === undefined
        ? Array.from({ length: count }, () => "")
        : Names.parse(JSON.parse(item["doc"]?.S ?? "[]"));
    }),
  );
  return found.flat();
};

/** Takes away the rows of an import that is over. The names of its files stay until they expire. */
export const clearRows = async (persons: Table, { files }: ImportDocument): Promise<void> => {
  const { client, tableName } = persons;
  for (const { parcel, first, chunks } of files)
    await inTurns(
      Array.from({ length: chunks }, (_, n) => first + n),
      async (chunk) => {
        const Key = { ...keyOf(parcel, numbered(chunk)) };
        await client.send(new DeleteItemCommand({ TableName: tableName, Key }));
      },
    );
};
