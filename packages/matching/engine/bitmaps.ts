/** Bitmaps have one bit for each document, in words of 32. */

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
