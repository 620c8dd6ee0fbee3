import type { Counting, PostingLists } from "./kernel.ts";

/** Room for the terms of most searches; for more it is made. */
const TERMS = 256;

/** So many places up, unless the one before that has the value or more. */
const up = (lists: Uint16Array, place: number, by: number, value: number): number =>
  (lists[place + by - 1] ?? 0) < value ? place + by : place;

type Chunk = Pick<Counting, "first" | "end" | "base" | "chunk">;
type Ends = { readonly least: number; readonly past: number };

/**
 * Where in the lists of a shard the documents of many terms are, looked up side by side. What one look-up waits for from
 * memory is then asked for together with what the others wait for; one after the other, waiting is most of a search.
 */
export class Spans {
  /** Per place: where a list starts, or ~(where a bitmap starts), as the slots of postings have it. */
  starts = new Int32Array(TERMS);
  /** Per place: the stretch of the lists that is asked for; empty for a bitmap. */
  from = new Int32Array(TERMS);
  to = new Int32Array(TERMS);
  /** Per place: among how many values from `from`, and from `to`, these are still to be found. */
  among = new Int32Array(TERMS);

  /** Makes room for so many terms. */
  #room(count: number): void {
    if (count <= this.starts.length) return;
    const size = 2 * count;
    this.starts = new Int32Array(size);
    this.from = new Int32Array(size);
    this.to = new Int32Array(size);
    this.among = new Int32Array(size);
  }

  /** Looks up where the first `count` of some terms are, in the words that are counted in. */
  locate(
    { slots, lists, chunks, terms }: PostingLists,
    numbers: Uint16Array,
    count: number,
    where: Chunk,
  ): void {
    this.#room(count);
    const { starts, from, to, among } = this;
    for (let at = 0; at < count; at++) {
      const term = numbers[at] ?? 0;
      const slot = 2 * (term * chunks + where.chunk);
      const isKnown = term < terms;
      const start = isKnown ? (slots[slot] ?? 0) : 0;
      starts[at] = start;
      from[at] = start;
      to[at] = start;
      among[at] = isKnown && start >= 0 ? (slots[slot + 1] ?? 0) : 0;
    }
    const { first, end, base } = where;
    this.#narrow(lists, count, { least: (first - base) << 5, past: (end - base) << 5 });
  }

  /** Moves `from` up to the first value that is at least `least`, and `to` to the first that is at least `past`. */
  #narrow(lists: Uint16Array, count: number, ends: Ends): void {
    let most = 0;
    for (let at = 0; at < count; at++) most = Math.max(most, this.among[at] ?? 0);
    for (; most > 0; most >>>= 1) this.#halve(lists, count, ends);
  }

  /** A step of a binary search in all lists: halves what each place is among, without a branch on a value. */
  #halve(lists: Uint16Array, count: number, { least, past }: Ends): void {
    const { from, to, among } = this;
    for (let at = 0; at < count; at++) {
      const left = among[at] ?? 0;
      if (left === 0) continue;
      const half = (left + 1) >>> 1;
      from[at] = up(lists, from[at] ?? 0, half, least);
      to[at] = up(lists, to[at] ?? 0, half, past);
      among[at] = left - half;
    }
  }
}
