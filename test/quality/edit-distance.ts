/** Letters that change between two texts, at least (Levenshtein). */
export const editDistance = (a: string, b: string): number => {
  let before = Uint16Array.from({ length: b.length + 1 }, (_, index) => index);
  let row = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const other = (before[j - 1] ?? 0) + Number(a.charCodeAt(i - 1) !== b.charCodeAt(j - 1));
      row[j] = Math.min(other, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    }
    [before, row] = [row, before];
  }
  return before[b.length] ?? 0;
};

/** 1 for equal texts, 0 for texts with nothing in place. */
export const editSimilarity = (a: string, b: string): number =>
  1 - editDistance(a, b) / Math.max(1, a.length, b.length);
