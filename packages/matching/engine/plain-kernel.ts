import type { WordRange } from "./bitmaps.ts";
import type { Counted, Counting, Kernel, PostingLists } from "./kernel.ts";
import type { Terms } from "./marks.ts";
import { Spans } from "./spans.ts";

/** Documents of a chunk, at most. */
const CHUNK = 65_536;
/** Bitmaps that are gone through at once, so that who is left is read and written less often. */
const AT_ONCE = 3;

/** What a term is worth: the requirements that it comes near to, and points. */
type Worth = { readonly mask: number; readonly above: number };

/** The loops in TypeScript: what the compiled ones are checked against, and what runs where those cannot. */
export class PlainKernel implements Kernel {
  readonly #spans = new Spans();
  /** Of one list who are among those counted, and room for who is looked at. */
  readonly #hits = new Uint16Array(CHUNK + 1);
  #lists: Uint16Array = new Uint16Array();
  #bitmaps: Int32Array = new Int32Array();
  #postings: PostingLists | undefined;

  int32s(count: number): Int32Array {
    return new Int32Array(count);
  }

  uint16s(count: number): Uint16Array {
    return new Uint16Array(count);
  }

  use(postings: PostingLists): void {
    this.#postings = postings;
    this.#lists = postings.lists;
    this.#bitmaps = postings.bitmaps;
  }

  leave(bits: Int32Array, bitmaps: readonly Int32Array[], { first, end }: WordRange): void {
    const [all = bits] = bitmaps;
    for (let at = 0; at < bitmaps.length; at += AT_ONCE) {
      const [one, two, three] = [bitmaps[at] ?? all, bitmaps[at + 1] ?? all, bitmaps[at + 2] ?? all];
      for (let word = first; word < end; word++)
        bits[word] = (bits[word] ?? 0) & (one[word] ?? 0) & (two[word] ?? 0) & (three[word] ?? 0);
    }
  }

  takeFound({ known }: Counted, { first, end, base, among }: Counting): void {
    for (let word = first; word < end; word++) among[word] = (among[word] ?? 0) & ~(known[word - base] ?? 0);
  }

  countTerms(counted: Counted, { competencies, masks, above, count }: Terms, counting: Counting): number {
    const spans = this.#spans;
    if (this.#postings !== undefined) spans.locate(this.#postings, competencies, count, counting);
    let read = 0;
    for (let at = 0; at < count; at++) {
      const start = spans.starts[at] ?? 0;
      const worth = { mask: masks[at] ?? 0, above: above[at] ?? 0 };
      read +=
        start < 0
          ? this.#countBitmap(~start, counted, counting, worth)
          : this.#countList(at, counted, counting, worth);
    }
    return read;
  }

  #countBitmap(place: number, counted: Counted, { first, end, base, among }: Counting, worth: Worth): number {
    const bitmaps = this.#bitmaps;
    const shift = place - base;
    for (let word = first; word < end; word++)
      for (let bits = (bitmaps[shift + word] ?? 0) & (among[word] ?? 0); bits !== 0; bits &= bits - 1)
        hit(((word - base) << 5) + 31 - Math.clz32(bits & -bits), counted, worth);
    return 2 * (end - first);
  }

  #countList(at: number, counted: Counted, { base, among }: Counting, worth: Worth): number {
    const lists = this.#lists;
    const hits = this.#hits;
    const from = this.#spans.from[at] ?? 0;
    const end = this.#spans.to[at] ?? 0;
    let count = 0;
    // Whether somebody is among those counted is not known before: without a branch on it, and so without a wrong guess.
    for (let place = from; place < end; place++) {
      const local = lists[place] ?? 0;
      hits[count] = local;
      count += ((among[base + (local >>> 5)] ?? 0) >>> (local & 31)) & 1;
    }
    for (let one = 0; one < count; one++) hit(hits[one] ?? 0, counted, worth);
    return end - from;
  }
}

const hit = (local: number, counted: Counted, { mask, above }: Worth): void => {
  const { masks, points } = counted;
  const before = masks[local] ?? 0;
  masks[local] = before | mask;
  points[local] = (points[local] ?? 0) + above;
  if (before === 0) find(local, counted);
};

const find = (local: number, counted: Counted): void => {
  const word = counted.known[local >>> 5] ?? 0;
  const bit = 1 << (local & 31);
  if ((word & bit) !== 0) return;
  counted.known[local >>> 5] = word | bit;
  counted.found[counted.count] = local;
  counted.count++;
};
