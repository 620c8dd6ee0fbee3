import { createHash } from "node:crypto";
import { BadSnapshot, VarintReader, VarintWriter } from "./varint.ts";

/** Of the whole, in every part: parts of two snapshots are never put together. */
const DIGEST_BYTES = 32;

const digestOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/**
 * A file in parts of at most `partBytes` beside a head of under 50 bytes, so that it can be kept where things have a
 * largest size. Every part has the SHA-256 of the whole, its place and how many there are.
 */
export const inParts = (whole: Uint8Array, partBytes: number): Uint8Array[] => {
  if (!(Number.isInteger(partBytes) && partBytes > 0))
    throw new RangeError("partBytes must be a whole number of at least 1");
  const digest = digestOf(whole);
  const count = Math.max(1, Math.ceil(whole.length / partBytes));
  return Array.from({ length: count }, (_, place) => {
    const writer = new VarintWriter();
    writer.bytes(digest);
    writer.number(place);
    writer.number(count);
    writer.bytes(whole.subarray(place * partBytes, (place + 1) * partBytes));
    return writer.finish();
  });
};

type Part = {
  readonly digest: Buffer;
  readonly place: number;
  readonly count: number;
  readonly bytes: Uint8Array;
};

const readPart = (part: Uint8Array): Part => {
  const reader = new VarintReader(part);
  const digest = Buffer.from(reader.bytes(DIGEST_BYTES));
  const [place, count] = [reader.number(), reader.number()];
  return { digest, place, count, bytes: reader.rest() };
};

/** The whole again, from its parts in any order. Throws BadSnapshot when any is missing, changed, or of another whole. */
export const wholeOf = (parts: Iterable<Uint8Array>): Uint8Array => {
  const read = [...parts].map(readPart).sort((a, b) => a.place - b.place);
  const [first] = read;
  if (first === undefined) throw new BadSnapshot("the snapshot has no parts");
  if (read.some(({ digest }) => !digest.equals(first.digest)))
    throw new BadSnapshot("the parts are of different snapshots");
  if (read.length !== first.count || read.some(({ place }, index) => place !== index))
    throw new BadSnapshot(`the snapshot has ${first.count} parts, not these ${read.length}`);
  const whole = Buffer.concat(read.map(({ bytes }) => bytes));
  if (!digestOf(whole).equals(first.digest)) throw new BadSnapshot("the snapshot is not what was written");
  return whole;
};
