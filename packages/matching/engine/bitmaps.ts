/** Bitmaps have one bit for each document, in words of 32. */

/** Of a word of 32 documents those of one area, documents `first` up to `end`. */
export const inArea = (bits: number, word: number, first: number, end: number): number => {
  let own = bits;
  if (word === first >>> 5) own &= -1 << (first & 31);
  if (word === (end - 1) >>> 5) own &= -1 >>> (31 - ((end - 1) & 31));
  return own;
};

/** Zeros, where bitmaps are kept. */
export type Zeros = (words: number) => Int32Array;
export const zeros: Zeros = (words) => new Int32Array(words);

/** One bit for each document that passes. */
export const bitsOf = (count: number, passes: (document: number) => boolean, make = zeros): Int32Array => {
  const bits = make((count + 31) >>> 5);
  for (let document = 0; document < count; document++)
    if (passes(document)) bits[document >>> 5] = (bits[document >>> 5] ?? 0) | (1 << (document & 31));
  return bits;
};

/** Words `first` up to `end`. */
export type WordRange = { readonly first: number; readonly end: number };
export type MutableWordRange = { first: number; end: number };

/** Adds `first` up to `end` to the ranges before it, as one with the last when at most `gap` is between them. */
export const joinWords = (ranges: MutableWordRange[], first: number, end: number, gap: number): void => {
  const last = ranges.at(-1);
  if (end === first) return;
  if (last !== undefined && first - last.end <= gap) last.end = Math.max(last.end, end);
  else ranges.push({ first, end });
};

/** Adds the documents `first` up to `end` that are in the bitmap; nobody after `first` is among them yet. */
export const addStretch = (bits: Int32Array, bitmap: Int32Array, first: number, end: number): void => {
  const word = first >>> 5;
  const last = (end - 1) >>> 5;
  if (end <= first) return;
  bits[word] = (bits[word] ?? 0) | inArea(bitmap[word] ?? 0, word, first, end);
  for (let between = word + 1; between < last; between++) bits[between] = bitmap[between] ?? 0;
  if (last > word) bits[last] = inArea(bitmap[last] ?? 0, last, first, end);
};
