import type { MatchingClassification } from "../world.ts";

/** The highest similarity among `values[from]` up to `values[to]`, in permille; 0 when there are none. */
export type BestSimilarity = (values: Uint16Array, from: number, to: number) => number;

/** When there is no occupation to be like. */
export const ALIKE_IN_NOTHING: BestSimilarity = () => 0;

const NOT_YET = -1;
/** Occupations of which similarities are kept, of 6 kB each for 3,000 others. */
const MOST_KEPT = 512;

/** Occupations most like one, and how like it any other is at most. */
export type MostAlike = { readonly occupations: Uint16Array; readonly others: number };
export const NONE_ALIKE: MostAlike = { occupations: new Uint16Array(), others: 0 };
/** So many are looked for by themselves. */
const MOST_ALIKE = 32;

/**
 * Similarities of occupations in permille, worked out when first asked for and kept until there are too many: of an
 * occupation those with all that it has been compared with.
 */
export class Similarities {
  readonly #classification: MatchingClassification;
  readonly #known = new Map<number, Int16Array>();

  readonly #size: number;
  readonly #alike = new Map<number, MostAlike>();

  /** `size` is above every occupation that will be compared with. */
  constructor(classification: MatchingClassification, size: number) {
    this.#classification = classification;
    this.#size = size;
  }

  /** For one occupation, its similarity to another. */
  to(occupation: number): (other: number) => number {
    if (this.#known.size >= MOST_KEPT && !this.#known.has(occupation)) this.#known.clear();
    const known = this.#known.get(occupation) ?? new Int16Array(this.#size).fill(NOT_YET);
    this.#known.set(occupation, known);
    return (other) => {
      const kept = known[other] ?? NOT_YET;
      if (kept !== NOT_YET) return kept;
      const similarity = this.#classification.similarity(occupation, other);
      known[other] = similarity;
      return similarity;
    };
  }

  /** The occupations most like one among those that are compared with it: at most 32, and all that are more like it than any other. */
  mostAlike(occupation: number): MostAlike {
    const kept = this.#alike.get(occupation);
    if (kept !== undefined) return kept;
    const similarityTo = this.to(occupation);
    const own = Int16Array.from({ length: this.#size }, (_, other) => similarityTo(other));
    const others = own.toSorted().at(-1 - MOST_ALIKE) ?? 0;
    const places = [...own.keys()].filter((other) => (own[other] ?? 0) > others);
    const alike = { occupations: Uint16Array.from(places), others };
    if (this.#alike.size >= MOST_KEPT) this.#alike.clear();
    this.#alike.set(occupation, alike);
    return alike;
  }

  /** For one occupation, what gives the best similarity to any in a stretch of a row. */
  bestOf(occupation: number): BestSimilarity {
    const similarityTo = this.to(occupation);
    return (values, from, to) => {
      let best = 0;
      for (let at = from; at < to; at++) best = Math.max(best, similarityTo(values[at] ?? 0));
      return best;
    };
  }
}
