import type { Postings } from "./postings.ts";
import type { Stretch } from "./reach.ts";
import type { RequirementCodes } from "./requirement-codes.ts";

/** Documents of a chunk, at most. */
const CHUNK = 65_536;

/**
 * Adds up points term by term: goes through the postings of all that a vacancy asks, for those only who are among some.
 * Who has nothing of it is never looked at, and nobody's row is read. One stretch at a time, with `forget` after each.
 */
export class Tally {
  readonly #postings: Postings;
  /** Per document of the chunk: requirements of the current word that it comes near to. */
  readonly #masks: Int32Array;
  readonly #points: Int32Array;
  /** Documents of the chunk in the order in which they were found, and a bit for each. */
  readonly #found: Uint16Array;
  readonly #known: Int32Array;
  /** Of the current term. */
  readonly #hits: Uint16Array;
  #count = 0;
  #base = 0;

  /** `documents` is how many the shard has. */
  constructor(postings: Postings, documents: number) {
    const size = Math.min(CHUNK, 32 * Math.ceil(documents / 32));
    this.#postings = postings;
    this.#masks = new Int32Array(size);
    this.#points = new Int32Array(size);
    this.#found = new Uint16Array(size);
    // A hit is written before it is known whether it counts.
    this.#hits = new Uint16Array(size + 1);
    this.#known = new Int32Array(size / 32);
  }

  /** How many documents have any competency that was counted. */
  get count(): number {
    return this.#count;
  }

  /** The document found at that place. */
  document(at: number): number {
    return (this.#base << 5) + (this.#found[at] ?? 0);
  }

  /** What the competencies of the document found at that place are worth. */
  points(at: number): number {
    return this.#points[this.#found[at] ?? 0] ?? 0;
  }

  /** Adds up for those among `among`. Gives how many places in postings were read. */
  score(codes: RequirementCodes, stretch: Stretch, among: Int32Array): number {
    this.#base = this.#postings.firstWord(stretch.chunk);
    const { terms } = codes;
    let read = 0;
    for (let word = 0; word < codes.words; word++) {
      for (let code = 1; code < terms.length; code++) {
        const mask = codes.mask(code, word);
        if (mask === 0) continue;
        const term = terms[code] ?? 0;
        const hits = this.#postings.hits(term, stretch, among, this.#hits);
        read += this.#postings.countOf(term, stretch.chunk);
        // An exact hit counts once, with the first word.
        this.#add(hits, mask, codes.aboveIn(code, word));
      }
      this.#close(codes, word);
    }
    return read;
  }

  #add(hits: number, mask: number, above: number): void {
    const masks = this.#masks;
    const points = this.#points;
    for (let at = 0; at < hits; at++) {
      const local = this.#hits[at] ?? 0;
      const before = masks[local] ?? 0;
      masks[local] = before | mask;
      points[local] = (points[local] ?? 0) + above;
      if (before === 0) this.#find(local);
    }
  }

  #find(local: number): void {
    const known = this.#known[local >>> 5] ?? 0;
    const bit = 1 << (local & 31);
    if ((known & bit) !== 0) return;
    this.#known[local >>> 5] = known | bit;
    this.#found[this.#count] = local;
    this.#count++;
  }

  /** Adds up what the masks of this word say, and clears them for the next. */
  #close(codes: RequirementCodes, word: number): void {
    for (let at = 0; at < this.#count; at++) {
      const local = this.#found[at] ?? 0;
      this.#points[local] = (this.#points[local] ?? 0) + codes.nearOf(this.#masks[local] ?? 0, word);
      this.#masks[local] = 0;
    }
  }

  /** Takes who was found out of those among whom was counted: only who has nothing is left there. */
  takeFrom(among: Int32Array, { first, end }: Stretch): void {
    for (let word = first; word < end; word++)
      among[word] = (among[word] ?? 0) & ~(this.#known[word - this.#base] ?? 0);
  }

  forget(): void {
    for (let at = 0; at < this.#count; at++) {
      const local = this.#found[at] ?? 0;
      this.#points[local] = 0;
      this.#known[local >>> 5] = 0;
    }
    this.#count = 0;
  }
}
