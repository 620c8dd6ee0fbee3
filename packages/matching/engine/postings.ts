/** Documents of a chunk have numbers of 16 bits within it. */
const CHUNK_BITS = 16;

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
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at] ?? 0);
  return most + 1;
};

/**
 * Which documents have a term: per chunk of 65,536 documents a bitmap for a term that at least one in 32 has, and a list
 * of 16-bit numbers for the others. All whole numbers; nothing changes after building.
 */
export class Postings {
  readonly #terms: number;
  readonly #chunkBits: number;
  /** Per chunk and term: where its list starts in `#lists`, or ~(where its bitmap starts in `#bitmaps`). */
  readonly #places: Int32Array;
  readonly #counts: Uint16Array;
  readonly #lists: Uint16Array;
  readonly #bitmaps: Int32Array;

  /** `chunkBits` is for tests, which want several chunks of few documents; 5 to 16. */
  constructor({ starts, values }: Rows, chunkBits: number = CHUNK_BITS) {
    const documents = starts.length - 1;
    const terms = termsIn({ starts, values });
    const chunks = Math.max(1, Math.ceil(documents / 2 ** chunkBits));
    this.#terms = terms;
    this.#chunkBits = chunkBits;
    this.#places = new Int32Array(chunks * terms);
    const counts = countsOf({ starts, values }, { chunkBits, terms, chunks });
    const words = 2 ** (chunkBits - 5);
    let [listed, mapped] = [0, 0];
    for (let slot = 0; slot < counts.length; slot++) {
      const count = counts[slot] ?? 0;
      if (count >= words) {
        this.#places[slot] = ~mapped;
        mapped += words;
      } else {
        this.#places[slot] = listed;
        listed += count;
      }
    }
    this.#lists = new Uint16Array(listed);
    this.#bitmaps = new Int32Array(mapped);
    // A list is shorter than a chunk's words, so its length fits.
    this.#counts = Uint16Array.from(counts, (count) => (count >= words ? 0 : count));
    this.#fill({ starts, values });
  }

  #fill({ starts, values }: Rows): void {
    const filled = new Uint16Array(this.#places.length);
    for (let document = 0; document + 1 < starts.length; document++) {
      const end = starts[document + 1] ?? 0;
      for (let at = starts[document] ?? 0; at < end; at++) this.#put(document, values[at] ?? 0, filled);
    }
  }

  #put(document: number, term: number, filled: Uint16Array): void {
    const slot = (document >>> this.#chunkBits) * this.#terms + term;
    const place = this.#places[slot] ?? 0;
    const local = document & (2 ** this.#chunkBits - 1);
    if (place < 0) {
      const word = ~place + (local >>> 5);
      this.#bitmaps[word] = (this.#bitmaps[word] ?? 0) | (1 << (local & 31));
      return;
    }
    const at = filled[slot] ?? 0;
    this.#lists[place + at] = local;
    filled[slot] = at + 1;
  }

  get bytes(): number {
    return (
      this.#places.byteLength + this.#counts.byteLength + this.#lists.byteLength + this.#bitmaps.byteLength
    );
  }

  /** The chunk that a word of 32 documents is in. */
  chunkOf(word: number): number {
    return word >>> (this.#chunkBits - 5);
  }

  /** The first word of a chunk. */
  firstWord(chunk: number): number {
    return chunk << (this.#chunkBits - 5);
  }

  /** Who has the term in a chunk: a bitmap of the chunk's words, or an ascending list of documents within the chunk. */
  of(term: number, chunk: number): Posting {
    const slot = chunk * this.#terms + term;
    const place = term < this.#terms ? (this.#places[slot] ?? 0) : 0;
    if (place < 0) return { kind: "bitmap", words: this.#bitmaps, start: ~place };
    const end = term < this.#terms ? place + (this.#counts[slot] ?? 0) : place;
    return { kind: "list", locals: this.#lists, start: place, end };
  }
}

export type Posting =
  | { readonly kind: "bitmap"; readonly words: Int32Array; readonly start: number }
  | { readonly kind: "list"; readonly locals: Uint16Array; readonly start: number; readonly end: number };

/** Per chunk and term how many documents have it. */
const countsOf = (
  { starts, values }: Rows,
  { chunkBits, terms, chunks }: { chunkBits: number; terms: number; chunks: number },
): Uint32Array => {
  const counts = new Uint32Array(chunks * terms);
  for (let chunk = 0; chunk < chunks; chunk++) {
    const end = starts[Math.min(starts.length - 1, (chunk + 1) << chunkBits)] ?? 0;
    for (let at = starts[chunk << chunkBits] ?? 0; at < end; at++) {
      const slot = chunk * terms + (values[at] ?? 0);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
  }
  return counts;
};

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
