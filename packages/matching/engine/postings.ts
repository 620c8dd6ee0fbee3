import type { Kernel, PostingLists } from "./kernel.ts";

/** Documents of a chunk have numbers of 16 bits within it. */
const CHUNK_BITS = 16;
/** Shorter lists are gone through rather than searched for where to begin and to end. */
const SHORT = 24;

/** A list per document, one after the other: `values[starts[d]]` up to `values[starts[d + 1]]`. */
export type Rows = { readonly starts: Uint32Array; readonly values: Uint16Array };

/** Whether any value in the row of that document passes. */
export const someIn = (
  { starts, values }: Rows,
  document: number,
  passes: (value: number) => boolean,
): boolean => {
  const end = starts[document + 1] ?? 0;
  for (let at = starts[document] ?? 0; at < end; at++) if (passes(values[at] ?? 0)) return true;
  return false;
};

/** One more than the highest number in the rows. */
export const termsIn = ({ values }: Rows): number => {
  let most = -1;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value > most) most = value;
  }
  return most + 1;
};

/** Where lists are kept: in the memory of a kernel, or by themselves. */
type Room = Pick<Kernel, "int32s" | "uint16s">;
const OWN_ROOM: Room = {
  int32s: (count) => new Int32Array(count),
  uint16s: (count) => new Uint16Array(count),
};

const chunksOf = ({ starts }: Rows, chunkBits: number): number =>
  Math.max(1, Math.ceil((starts.length - 1) / 2 ** chunkBits));

/** Bytes that postings take at most: of a bitmap for those that are half as long as it, or longer. */
export const mostBytes = (rows: Rows, chunkBits: number = CHUNK_BITS): number =>
  8 * chunksOf(rows, chunkBits) * termsIn(rows) + 4 * rows.values.length;

/**
 * Which documents have a term: per chunk of 65,536 documents a bitmap for a term that at least one in 32 has, and a list
 * of 16-bit numbers for the others. All whole numbers; nothing changes after building.
 */
export class Postings {
  readonly #terms: number;
  readonly #chunks: number;
  readonly #chunkBits: number;
  /**
   * Per term and chunk two numbers: where its list starts in `#lists`, or ~(where its bitmap starts in `#bitmaps`), and
   * how long the list is. Those of a term are beside each other, as are its lists: a search goes from term to term.
   */
  readonly #slots: Int32Array;
  readonly #lists: Uint16Array;
  readonly #bitmaps: Int32Array;

  /** `chunkBits` is for tests, which want several chunks of few documents; 5 to 16. Lists are in the kernel's memory. */
  constructor({ starts, values }: Rows, chunkBits: number = CHUNK_BITS, room: Room = OWN_ROOM) {
    this.#terms = termsIn({ starts, values });
    this.#chunks = chunksOf({ starts, values }, chunkBits);
    this.#chunkBits = chunkBits;
    this.#slots = room.int32s(2 * this.#chunks * this.#terms);
    this.#count({ starts, values });
    const words = 2 ** (chunkBits - 5);
    let [listed, mapped] = [0, 0];
    for (let slot = 0; slot < this.#slots.length; slot += 2) {
      const count = this.#slots[slot + 1] ?? 0;
      // The lists are filled in from the start again.
      this.#slots[slot + 1] = 0;
      this.#slots[slot] = count >= words ? ~mapped : listed;
      if (count >= words) mapped += words;
      else listed += count;
    }
    this.#lists = room.uint16s(listed);
    this.#bitmaps = room.int32s(mapped);
    this.#fill({ starts, values });
  }

  #count({ starts, values }: Rows): void {
    const [slots, chunks] = [this.#slots, this.#chunks];
    for (let chunk = 0; chunk < chunks; chunk++) {
      const end = starts[Math.min(starts.length - 1, (chunk + 1) << this.#chunkBits)] ?? 0;
      for (let at = starts[chunk << this.#chunkBits] ?? 0; at < end; at++) {
        const slot = 2 * ((values[at] ?? 0) * chunks + chunk) + 1;
        slots[slot] = (slots[slot] ?? 0) + 1;
      }
    }
  }

  #fill({ starts, values }: Rows): void {
    const chunks = this.#chunks;
    const mask = 2 ** this.#chunkBits - 1;
    for (let document = 0; document + 1 < starts.length; document++) {
      const end = starts[document + 1] ?? 0;
      const chunk = document >>> this.#chunkBits;
      for (let at = starts[document] ?? 0; at < end; at++)
        this.#put(2 * ((values[at] ?? 0) * chunks + chunk), document & mask);
    }
  }

  #put(slot: number, local: number): void {
    const slots = this.#slots;
    const place = slots[slot] ?? 0;
    if (place < 0) {
      const word = ~place + (local >>> 5);
      this.#bitmaps[word] = (this.#bitmaps[word] ?? 0) | (1 << (local & 31));
      return;
    }
    const length = slots[slot + 1] ?? 0;
    this.#lists[place + length] = local;
    slots[slot + 1] = length + 1;
  }

  get bytes(): number {
    return this.#slots.byteLength + this.#lists.byteLength + this.#bitmaps.byteLength;
  }

  /** Words of a chunk, as a power of two. */
  get wordBits(): number {
    return this.#chunkBits - 5;
  }

  /** The first word of a chunk. */
  firstWord(chunk: number): number {
    return chunk << (this.#chunkBits - 5);
  }

  /** The chunk that a word of 32 documents is in. */
  chunkOf(word: number): number {
    return word >>> this.wordBits;
  }

  /** All of it, for a kernel. */
  get all(): PostingLists {
    const [slots, lists, bitmaps] = [this.#slots, this.#lists, this.#bitmaps];
    return { slots, lists, bitmaps, chunks: this.#chunks, terms: this.#terms };
  }

  /**
   * Sets the bits of those who have the term in the words `first` up to `end` of a chunk; of others in the chunk some
   * may be set as well. Gives how many places were read; a bitmap has 32 in two.
   */
  addTo(known: Int32Array, term: number, { chunk, first, end }: Words): number {
    if (term >= this.#terms) return 0;
    const slot = 2 * (term * this.#chunks + chunk);
    const place = this.#slots[slot] ?? 0;
    const base = this.firstWord(chunk);
    if (place < 0) return this.#addBitmap(known, ~place - base, first, end);
    const lists = this.#lists;
    let from = place;
    let to = place + (this.#slots[slot + 1] ?? 0);
    if (to - from > SHORT) {
      from = lowerBound(lists, from, to, (first - base) << 5);
      to = lowerBound(lists, from, to, (end - base) << 5);
    }
    for (let at = from; at < to; at++) {
      const local = lists[at] ?? 0;
      const word = base + (local >>> 5);
      known[word] = (known[word] ?? 0) | (1 << (local & 31));
    }
    return to - from;
  }

  #addBitmap(known: Int32Array, shift: number, first: number, end: number): number {
    const bitmaps = this.#bitmaps;
    for (let word = first; word < end; word++)
      known[word] = (known[word] ?? 0) | (bitmaps[shift + word] ?? 0);
    return 2 * (end - first);
  }
}

/** Words of 32 documents, `first` up to `end`, all of one chunk. */
export type Words = { readonly chunk: number; readonly first: number; readonly end: number };

/** First place from `start` up to `end` whose value is at least `value`, in an ascending stretch. */
export const lowerBound = (ascending: Uint16Array, start: number, end: number, value: number): number => {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};
