import type { Postings, Words } from "./postings.ts";

/** Finds who has any of some competencies, in a stretch after the other: one bit for each document. */
export class Candidates {
  readonly #postings: Postings;
  readonly #known: Int32Array;

  /** `documents` is how many the shard has. */
  constructor(postings: Postings, documents: number) {
    this.#postings = postings;
    this.#known = new Int32Array((documents + 31) >>> 5);
  }

  /** Who was found; outside of the stretches bits may be set of whom nobody asked for. */
  get known(): Int32Array {
    return this.#known;
  }

  /** Finds everybody in those words who has any of these terms. Gives how many places were read. */
  find(terms: Iterable<number>, words: Words): number {
    let read = 0;
    for (const term of terms) read += this.#postings.addTo(this.#known, term, words);
    return read;
  }

  /** Forgets who was found in a chunk. */
  forget(chunk: number): void {
    this.#known.fill(0, this.#postings.firstWord(chunk), this.#postings.firstWord(chunk + 1));
  }
}
