import { pairAt, SIMILARITY_STEP } from "./similarity-table.ts";

/** Another occupation with its similarity in permille, 1 to 1000. */
export type SimilarOccupation = { occupation: number; similarity: number };

export type OccupationSimilarity = {
  similarity(a: number, b: number): number;
  similarOccupations(occupation: number, limit?: number): SimilarOccupation[];
};

const DEFAULT_LIMIT = 20;

/**
 * Similarity of occupations in whole permille, read from the table that was made with the compact form:
 *
 * 1. K(a, b) = Σ weight × cosine over the views of `similarity-views.ts`;
 * 2. what is ordinary is taken out (double centring): K'(a, b) = K(a, b) − λ (K̄(a) + K̄(b) − K̄), with
 *    λ = N / (N + 100), and c = K'(a, b) / √(K'(a, a) K'(b, b));
 * 3. permille = 1000 × √((c − 0.02) / 0.98), 0 below the floor, in steps of 4.
 *
 * 1000 for an occupation and itself only by definition; of two occupations in different ISCO major groups of ESCO 1.1.1
 * more than three quarters have 0, of two in one unit group half have 450 or more.
 */
export const occupationSimilarity = (table: Uint8Array, occupations: number): OccupationSimilarity => {
  const check = (occupation: number): void => {
    if (!Number.isInteger(occupation) || occupation < 0 || occupation >= occupations) {
      throw new RangeError(`no occupation ${occupation}`);
    }
  };
  const between = (a: number, b: number): number =>
    a === b ? 1000 : SIMILARITY_STEP * ((a > b ? table[pairAt(a, b)] : table[pairAt(b, a)]) ?? 0);
  return {
    similarity: (a, b) => {
      check(a);
      check(b);
      return between(a, b);
    },
    similarOccupations: (occupation, limit = DEFAULT_LIMIT) => {
      check(occupation);
      return Array.from({ length: occupations }, (_, other) => ({
        occupation: other,
        similarity: between(occupation, other),
      }))
        .filter((entry) => entry.similarity > 0 && entry.occupation !== occupation)
        .sort((a, b) => b.similarity - a.similarity || a.occupation - b.occupation)
        .slice(0, limit);
    },
  };
};
