import type { Counted, Counting, Kernel } from "./kernel.ts";
import type { RequirementMarks } from "./marks.ts";
import type { Postings } from "./postings.ts";

/** All requirements of a word. */
const EVERY = -1;
/** Documents of a chunk, at most. */
const CHUNK = 65_536;

/** Words `first` up to `end`, all of one chunk, and whom to count in them: one bit for each document of the shard. */
export type Stretch = { readonly first: number; readonly end: number; readonly among: Int32Array };

/**
 * Counts term by term: goes through the postings of the competencies that a vacancy asks, and adds up for every document
 * that has any of them. Who has none is never looked at. One stretch at a time, with `forget` after each.
 */
export class Tally {
  readonly #postings: Postings;
  readonly #kernel: Kernel;
  readonly #counted: Counted;
  readonly #musts: Uint16Array;
  #base = 0;
  #read = 0;

  /** `documents` is how many the shard has; the postings are in the kernel's memory. */
  constructor(postings: Postings, documents: number, kernel: Kernel) {
    const size = Math.min(CHUNK, 32 * Math.ceil(documents / 32));
    this.#postings = postings;
    this.#kernel = kernel;
    this.#counted = {
      masks: kernel.int32s(size),
      points: kernel.int32s(size),
      found: kernel.uint16s(size),
      known: kernel.int32s(size / 32),
      count: 0,
    };
    this.#musts = new Uint16Array(size);
    kernel.use(postings.all, this.#counted);
  }

  /** How many documents have any competency that was counted. */
  get count(): number {
    return this.#counted.count;
  }

  /** The document found at that place. */
  document(at: number): number {
    return (this.#base << 5) + (this.#counted.found[at] ?? 0);
  }

  /** What the competencies of the document found at that place are worth, after `score`. */
  points(at: number): number {
    return this.#counted.points[this.#counted.found[at] ?? 0] ?? 0;
  }

  /** Must-haves that the document found at that place meets. */
  musts(at: number): number {
    return this.#musts[this.#counted.found[at] ?? 0] ?? 0;
  }

  /** Counts must-haves only. Gives how many places in postings were read; a bitmap has 32 in two. */
  countMusts(marks: RequirementMarks, stretch: Stretch): number {
    this.#begin(stretch);
    for (let word = 0; word < marks.words; word++) {
      const musts = marks.musts(word);
      if (musts === 0) continue;
      this.#read += this.#kernel.countTerms(this.#counted, marks.choose(word, musts), this.#in(stretch));
      this.#close(marks, word);
    }
    return this.#read;
  }

  /** Counts the points of all requirements. Gives how many places in postings were read. */
  score(marks: RequirementMarks, stretch: Stretch): number {
    this.#begin(stretch);
    for (let word = 0; word < marks.words; word++) {
      this.#read += this.#kernel.countTerms(this.#counted, marks.choose(word, EVERY), this.#in(stretch));
      this.#close(marks, word);
    }
    return this.#read;
  }

  /** Takes who was found out of those among whom was counted: only who has nothing is left there. */
  takeFrom(stretch: Stretch): void {
    this.#kernel.takeFound(this.#counted, this.#in(stretch));
  }

  #in(stretch: Stretch): Counting {
    return { ...stretch, chunk: this.#postings.chunkOf(stretch.first), base: this.#base };
  }

  forget(): void {
    const { found, points, known, count } = this.#counted;
    for (let at = 0; at < count; at++) {
      const local = found[at] ?? 0;
      points[local] = 0;
      this.#musts[local] = 0;
      known[local >>> 5] = 0;
    }
    this.#counted.count = 0;
  }

  #begin({ first }: Stretch): void {
    this.#read = 0;
    this.#base = this.#postings.firstWord(this.#postings.chunkOf(first));
  }

  /** Adds up what the masks of this word say, and clears them for the next. */
  #close(marks: RequirementMarks, word: number): void {
    const musts = marks.musts(word);
    const { found, masks, points, count } = this.#counted;
    for (let at = 0; at < count; at++) {
      const local = found[at] ?? 0;
      const mask = masks[local] ?? 0;
      masks[local] = 0;
      points[local] = (points[local] ?? 0) + marks.nearPoints(mask, word);
      this.#musts[local] = (this.#musts[local] ?? 0) + ones(mask & musts);
    }
  }
}

/** How many bits of a word are 1 (H. S. Warren, Hacker's Delight, 2nd edition, figure 5-2). */
const ones = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
