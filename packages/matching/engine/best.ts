import type { IdTable } from "./id-table.ts";

/** Ids have ranks below this, so that score and rank fit one whole number below 2^53. */
const RANKS = 2 ** 32;

/**
 * Keeps the best of many documents: the highest score first, of the same score the lowest rank. A heap with the
 * weakest on top, each as one number, so that a comparison is one operation.
 */
export class Best {
  /** How many are kept. */
  readonly limit: number;
  readonly #atLeast: number;
  readonly #heap: number[] = [];
  #bar: number;

  constructor(limit: number, atLeast: number) {
    this.limit = limit;
    this.#atLeast = atLeast;
    this.#bar = limit > 0 ? atLeast : Number.POSITIVE_INFINITY;
  }

  /** A document with a lower score does not get in. */
  get bar(): number {
    return this.#bar;
  }

  offer(score: number, rank: number): void {
    if (score < this.#bar) return;
    const key = score * RANKS + (RANKS - 1 - rank);
    if (this.#heap.length < this.limit) this.#up(this.#heap.push(key) - 1, key);
    else if (key > (this.#heap[0] ?? 0)) this.#down(key);
    if (this.#heap.length < this.limit) return;
    this.#bar = Math.max(this.#atLeast, Math.floor((this.#heap[0] ?? 0) / RANKS));
  }

  #up(from: number, key: number): void {
    const heap = this.#heap;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      const above = heap[parent] ?? 0;
      if (above <= key) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = key;
  }

  #down(key: number): void {
    const heap = this.#heap;
    let at = 0;
    for (let child = this.#weakerChild(at); (heap[child] ?? key) < key; child = this.#weakerChild(at)) {
      heap[at] = heap[child] ?? key;
      at = child;
    }
    heap[at] = key;
  }

  /** Place of the weaker of the two below; past the end when there is none. */
  #weakerChild(at: number): number {
    const left = 2 * at + 1;
    return (this.#heap[left + 1] ?? Number.POSITIVE_INFINITY) < (this.#heap[left] ?? 0) ? left + 1 : left;
  }

  /** What was kept, best first. */
  ranked(): { score: number; rank: number }[] {
    // An array of numbers is sorted without a comparison by us.
    return Array.from(Float64Array.from(this.#heap).sort().reverse(), (key) => {
      const score = Math.floor(key / RANKS);
      return { score, rank: RANKS - 1 - (key - score * RANKS) };
    });
  }
}

/** Something found, with its score by the definition. */
export type Hit<Id extends string> = { readonly id: Id; readonly score: number };
export type SearchOptions = { readonly limit: number; readonly atLeast?: number };

/** What was kept, by id. */
export const hitsOf = <Id extends string>(best: Best, ids: IdTable<Id>): Hit<Id>[] => {
  const hits: Hit<Id>[] = [];
  for (const { score, rank } of best.ranked()) {
    const id = ids.at(rank);
    if (id !== undefined) hits.push({ id, score });
  }
  return hits;
};
