import { MarketProfileId } from "#packages/domain/ids.ts";
import { BadSnapshot } from "./varint.ts";

/** Ids in ascending order: a rank is a place among them. */
export type IdTable<Id extends string> = {
  readonly count: number;
  at(rank: number): Id | undefined;
};

export const idTable = <Id extends string>(ascending: readonly Id[]): IdTable<Id> => ({
  count: ascending.length,
  at: (rank) => ascending[rank],
});

/** The rank of an id, or undefined when it is not among them. */
export const rankOf = (ids: IdTable<string>, id: string): number | undefined => {
  let [low, high] = [0, ids.count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids.at(middle) ?? id) < id) low = middle + 1;
    else high = middle;
  }
  return ids.at(low) === id ? low : undefined;
};

const BYTES = 16;

/** UUIDs in 16 bytes each. Throws BadSnapshot for one that is not in lower case, since it would come back as another text. */
export const idBytes = (ids: IdTable<string>): Uint8Array => {
  const bytes = new Uint8Array(BYTES * ids.count);
  for (let rank = 0; rank < ids.count; rank++) {
    const id = ids.at(rank) ?? "";
    const own = Buffer.from(id.replaceAll("-", ""), "hex");
    if (uuidOf(own) !== id) throw new BadSnapshot(`the id ${id} is no UUID in lower case`);
    bytes.set(own, BYTES * rank);
  }
  return bytes;
};

const uuidOf = (bytes: Uint8Array): string => {
  const hex = Buffer.from(bytes).toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join("-");
};

/** Reads an id when it is asked for: a search names few of them. */
export const idTableOf = (bytes: Uint8Array): IdTable<MarketProfileId> => ({
  count: bytes.length / BYTES,
  at: (rank) =>
    rank < bytes.length / BYTES
      ? MarketProfileId.parse(uuidOf(bytes.subarray(BYTES * rank, BYTES * (rank + 1))))
      : undefined,
});
