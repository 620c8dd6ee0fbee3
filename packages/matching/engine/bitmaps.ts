/** Bitmaps have one bit for each document, in words of 32. */

/** Four bitmaps as fields, not as a list: a search reads a word of each for every word in reach. */
export type Four = {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly c: Int32Array;
  readonly d: Int32Array;
};

/** At most four; `everybody` stands in for what is missing. */
export const fourOf = ([a, b, c, d]: readonly (Int32Array | undefined)[], everybody: Int32Array): Four => ({
  a: a ?? everybody,
  b: b ?? everybody,
  c: c ?? everybody,
  d: d ?? everybody,
});

type Word = number | undefined;
/** Who is in four words. */
export const and = (a: Word, b: Word, c: Word, d: Word): number => (a ?? 0) & (b ?? 0) & (c ?? 0) & (d ?? 0);

/** Who is in all of these; at least one. */
export const all = (bitmaps: readonly Int32Array[]): Int32Array => {
  const [first = new Int32Array(), ...others] = bitmaps;
  return first.map((bits, word) => others.reduce((left, other) => left & (other[word] ?? 0), bits));
};

/** Of a word of 32 documents those of one area, documents `first` up to `end`. */
export const inArea = (bits: number, word: number, first: number, end: number): number => {
  let own = bits;
  if (word === first >>> 5) own &= -1 << (first & 31);
  if (word === (end - 1) >>> 5) own &= -1 >>> (31 - ((end - 1) & 31));
  return own;
};

/** One bit for each document that passes. */
export const bitsOf = (count: number, passes: (document: number) => boolean): Int32Array => {
  const bits = new Int32Array((count + 31) >>> 5);
  for (let document = 0; document < count; document++)
    if (passes(document)) bits[document >>> 5] = (bits[document >>> 5] ?? 0) | (1 << (document & 31));
  return bits;
};

/** How many bits of a word are 1 (H. S. Warren, Hacker's Delight, 2nd edition, figure 5-2). */
export const ones = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
