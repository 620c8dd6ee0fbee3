import { type IdTable, uuidBytes, uuidOf } from "./id-table.ts";
import { BadSnapshot, VarintReader, VarintWriter } from "./varint.ts";

/** Documents of a snapshot, by id; an object is made each time one is asked for. */
export type Archive<Document> = {
  readonly count: number;
  has(id: string): boolean;
  find(id: string): Document | undefined;
  /** By ascending id. */
  ids(): Iterable<string>;
  versions(): Iterable<readonly [string, number]>;
};

/** A document has an id, and a version that goes up with each change of what it was made from. */
export type Kept = { readonly id: string; readonly version: number };

/** How a document is written as a text and read again; reading throws what it throws for a text that is none. */
export type Written<Document> = {
  readonly encode: (document: Document) => string;
  readonly decode: (text: string) => Document;
};

/** Words of this length are worth a number: the short form of a URI has 23 characters, with its importance 25. */
const WORD = /[A-Za-z0-9_-]{20,}/g;
const UUID_BYTES = 16;
/** Codes of words in a row; above these the number of a word in the dictionary. */
const OWN_ID = 0;
const ANY_UUID = 1;
const FIRST_WORD = 2;

/** Words that come more than once, those that come most first, so that they have the shortest numbers. */
const dictionaryOf = (texts: readonly string[]): string[] => {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of text.match(WORD) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([word, count]) => count > 1 && uuidBytes(word) === undefined)
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([word]) => word);
};

/**
 * A row is a text with its long words as numbers: how many words, for each of them the text before it and its number
 * (a UUID as 16 bytes), and the text after the last.
 */
const writeRow = (text: string, id: string, numbers: ReadonlyMap<string, number>): Uint8Array => {
  const coded = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    if (word === id) return { word, index, code: OWN_ID };
    const code = uuidBytes(word) !== undefined ? ANY_UUID : numbers.get(word);
    return code === undefined ? [] : { word, index, code };
  });
  const writer = new VarintWriter();
  writer.number(coded.length);
  let at = 0;
  for (const { word, index, code } of coded) {
    writer.raw(Buffer.from(text.slice(at, index)));
    writer.number(code);
    if (code === ANY_UUID) writer.bytes(uuidBytes(word) ?? new Uint8Array());
    at = index + word.length;
  }
  writer.raw(Buffer.from(text.slice(at)));
  return writer.finish();
};

const readRow = (row: Uint8Array, id: string, words: readonly string[]): string => {
  const reader = new VarintReader(row);
  const text = () => Buffer.from(reader.raw()).toString();
  const wordOf = (code: number): string => {
    if (code === OWN_ID) return id;
    if (code === ANY_UUID) return uuidOf(reader.bytes(UUID_BYTES));
    const word = words[code - FIRST_WORD];
    if (word === undefined) throw new BadSnapshot(`a document of the snapshot has an unknown word ${code}`);
    return word;
  };
  let whole = "";
  for (let left = reader.number(); left > 0; left--) {
    whole += text();
    whole += wordOf(reader.number());
  }
  return whole + text();
};

/** Documents in ascending order of their ids, as bytes; the ids themselves are written elsewhere. */
export const writeArchive = <Document extends Kept>(
  ascending: readonly Document[],
  { encode }: Written<Document>,
): Uint8Array => {
  const texts = ascending.map(encode);
  const words = dictionaryOf(texts);
  const numbers = new Map(words.map((word, index) => [word, index + FIRST_WORD]));
  const rows = new VarintWriter();
  const writer = new VarintWriter();
  writer.raw(Buffer.from(words.join(" ")));
  for (const { version } of ascending) writer.number(version);
  for (const [index, text] of texts.entries()) {
    const row = writeRow(text, ascending[index]?.id ?? "", numbers);
    writer.number(row.length);
    rows.bytes(row);
  }
  writer.raw(rows.finish());
  return writer.finish();
};

/** Reads what `writeArchive` wrote, of the documents with these ids. Throws BadSnapshot. */
export const readArchive = <Document>(
  bytes: Uint8Array,
  ids: IdTable<string>,
  { decode }: Written<Document>,
): Archive<Document> => {
  const reader = new VarintReader(bytes);
  const words = Buffer.from(reader.raw()).toString().split(" ");
  const { count } = ids;
  const versions = new Uint32Array(count);
  for (let rank = 0; rank < count; rank++) versions[rank] = reader.number();
  const starts = new Uint32Array(count + 1);
  for (let rank = 0; rank < count; rank++) starts[rank + 1] = (starts[rank] ?? 0) + reader.number();
  const rows = reader.raw();
  if (rows.length !== starts[count]) throw new BadSnapshot("the documents of the snapshot are cut short");
  return {
    count,
    has: (id) => ids.rankOf(id) !== undefined,
    find: (id) => {
      const rank = ids.rankOf(id);
      return rank === undefined
        ? undefined
        : decode(readRow(rows.subarray(starts[rank], starts[rank + 1]), id, words));
    },
    *ids() {
      for (let rank = 0; rank < count; rank++) yield ids.at(rank) ?? "";
    },
    *versions() {
      for (let rank = 0; rank < count; rank++) yield [ids.at(rank) ?? "", versions[rank] ?? 0];
    },
  };
};
