import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import * as z from "zod";
import type { MarketProfileId } from "#packages/domain/ids.ts";
import { Pc4 } from "#packages/domain/postcode.ts";
import { EARLIEST, LATEST } from "./facts.ts";
import { type IdTable, idBytes, idTableOf } from "./id-table.ts";
import { Numbering } from "./numbering.ts";
import type { Rows } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";
import { BadSnapshot, VarintReader, VarintWriter } from "./varint.ts";

export type Snapshot = { readonly columns: ProfileColumns; readonly ids: IdTable<MarketProfileId> };

/** Quality 5 is where brotli is both smaller and as fast as gzip's default on such columns. */
const QUALITY = 5;

/** What comes before the columns. Numbers of competencies and occupations mean something in one version only. */
const Header = z.strictObject({
  form: z.literal("profiles-1"),
  classification: z.string(),
  count: z.number().int().min(0),
  areas: z.array(Pc4),
  languages: z.array(z.string()),
  excluded: z.array(z.string()),
});

/** Known days are near each other; the two that stand for unknown get the smallest numbers. */
const fromDay = (day: number): number => {
  if (day === EARLIEST) return 0;
  if (day === LATEST) return 1;
  return 2 + (day < 0 ? -2 * day - 1 : 2 * day);
};
const toDay = (number: number): number => {
  if (number === 0) return EARLIEST;
  if (number === 1) return LATEST;
  const value = number - 2;
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
};

const same = (value: number): number => value;

const writeRows = (writer: VarintWriter, { starts, values }: Rows, ascending: boolean): void => {
  for (let row = 0; row + 1 < starts.length; row++) {
    const [first, end] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    writer.number(end - first);
    let before = 0;
    for (let at = first; at < end; at++) {
      const value = values[at] ?? 0;
      writer.number(value - before);
      if (ascending) before = value;
    }
  }
};

const readRows = (reader: VarintReader, count: number, ascending: boolean): Rows => {
  const starts = new Uint32Array(count + 1);
  let values = new Uint16Array(16 * count + 16);
  let end = 0;
  for (let row = 0; row < count; row++) {
    const length = reader.number();
    if (end + length > values.length) {
      const more = new Uint16Array(2 * (end + length));
      more.set(values);
      values = more;
    }
    let before = 0;
    for (let at = 0; at < length; at++) {
      const value = before + reader.number();
      values[end++] = value;
      if (ascending) before = value;
    }
    starts[row + 1] = end;
  }
  return { starts, values: values.slice(0, end) };
};

/** The columns and ids of a shard as one file: numbers of as many bytes as they need, column by column, with brotli. */
export const writeSnapshot = ({ columns, ids }: Snapshot, classification: string): Uint8Array => {
  const writer = new VarintWriter();
  const header = {
    form: "profiles-1",
    classification,
    count: columns.count,
    areas: [...columns.areas],
    languages: columns.languageNumbers.texts(),
    excluded: columns.excludedNumbers.texts(),
  } satisfies z.infer<typeof Header>;
  writer.raw(Buffer.from(JSON.stringify(header)));
  const write = (column: ArrayLike<number> & Iterable<number>, form: (value: number) => number = same) => {
    for (const value of column) writer.number(form(value));
  };
  write(columns.areaStarts.subarray(1).map((end, area) => end - (columns.areaStarts[area] ?? 0)));
  write(columns.reach);
  write(columns.hoursMin);
  write(columns.hoursMax);
  write(columns.from, fromDay);
  write(columns.until, fromDay);
  write(columns.contracts);
  write(columns.education);
  write(columns.licences);
  write(columns.flags);
  write(columns.sectorsExcluded);
  writeRows(writer, columns.languages, false);
  writeRows(writer, columns.occupations, false);
  writeRows(writer, columns.occupationsExcluded, false);
  writeRows(writer, columns.competencies, true);
  write(columns.idRank);
  writer.raw(idBytes(ids));
  return brotliCompressSync(writer.finish(), { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
};

const headerOf = (bytes: Uint8Array, classification: string): z.infer<typeof Header> => {
  const header = Header.safeParse(JSON.parse(Buffer.from(bytes).toString()));
  if (!header.success)
    throw new BadSnapshot(`the snapshot has no header that can be read: ${header.error.message}`);
  if (header.data.classification === classification) return header.data;
  throw new BadSnapshot(
    `the snapshot is of classification ${header.data.classification}, not of ${classification}`,
  );
};

const areasFrom = (sizes: Uint32Array, count: number) => {
  const areaOf = new Uint16Array(count);
  const areaStarts = new Uint32Array(sizes.length + 1);
  for (const [area, size] of sizes.entries()) {
    const first = areaStarts[area] ?? 0;
    areaStarts[area + 1] = first + size;
    areaOf.fill(area, first, first + size);
  }
  return { areaOf, areaStarts };
};

/** Reads what `writeSnapshot` wrote, of this version of the classification. Throws BadSnapshot. */
export const readSnapshot = (snapshot: Uint8Array, classification: string): Snapshot => {
  const reader = new VarintReader(brotliDecompressSync(snapshot));
  const { count, areas, languages, excluded } = headerOf(reader.raw(), classification);
  const read = <T extends { [index: number]: number }>(column: T, length: number = count): T => {
    for (let at = 0; at < length; at++) column[at] = reader.number();
    return column;
  };
  const days = (): Int32Array => {
    const column = new Int32Array(count);
    for (let at = 0; at < count; at++) column[at] = toDay(reader.number());
    return column;
  };
  // In the order of the file.
  const columns: ProfileColumns = {
    count,
    areas,
    ...areasFrom(read(new Uint32Array(areas.length), areas.length), count),
    reach: read(new Uint16Array(count)),
    hoursMin: read(new Uint8Array(count)),
    hoursMax: read(new Uint8Array(count)),
    from: days(),
    until: days(),
    contracts: read(new Uint8Array(count)),
    education: read(new Uint8Array(count)),
    licences: read(new Uint16Array(count)),
    flags: read(new Uint8Array(count)),
    sectorsExcluded: read(new Int32Array(count)),
    languages: readRows(reader, count, false),
    languageNumbers: new Numbering(languages),
    occupations: readRows(reader, count, false),
    occupationsExcluded: readRows(reader, count, false),
    excludedNumbers: new Numbering(excluded),
    competencies: readRows(reader, count, true),
    idRank: read(new Uint32Array(count)),
  };
  return { columns, ids: idTableOf(reader.raw().slice()) };
};
