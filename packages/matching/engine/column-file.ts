import type { Excluders } from "./excluders.ts";
import type { Numbering } from "./numbering.ts";
import type { Rows } from "./postings.ts";
import { BadSnapshot, type VarintReader, type VarintWriter } from "./varint.ts";

/** Arrays of whole numbers that a shard is made of. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;

const bytesOf = (column: Column): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

/**
 * The numbers of a column byte by byte: all lowest bytes, then all second ones, and so on, since bytes of one place are
 * alike and pack well. As processors of today have them: the lowest byte first.
 */
export const writeColumn = (writer: VarintWriter, column: Column): void => {
  const { length, BYTES_PER_ELEMENT: width } = column;
  const bytes = bytesOf(column);
  const planes = new Uint8Array(bytes.length);
  for (let plane = 0; plane < width; plane++)
    for (let at = 0; at < length; at++) planes[plane * length + at] = bytes[at * width + plane] ?? 0;
  writer.raw(planes);
};

/** Fills a column with what `writeColumn` wrote. Throws BadSnapshot when it was longer or shorter. */
export const readColumn = <T extends Column>(reader: VarintReader, column: T): T => {
  const { BYTES_PER_ELEMENT: width } = column;
  const planes = reader.raw();
  if (planes.length !== column.byteLength)
    throw new BadSnapshot(`a column of the snapshot has ${planes.length} bytes, not ${column.byteLength}`);
  if (width === 1) bytesOf(column).set(planes);
  else if (width === 2) joinPairs(column, planes);
  else joinFours(column, planes);
  return column;
};

/** One write a number: a cold start waits for this. */
const joinPairs = (column: Column, planes: Uint8Array): void => {
  const { length } = column;
  for (let at = 0; at < length; at++) column[at] = (planes[at] ?? 0) | ((planes[length + at] ?? 0) << 8);
};

const joinFours = (column: Column, planes: Uint8Array): void => {
  const { length } = column;
  for (let at = 0; at < length; at++) {
    const low = (planes[at] ?? 0) | ((planes[length + at] ?? 0) << 8);
    column[at] = low | ((planes[2 * length + at] ?? 0) << 16) | ((planes[3 * length + at] ?? 0) << 24);
  }
};

/** Lists one after the other: how long each is, and all values. */
export const writeRows = (writer: VarintWriter, { starts, values }: Rows): void => {
  for (let row = 0; row + 1 < starts.length; row++)
    writer.number((starts[row + 1] ?? 0) - (starts[row] ?? 0));
  writer.number(values.length);
  writeColumn(writer, values);
};

/** Where lists start whose lengths come one after the other. */
const startsFrom = (reader: VarintReader, count: number): Uint32Array => {
  const starts = new Uint32Array(count + 1);
  for (let row = 0; row < count; row++) starts[row + 1] = (starts[row] ?? 0) + reader.number();
  return starts;
};

/** So many lists, as `writeRows` wrote them. Throws BadSnapshot. */
export const readRows = (reader: VarintReader, count: number): Rows => {
  const starts = startsFrom(reader, count);
  const length = reader.number();
  if (starts[count] !== length) throw new BadSnapshot("the rows of the snapshot are not as long as they say");
  return { starts, values: readColumn(reader, new Uint16Array(length)) };
};

/** Lists of documents: how many things there are, how many exclude each, and who. */
export const writeExcluders = (writer: VarintWriter, { starts, documents }: Excluders): void => {
  writer.number(starts.length - 1);
  for (let thing = 0; thing + 1 < starts.length; thing++)
    writer.number((starts[thing + 1] ?? 0) - (starts[thing] ?? 0));
  writeColumn(writer, documents);
};

/** What `writeExcluders` wrote. Throws BadSnapshot. */
export const readExcluders = (reader: VarintReader): Excluders => {
  const starts = startsFrom(reader, reader.number());
  return { starts, documents: readColumn(reader, new Uint32Array(starts.at(-1) ?? 0)) };
};

export const writeTexts = (writer: VarintWriter, texts: readonly string[]): void =>
  writer.raw(Buffer.from(JSON.stringify(texts)));

export const writeNumbering = (writer: VarintWriter, numbering: Numbering): void =>
  writeTexts(writer, numbering.texts());

/** Texts of which `parse` makes something; throws what that throws. */
export const readTexts = <T>(reader: VarintReader, parse: (value: unknown) => T): T =>
  parse(JSON.parse(Buffer.from(reader.raw()).toString()));
