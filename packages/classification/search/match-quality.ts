// A beginning of a word is worth at least this; a word with a typing error less than any of these.
const BEGINNING = 0.7;
const MISTYPED = 0.6;
// Half of a label matched is worth less than all of it, but never nothing: people type the telling word.
const PART_OF_LABEL = 0.6;

const wordQuality = (word: string, labelWords: readonly string[], roughly: boolean): number => {
  let best = roughly ? MISTYPED : 0;
  for (const labelWord of labelWords) {
    if (labelWord === word) return 1;
    if (labelWord.startsWith(word)) {
      best = Math.max(best, BEGINNING + (1 - BEGINNING) * (word.length / labelWord.length));
    }
  }
  return best;
};

/**
 * How well a label answers a query, 0 to 1: the mean over the words of the query (1 as it stands, 0.7 and up as the
 * beginning of a word, 0.6 with a typing error), times 0.6 to 1 by the share of the label's words that the query has.
 * Words are folded; `matched` holds the words of the query that the search library found in the label.
 */
export const matchQuality = (
  words: readonly string[],
  labelWords: readonly string[],
  matched: ReadonlySet<string>,
): number => {
  if (words.length === 0 || labelWords.length === 0) return 0;
  const total = words.reduce((sum, word) => sum + wordQuality(word, labelWords, matched.has(word)), 0);
  const share = Math.min(1, words.length / labelWords.length);
  return (total / words.length) * (PART_OF_LABEL + (1 - PART_OF_LABEL) * share);
};
