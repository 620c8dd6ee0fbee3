import type { RequirementMarks } from "./marks.ts";
import { lowerBound, type Postings } from "./postings.ts";

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
  /** Per document of the chunk: requirements of the current word that it comes near to. */
  readonly #masks: Int32Array;
  readonly #points: Int32Array;
  readonly #musts: Uint16Array;
  /** Documents of the chunk in the order in which they were found, and a bit for each. */
  readonly #found: Uint16Array;
  readonly #known: Int32Array;
  #count = 0;
  #base = 0;
  #read = 0;

  /** `documents` is how many the shard has. */
  constructor(postings: Postings, documents: number) {
    const size = Math.min(CHUNK, 32 * Math.ceil(documents / 32));
    this.#postings = postings;
    this.#masks = new Int32Array(size);
    this.#points = new Int32Array(size);
    this.#musts = new Uint16Array(size);
    this.#found = new Uint16Array(size);
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

  /** What the competencies of the document found at that place are worth, after `score`. */
  points(at: number): number {
    return this.#points[this.#found[at] ?? 0] ?? 0;
  }

  /** Must-haves that the document found at that place meets. */
  musts(at: number): number {
    return this.#musts[this.#found[at] ?? 0] ?? 0;
  }

  /** Counts must-haves only. Gives how many places in postings were read; a bitmap has 32 in two. */
  countMusts(marks: RequirementMarks, stretch: Stretch): number {
    this.#begin(stretch);
    for (let word = 0; word < marks.words; word++) {
      const musts = marks.musts(word);
      if (musts === 0) continue;
      for (const term of marks.terms(word)) {
        const mask = marks.mask(term, word) & musts;
        if (mask !== 0) this.#add(term, stretch, { mask, above: 0 });
      }
      this.#close(marks, word);
    }
    return this.#read;
  }

  /** Counts the points of all requirements. Gives how many places in postings were read. */
  score(marks: RequirementMarks, stretch: Stretch): number {
    this.#begin(stretch);
    for (let word = 0; word < marks.words; word++) {
      for (const term of marks.terms(word))
        this.#add(term, stretch, { mask: marks.mask(term, word), above: marks.above(term, word) });
      this.#close(marks, word);
    }
    return this.#read;
  }

  /** Takes who was found out of those among whom was counted: only who has nothing is left there. */
  takeFrom({ first, end, among }: Stretch): void {
    for (let word = first; word < end; word++)
      among[word] = (among[word] ?? 0) & ~(this.#known[word - this.#base] ?? 0);
  }

  forget(): void {
    for (let at = 0; at < this.#count; at++) {
      const local = this.#found[at] ?? 0;
      this.#points[local] = 0;
      this.#musts[local] = 0;
      this.#known[local >>> 5] = 0;
    }
    this.#count = 0;
  }

  #begin({ first }: Stretch): void {
    this.#read = 0;
    this.#base = this.#postings.firstWord(this.#postings.chunkOf(first));
  }

  #add(term: number, stretch: Stretch, worth: { mask: number; above: number }): void {
    const posting = this.#postings.of(term, this.#postings.chunkOf(stretch.first));
    if (posting.kind === "bitmap") this.#addBitmap(posting.words, posting.start - this.#base, stretch, worth);
    else this.#addList(posting, stretch, worth);
  }

  #addBitmap(
    words: Int32Array,
    shift: number,
    { first, end, among }: Stretch,
    { mask, above }: { mask: number; above: number },
  ): void {
    this.#read += 2 * (end - first);
    for (let word = first; word < end; word++) {
      for (let bits = (words[shift + word] ?? 0) & (among[word] ?? 0); bits !== 0; bits &= bits - 1)
        this.#hit(((word - this.#base) << 5) + 31 - Math.clz32(bits & -bits), mask, above);
    }
  }

  #addList(
    { locals, start, end }: { locals: Uint16Array; start: number; end: number },
    { first, end: past, among }: Stretch,
    { mask, above }: { mask: number; above: number },
  ): void {
    const base = this.#base;
    const last = (past - base) << 5;
    const from = lowerBound(locals, start, end, (first - base) << 5);
    const to = lowerBound(locals, from, end, last);
    this.#read += to - from;
    for (let at = from; at < to; at++) {
      const local = locals[at] ?? 0;
      if ((((among[base + (local >>> 5)] ?? 0) >>> (local & 31)) & 1) === 1) this.#hit(local, mask, above);
    }
  }

  #hit(local: number, mask: number, above: number): void {
    const before = this.#masks[local] ?? 0;
    this.#masks[local] = before | mask;
    this.#points[local] = (this.#points[local] ?? 0) + above;
    if (before === 0) this.#find(local);
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
  #close(marks: RequirementMarks, word: number): void {
    const musts = marks.musts(word);
    for (let at = 0; at < this.#count; at++) {
      const local = this.#found[at] ?? 0;
      const mask = this.#masks[local] ?? 0;
      this.#masks[local] = 0;
      this.#points[local] = (this.#points[local] ?? 0) + marks.nearPoints(mask, word);
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
