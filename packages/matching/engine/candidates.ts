import type { Postings } from "./postings.ts";
import type { Stretch } from "./reach.ts";

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

  /** Finds everybody in a stretch who has any of these terms. */
  find(terms: readonly number[], stretch: Stretch): void {
    for (const term of terms) this.#postings.addTo(this.#known, term, stretch);
  }

  /** Forgets who was found in a stretch. */
  forget({ chunk }: Stretch): void {
    this.#known.fill(0, this.#postings.firstWord(chunk), this.#postings.firstWord(chunk + 1));
  }
}
