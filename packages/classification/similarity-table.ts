import { type Features, type SimilaritySource, similarityViews, type View } from "./similarity-views.ts";

/** Similarities are kept in steps of 4 permille, a byte each. */
export const SIMILARITY_STEP = 4;
const STEPS = 1000 / SIMILARITY_STEP;
// The average of few occupations says little about what is ordinary: with N of them it counts N / (N + 100).
const ENOUGH_OCCUPATIONS = 100;
// What two occupations have in common by chance.
const FLOOR = 0.02;

/** Where the pair of `a` and `b`, `a` above `b`, is in the table: below the diagonal, row by row. */
export const pairAt = (a: number, b: number): number => (a * (a - 1)) / 2 + b;

type Posting = { occupations: number[]; amounts: number[] };

const postingsOf = (rows: readonly Features[]): Map<number, Posting> => {
  const postings = new Map<number, Posting>();
  for (const [occupation, row] of rows.entries()) {
    for (const [feature, amount] of row) {
      if (amount === 0) continue;
      const posting = postings.get(feature) ?? { occupations: [], amounts: [] };
      posting.occupations.push(occupation);
      posting.amounts.push(amount);
      postings.set(feature, posting);
    }
  }
  return postings;
};

type Sums = { pairs: Float64Array; diagonal: Float64Array };

const addTo = (totals: Float64Array, at: number, amount: number): void => {
  totals[at] = (totals[at] ?? 0) + amount;
};

/** Adds the products of one feature with the occupations up to and with the one that the line is for. */
const addPosting = ({ occupations, amounts }: Posting, amount: number, line: Float64Array): void => {
  for (let i = 0; i < occupations.length; i++) {
    const other = occupations[i] ?? 0;
    if (other >= line.length) break;
    line[other] = (line[other] ?? 0) + amount * (amounts[i] ?? 0);
  }
};

/** Adds a view's cosines of all pairs, times its weight. */
const addView = ({ weight, rows }: View, { pairs, diagonal }: Sums): void => {
  const postings = postingsOf(rows);
  for (const [occupation, row] of rows.entries()) {
    const line = new Float64Array(occupation + 1);
    for (const [feature, amount] of row) {
      const posting = postings.get(feature);
      if (posting !== undefined) addPosting(posting, amount, line);
    }
    const start = pairAt(occupation, 0);
    for (let other = 0; other < occupation; other++) {
      addTo(pairs, start + other, weight * (line[other] ?? 0));
    }
    addTo(diagonal, occupation, weight * (line[occupation] ?? 0));
  }
};

const eachPair = (size: number, visit: (a: number, b: number) => void): void => {
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) visit(a, b);
};

/** How alike each occupation is to all on average, and the average of that, shrunk where there are few. */
const averagesOf = ({ pairs, diagonal }: Sums): { own: Float64Array; all: number } => {
  const size = diagonal.length;
  const totals = diagonal.slice();
  eachPair(size, (a, b) => {
    const value = pairs[pairAt(a, b)] ?? 0;
    addTo(totals, a, value);
    addTo(totals, b, value);
  });
  const own = totals.map((total) => total / (size + ENOUGH_OCCUPATIONS));
  return { own, all: own.reduce((sum, value) => sum + value, 0) / Math.max(1, size) };
};

/** Steps of 4 permille for a corrected cosine: nothing up to the floor, above it a square root. */
const stepsOf = (cosine: number): number =>
  cosine <= FLOOR ? 0 : Math.round(STEPS * Math.sqrt((Math.min(1, cosine) - FLOOR) / (1 - FLOOR)));

/** The table of all pairs below the diagonal, in steps of 4 permille; see `similarity.ts` for the formula. */
export const buildSimilarityTable = (source: SimilaritySource): Uint8Array => {
  const size = source.occupations.length;
  const sums: Sums = { pairs: new Float64Array(pairAt(size, 0)), diagonal: new Float64Array(size) };
  for (const view of similarityViews(source)) addView(view, sums);
  const { own, all } = averagesOf(sums);
  const lengths = sums.diagonal.map((value, index) =>
    Math.sqrt(Math.max(0, value - 2 * (own[index] ?? 0) + all)),
  );
  const table = new Uint8Array(sums.pairs.length);
  eachPair(size, (a, b) => {
    const centred = (sums.pairs[pairAt(a, b)] ?? 0) - (own[a] ?? 0) - (own[b] ?? 0) + all;
    const length = (lengths[a] ?? 0) * (lengths[b] ?? 0);
    table[pairAt(a, b)] = length > 0 ? stepsOf(centred / length) : 0;
  });
  return table;
};
