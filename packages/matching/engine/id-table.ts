import { BadSnapshot, type VarintReader, type VarintWriter } from "./varint.ts";

/** Ids in ascending order: a rank is a place among them. */
export type IdTable<Id extends string> = {
  readonly count: number;
  at(rank: number): Id | undefined;
  /** The rank of an id, or undefined when it is not among them. */
  rankOf(id: string): number | undefined;
};

/** The first rank of which `isBelow` does not hold; it holds up to some rank and not from there on. */
const firstFrom = (count: number, isBelow: (rank: number) => boolean): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const idTable = <Id extends string>(ascending: readonly Id[]): IdTable<Id> => ({
  count: ascending.length,
  at: (rank) => ascending[rank],
  rankOf: (id) => {
    const rank = firstFrom(ascending.length, (one) => (ascending[one] ?? id) < id);
    return ascending[rank] === id ? rank : undefined;
  },
});

/** What makes a text an id again; throws for one that is none. */
export type ParseId<Id extends string> = (text: string) => Id;

const BYTES = 16;
/** How the ids are written. */
const AS_BYTES = 0;
const AS_TEXTS = 1;

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll("-", ""), "hex");

/** The UUID of 16 bytes, in lower case. */
export const uuidOf = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join("-");
};

/** The 16 bytes of a UUID; undefined for a text that would not come back as it was. */
export const uuidBytes = (text: string): Uint8Array | undefined => {
  const bytes = bytesOf(text);
  return bytes.length === BYTES && uuidOf(bytes) === text ? bytes : undefined;
};

/** Writes UUIDs in 16 bytes each; when any is not in lower case, all as texts. */
export const writeIds = (writer: VarintWriter, ids: IdTable<string>): void => {
  const texts = Array.from({ length: ids.count }, (_, rank) => ids.at(rank) ?? "");
  const bytes = new Uint8Array(BYTES * texts.length);
  const short = texts.every((text, rank) => {
    const own = uuidBytes(text);
    if (own !== undefined) bytes.set(own, BYTES * rank);
    return own !== undefined;
  });
  writer.number(short ? AS_BYTES : AS_TEXTS);
  writer.raw(short ? bytes : Buffer.from(texts.join("\n")));
};

/** In the order of bytes, which is that of texts in lower case. */
const bytesTable = <Id extends string>(bytes: Uint8Array, parse: ParseId<Id>): IdTable<Id> => {
  const count = bytes.length / BYTES;
  const own = (rank: number) => bytes.subarray(BYTES * rank, BYTES * (rank + 1));
  return {
    count,
    at: (rank) => (rank < count ? parse(uuidOf(own(rank))) : undefined),
    rankOf: (id) => {
      const wanted = uuidBytes(id);
      if (wanted === undefined) return undefined;
      const rank = firstFrom(count, (one) => Buffer.compare(own(one), wanted) < 0);
      return rank < count && Buffer.compare(own(rank), wanted) === 0 ? rank : undefined;
    },
  };
};

/** Reads what `writeIds` wrote; an id is made when it is asked for, since a search names few of them. Throws BadSnapshot. */
export const readIds = <Id extends string>(reader: VarintReader, parse: ParseId<Id>): IdTable<Id> => {
  const form = reader.number();
  const bytes = reader.raw();
  if (form === AS_BYTES && bytes.length % BYTES === 0) return bytesTable(bytes.slice(), parse);
  if (form !== AS_TEXTS) throw new BadSnapshot("the ids of the snapshot cannot be read");
  const text = Buffer.from(bytes).toString();
  return idTable(text === "" ? [] : text.split("\n").map(parse));
};
