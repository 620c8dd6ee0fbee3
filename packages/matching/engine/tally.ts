import type { RequirementMarks, Terms } from "./marks.ts";
import type { Postings } from "./postings.ts";
import { Spans } from "./spans.ts";

/** All requirements of a word. */
const EVERY = -1;
/** What a term is worth: the requirements that it comes near to, and points. */
type Worth = { readonly mask: number; readonly above: number };
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
  /** Where the documents of the terms are. */
  readonly #spans = new Spans();
  /** Of one list who are among those counted, and room for who is looked at. */
  readonly #hits = new Uint16Array(CHUNK + 1);
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
      this.#add(stretch, marks.choose(word, musts));
      this.#close(marks, word);
    }
    return this.#read;
  }

  /** Counts the points of all requirements. Gives how many places in postings were read. */
  score(marks: RequirementMarks, stretch: Stretch): number {
    this.#begin(stretch);
    for (let word = 0; word < marks.words; word++) {
      this.#add(stretch, marks.choose(word, EVERY));
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

  /** Counts what these terms are worth for those who have them. */
  #add(stretch: Stretch, { competencies, masks, above, count }: Terms): void {
    const spans = this.#spans;
    const chunk = this.#postings.chunkOf(stretch.first);
    this.#postings.locate(competencies, count, { chunk, ...stretch }, spans);
    for (let at = 0; at < count; at++) {
      const start = spans.starts[at] ?? 0;
      const worth = { mask: masks[at] ?? 0, above: above[at] ?? 0 };
      if (start < 0) this.#addBitmap(~start - this.#base, stretch, worth);
      else this.#addList(at, stretch.among, worth);
    }
  }

  #addBitmap(shift: number, { first, end, among }: Stretch, { mask, above }: Worth): void {
    const words = this.#postings.bitmaps;
    this.#read += 2 * (end - first);
    for (let word = first; word < end; word++) {
      for (let bits = (words[shift + word] ?? 0) & (among[word] ?? 0); bits !== 0; bits &= bits - 1)
        this.#hit(((word - this.#base) << 5) + 31 - Math.clz32(bits & -bits), mask, above);
    }
  }

  #addList(at: number, among: Int32Array, { mask, above }: Worth): void {
    const base = this.#base;
    const locals = this.#postings.lists;
    const end = this.#spans.to[at] ?? 0;
    const from = this.#spans.from[at] ?? 0;
    this.#read += end - from;
    const hits = this.#hits;
    let count = 0;
    // Whether somebody is among those counted is not known before: without a branch on it, and so without a wrong guess.
    for (let place = from; place < end; place++) {
      const local = locals[place] ?? 0;
      hits[count] = local;
      count += ((among[base + (local >>> 5)] ?? 0) >>> (local & 31)) & 1;
    }
    for (let hit = 0; hit < count; hit++) this.#hit(hits[hit] ?? 0, mask, above);
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
