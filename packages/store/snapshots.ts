import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import type { RegionCode } from "#packages/domain/regions.ts";
import { expiryOf } from "#packages/rights/retention.ts";
import { keys, type Side } from "./keys.ts";
import { getItem, type Item, partition, type Table } from "./platform-table.ts";

/** An item may have 400 KB; a part has this much at most, beside its head and keys. */
export const SNAPSHOT_PART_BYTES = 340_000;
/** What the newest snapshot of a shard is of, and as of when. It is written after all its parts. */
const Manifest = z.object({
  /** Names the parts: each snapshot has its own. */
  generation: z.uuid(),
  parts: z.number().int().min(1),
  /** Every change that was committed before this is in it. */
  asOf: z.iso.datetime(),
  /** Of the rules and the classification with which it was built. */
  rules: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

export type ShardName = { readonly side: Side; readonly region: RegionCode };

const expiry = ({ asOf }: Manifest): Item => ({
  expiresAt: { N: String(expiryOf("snapshots", new Date(asOf))) },
});

/**
 * Keeps a snapshot: its parts, and then the manifest, so that a reader sees a whole one or the one before. Parts of older
 * ones stay until they expire, for readers who have begun with them.
 */
export const keepSnapshot = async (
  { client, tableName: TableName }: Table,
  { side, region }: ShardName,
  manifest: Manifest,
  parts: readonly Uint8Array[],
): Promise<void> => {
  const pk = keys.snapshotParts(side, region, manifest.generation);
  for (const [part, bytes] of parts.entries()) {
    const Item = { ...keys.snapshotPart(pk, part), bytes: { B: bytes }, ...expiry(manifest) };
    await client.send(new PutItemCommand({ TableName, Item }));
  }
  const doc = { S: JSON.stringify(manifest) };
  const Item = { ...keys.snapshot(side, region), doc, ...expiry(manifest) };
  await client.send(new PutItemCommand({ TableName, Item }));
};

/** What the newest snapshot of a shard is; undefined when there is none that has not expired. */
export const findSnapshot = async (
  table: Table,
  { side, region }: ShardName,
  now: Date,
): Promise<Manifest | undefined> => {
  const item = await getItem(table, keys.snapshot(side, region));
  if (item === undefined || Number(item["expiresAt"]?.N) * 1000 <= now.getTime()) return undefined;
  return Manifest.safeParse(JSON.parse(item["doc"]?.S ?? "null")).data;
};

/** The parts of a snapshot that there are, in any order: fewer than it had, once they expire. */
export const readSnapshotParts = (
  table: Table,
  { side, region }: ShardName,
  { generation }: Manifest,
): Promise<Uint8Array[]> =>
  Array.fromAsync(
    partition(table, keys.snapshotParts(side, region, generation)),
    (item) => item["bytes"]?.B ?? new Uint8Array(),
  );
