import type { Lists } from "./compact/lists.ts";

/** Another occupation with its similarity in permille, 1 to 1000. */
export type SimilarOccupation = { occupation: number; similarity: number };

export type OccupationSimilarity = {
  similarity(a: number, b: number): number;
  similarOccupations(occupation: number, limit?: number): SimilarOccupation[];
};

export type SimilarityInput = {
  essential: Lists;
  optional: Lists;
  /** idf per competency, whole thousandths. */
  idf: Uint16Array;
};

// Essential 1, optional 0.7, in tenths.
const ESSENTIAL = 10;
const OPTIONAL = 7;
const DEFAULT_LIMIT = 20;

type Vector = Map<number, number>;

type Postings = { starts: Uint32Array; occupations: Uint32Array; weights: Uint32Array };

const vectorOf = ({ essential, optional, idf }: SimilarityInput, occupation: number): Vector => {
  const vector: Vector = new Map();
  for (const competency of essential.of(occupation))
    vector.set(competency, ESSENTIAL * (idf[competency] ?? 0));
  for (const competency of optional.of(occupation)) vector.set(competency, OPTIONAL * (idf[competency] ?? 0));
  return vector;
};

/** Per competency where its postings begin. */
const startsOf = (vectors: readonly Vector[], competencies: number): Uint32Array => {
  const starts = new Uint32Array(competencies + 1);
  for (const competency of vectors.flatMap((vector) => [...vector.keys()])) {
    starts[competency + 1] = (starts[competency + 1] ?? 0) + 1;
  }
  let total = 0;
  for (const [index, count] of starts.entries()) {
    total += count;
    starts[index] = total;
  }
  return starts;
};

const postingsOf = (vectors: readonly Vector[], competencies: number): Postings => {
  const starts = startsOf(vectors, competencies);
  const next = starts.slice();
  const occupations = new Uint32Array(starts[competencies] ?? 0);
  const weights = new Uint32Array(occupations.length);
  for (const [occupation, vector] of vectors.entries()) {
    for (const [competency, weight] of vector) {
      const at = next[competency] ?? 0;
      next[competency] = at + 1;
      occupations[at] = occupation;
      weights[at] = weight;
    }
  }
  return { starts, occupations, weights };
};

const squaredNorm = (vector: Vector): number => {
  let total = 0;
  for (const weight of vector.values()) total += weight * weight;
  return total;
};

// The products are whole and below 2^53, and a square root is rounded the same way by every machine: so is this.
const permille = (dot: number, a: number, b: number): number =>
  dot === 0 ? 0 : Math.min(1000, Math.round((1000 * dot) / (Math.sqrt(a) * Math.sqrt(b))));

/**
 * Similarity of occupations, first form: the cosine of their competencies, weighted by idf (see `compact/rarity.ts`),
 * essential 1, optional 0.7; whole permille. 1000 for an occupation and itself, also for one without competencies.
 * Made at first use from what is loaded: one pair takes microseconds, so no table of pairs is kept.
 */
export const occupationSimilarity = (input: SimilarityInput): OccupationSimilarity => {
  const vectors = Array.from({ length: input.essential.length }, (_, index) => vectorOf(input, index));
  const norms = Float64Array.from(vectors, squaredNorm);
  let postings: Postings | undefined;
  const at = (occupation: number): Vector => {
    const vector = vectors[occupation];
    if (vector === undefined) throw new RangeError(`no occupation ${occupation}`);
    return vector;
  };
  const similarity = (a: number, b: number): number => {
    const [left, right] = [at(a), at(b)];
    if (a === b) return 1000;
    const [small, large] = left.size <= right.size ? [left, right] : [right, left];
    let dot = 0;
    for (const [competency, weight] of small) dot += weight * (large.get(competency) ?? 0);
    return permille(dot, norms[a] ?? 0, norms[b] ?? 0);
  };
  const dotsWithAll = (occupation: number): Float64Array => {
    postings ??= postingsOf(vectors, input.idf.length);
    const dots = new Float64Array(vectors.length);
    for (const [competency, weight] of at(occupation)) {
      for (let i = postings.starts[competency] ?? 0; i < (postings.starts[competency + 1] ?? 0); i++) {
        const other = postings.occupations[i] ?? 0;
        dots[other] = (dots[other] ?? 0) + weight * (postings.weights[i] ?? 0);
      }
    }
    return dots;
  };
  return {
    similarity,
    similarOccupations: (occupation, limit = DEFAULT_LIMIT) => {
      const own = squaredNorm(at(occupation));
      return Array.from(dotsWithAll(occupation), (dot, other) => ({
        occupation: other,
        similarity: permille(dot, own, norms[other] ?? 0),
      }))
        .filter((entry) => entry.similarity > 0 && entry.occupation !== occupation)
        .sort((a, b) => b.similarity - a.similarity || a.occupation - b.occupation)
        .slice(0, limit);
    },
  };
};
