import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import * as z from "zod";
import { type Archive, type Kept, readArchive, type Written, writeArchive } from "./archive.ts";
import { type IdTable, idTable, type ParseId, readIds, writeIds } from "./id-table.ts";
import type { LiveShard } from "./live-shard.ts";
import { inParts, wholeOf } from "./parts.ts";
import { BadSnapshot, VarintReader, VarintWriter } from "./varint.ts";

/** Quality 5 is where brotli is both smaller and as fast as gzip's default on such bytes. */
const QUALITY = 5;

/** What a live shard is of, and as of when: part of its snapshot. */
export const Stamp = z.strictObject({
  form: z.literal("live-1"),
  side: z.enum(["profiles", "vacancies"]),
  /** Of the classification that the built part has numbers of. */
  classification: z.string(),
  count: z.number().int().min(0),
  /** Every change that was committed before this moment is in it: where to go on in the change log. */
  asOf: z.iso.datetime(),
});
type Stamp = z.infer<typeof Stamp>;

export type LiveContents<Id extends string, Document> = {
  readonly stamp: Stamp;
  readonly archive: Archive<Document>;
  readonly ids: IdTable<Id>;
  /** The built part in its own form. */
  readonly built: Uint8Array;
};

export type SnapshotOptions = {
  readonly asOf: Date;
  /** The most bytes of a part, beside a head of under 50; 4 MiB when not given. */
  readonly partBytes?: number;
};
const PART_BYTES = 4 * 2 ** 20;

const compareIds = (a: Kept, b: Kept): number => Number(a.id > b.id) - Number(a.id < b.id);

/** A live shard as it is now, in parts. What changed since its building is built in first. */
export const writeLive = <Id extends string, Document extends Kept & { readonly id: Id }, Query>(
  live: LiveShard<Id, Document, Query>,
  { side, classification, written }: Pick<Stamp, "side" | "classification"> & { written: Written<Document> },
  { asOf, partBytes = PART_BYTES }: SnapshotOptions,
): Uint8Array[] => {
  const documents = live.all().sort(compareIds);
  const stamp = {
    form: "live-1",
    side,
    classification,
    count: documents.length,
    asOf: asOf.toISOString(),
  } satisfies Stamp;
  const writer = new VarintWriter();
  writer.raw(Buffer.from(JSON.stringify(stamp)));
  writer.raw(live.settled().snapshot());
  const kept = new VarintWriter();
  writeIds(kept, idTable(documents.map(({ id }) => id)));
  kept.raw(writeArchive(documents, written));
  writer.raw(brotliCompressSync(kept.finish(), { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }));
  return inParts(writer.finish(), partBytes);
};

const stampOf = (bytes: Uint8Array, side: Stamp["side"]): Stamp => {
  const stamp = Stamp.safeParse(JSON.parse(Buffer.from(bytes).toString()));
  if (!stamp.success)
    throw new BadSnapshot(`the snapshot has no stamp that can be read: ${stamp.error.message}`);
  if (stamp.data.side === side) return stamp.data;
  throw new BadSnapshot(`the snapshot is of ${stamp.data.side}, not of ${side}`);
};

/** Reads what `writeLive` wrote. Throws BadSnapshot. */
export const readLive = <Id extends string, Document>(
  parts: Iterable<Uint8Array>,
  { side, written, parseId }: Pick<Stamp, "side"> & { written: Written<Document>; parseId: ParseId<Id> },
): LiveContents<Id, Document> => {
  const reader = new VarintReader(wholeOf(parts));
  const stamp = stampOf(reader.raw(), side);
  const built = reader.raw();
  const kept = new VarintReader(brotliDecompressSync(reader.raw()));
  const ids = readIds(kept, parseId);
  if (ids.count !== stamp.count)
    throw new BadSnapshot(`the snapshot has ${ids.count} ids, not ${stamp.count}`);
  return { stamp, ids, archive: readArchive(kept.raw(), ids, written), built };
};
