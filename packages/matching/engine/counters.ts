/**
 * Counts bits of many documents at once: one number per document, kept as planes of bits, so that an operation on a
 * word counts for 32 documents.
 */
export class BitCounters {
  readonly #planes: Int32Array[] = [];
  readonly #words: number;
  readonly #same: Int32Array;
  #used = 0;

  constructor(words: number) {
    this.#words = words;
    this.#same = new Int32Array(words);
  }

  /** Starts counting from 0 in the words `first` up to `end`; no number will pass `most`. */
  reset(most: number, first: number, end: number): void {
    this.#used = 32 - Math.clz32(most);
    while (this.#planes.length < this.#used) this.#planes.push(new Int32Array(this.#words));
    for (let plane = 0; plane < this.#used; plane++) this.#planes[plane]?.fill(0, first, end);
  }

  /** Adds one for every document whose bit is set. Overwrites `bits`. */
  add(bits: Int32Array, first: number, end: number): void {
    for (const plane of this.#planes.slice(0, this.#used)) carry(plane, bits, first, end);
  }

  /** Sets in `into` exactly the bits of the documents that count at least `least`, which is at most the `most` of `reset`. */
  atLeast(least: number, into: Int32Array, { first, end }: { first: number; end: number }): void {
    // From the highest plane down: `into` has those that are greater already, `#same` those that are equal so far.
    into.fill(0, first, end);
    this.#same.fill(-1, first, end);
    for (let plane = this.#used - 1; plane >= 0; plane--) {
      const bits = this.#planes[plane];
      const wanted = ((least >>> plane) & 1) === 1;
      if (bits !== undefined) compare(bits, wanted, { into, same: this.#same, first, end });
    }
    const same = this.#same;
    for (let word = first; word < end; word++) into[word] = (into[word] ?? 0) | (same[word] ?? 0);
  }
}

const carry = (plane: Int32Array, bits: Int32Array, first: number, end: number): void => {
  for (let word = first; word < end; word++) {
    const have = plane[word] ?? 0;
    const more = bits[word] ?? 0;
    plane[word] = have ^ more;
    bits[word] = have & more;
  }
};

type Comparison = { into: Int32Array; same: Int32Array; first: number; end: number };

const compare = (plane: Int32Array, wanted: boolean, { into, same, first, end }: Comparison): void => {
  if (wanted) {
    for (let word = first; word < end; word++) same[word] = (same[word] ?? 0) & (plane[word] ?? 0);
    return;
  }
  for (let word = first; word < end; word++) {
    const bits = plane[word] ?? 0;
    const equal = same[word] ?? 0;
    into[word] = (into[word] ?? 0) | (equal & bits);
    same[word] = equal & ~bits;
  }
};
