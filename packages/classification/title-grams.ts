import { fold, wordsOf } from "./text.ts";

const SHORTEST = 2;
const LONGEST = 5;
const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a of a stretch of UTF-16 units. 32 bits for some 100,000 grams: a collision or two, which do no harm. */
const hashOf = (text: string, from: number, to: number): number => {
  let hash = OFFSET_BASIS;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash >>> 0;
};

const wordGrams = (word: string, shortest: number, visit: (gram: number) => void): void => {
  const padded = ` ${word} `;
  for (let size = shortest; size <= LONGEST; size++) {
    if (size >= padded.length) {
      // The whole of a short word once, as the usual definition of grams within word boundaries has it.
      visit(hashOf(padded, 0, padded.length));
      return;
    }
    for (let from = 0; from + size <= padded.length; from++) visit(hashOf(padded, from, from + size));
  }
};

/** The words that are compared: folded, `/` and `-` and brackets between words. */
export const titleWords = (title: string): string[] => wordsOf(fold(title));

/** How often each character gram of 2 (or `shortest`) to 5, within word boundaries, is in these words; as 32-bit hashes. */
export const gramsOf = (words: readonly string[], shortest = SHORTEST): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const word of words)
    wordGrams(word, shortest, (gram) => counts.set(gram, (counts.get(gram) ?? 0) + 1));
  return counts;
};

/** A whole word as a hash, for the table of words that labels have. */
export const wordHash = (word: string): number => hashOf(word, 0, word.length);
