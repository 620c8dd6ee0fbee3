import * as z from "zod";
import type { WordRange } from "./bitmaps.ts";
import type { Counted, Counting, Kernel, PostingLists } from "./kernel.ts";
import { KERNEL_BYTES } from "./kernel-bytes.ts";
import type { Terms } from "./marks.ts";
import { ROW_LIMIT } from "./numbering.ts";

const PAGE = 65_536;
/** Addresses have 32 bits. */
const MOST_PAGES = 65_536;
/** What is put into memory begins at the start of a line of a processor's cache. */
const LINE = 64;
/** Documents of a chunk, at most. */
const CHUNK = 65_536;
/** Bytes that the kernel takes for itself: the terms of a search, and who of a list was hit. */
const OWN_BYTES = 26 * ROW_LIMIT + 2 * CHUNK + 8 * LINE + PAGE;
/** What is counted of the documents of a chunk. */
const TALLY_BYTES = 12 * CHUNK;
/** Bitmaps that are gone through at once. */
const AT_ONCE = 4;
/** Bitmaps there is room for: what is never written takes no memory. Others are copied when they are needed. */
const BITMAPS = 320;

/** What `kernel/search-loops.as` exports. */
type Loops = {
  readonly setPostings: (
    slots: number,
    lists: number,
    bitmaps: number,
    chunks: number,
    terms: number,
  ) => void;
  readonly setTally: (masks: number, points: number, known: number, found: number, hits: number) => void;
  readonly setTerms: (
    numbers: number,
    masks: number,
    above: number,
    starts: number,
    from: number,
    to: number,
    among: number,
  ) => void;
  readonly leave: (
    bits: number,
    a: number,
    b: number,
    c: number,
    d: number,
    first: number,
    end: number,
  ) => void;
  readonly takeFound: (bits: number, first: number, words: number) => void;
  readonly countTerms: (
    many: number,
    chunk: number,
    bits: number,
    first: number,
    end: number,
    already: number,
  ) => number;
  readonly placesRead: (many: number, first: number, end: number) => number;
};
const NAMES = ["setPostings", "setTally", "setTerms", "leave", "takeFound", "countTerms", "placesRead"];
const Loops = z.custom<Loops>(
  (exports) =>
    typeof exports === "object" &&
    exports !== null &&
    NAMES.every((name) => typeof Reflect.get(exports, name) === "function"),
);

/** Numbers in memory are as WebAssembly has them, the lowest byte first. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

let known: { readonly module: WebAssembly.Module | undefined } | undefined;
/** The compiled loops; undefined on a machine that cannot run them. */
const loopsModule = (): WebAssembly.Module | undefined => {
  if (known === undefined) {
    const bytes = Buffer.from(KERNEL_BYTES, "base64");
    const runs = isLittleEndian && WebAssembly.validate(bytes);
    known = { module: runs ? new WebAssembly.Module(bytes) : undefined };
  }
  return known.module;
};

/** What a shard puts into the memory of its kernel. */
export type Room = {
  readonly documents: number;
  /** Bytes of postings, at most. */
  readonly postings: number;
};

/** The compiled loops, with a memory of their own that has room for what a shard puts into it. */
class CompiledKernel implements Kernel {
  readonly #memory: WebAssembly.Memory;
  readonly #loops: Loops;
  /** The first page is left out, so that no address is 0. */
  #top = PAGE;
  readonly #numbers: Uint16Array;
  readonly #masks: Int32Array;
  readonly #above: Int32Array;
  /** Room for bitmaps that did not fit. */
  readonly #copies: readonly Int32Array[];
  readonly #hits: Uint16Array;

  constructor(module: WebAssembly.Module, memory: WebAssembly.Memory, { documents }: Room) {
    this.#memory = memory;
    this.#loops = Loops.parse(new WebAssembly.Instance(module, { env: { memory } }).exports);
    this.#numbers = this.uint16s(ROW_LIMIT);
    this.#masks = this.int32s(ROW_LIMIT);
    this.#above = this.int32s(ROW_LIMIT);
    this.#hits = this.uint16s(CHUNK + AT_ONCE);
    this.#copies = Array.from({ length: AT_ONCE }, () => this.int32s(wordsOf(documents)));
    const [starts = 0, from = 0, to = 0, among = 0] = Array.from(
      { length: 4 },
      () => this.int32s(ROW_LIMIT).byteOffset,
    );
    const own = [this.#numbers.byteOffset, this.#masks.byteOffset, this.#above.byteOffset] as const;
    this.#loops.setTerms(...own, starts, from, to, among);
  }

  /** Where there is room for so many bytes; undefined when there is none. */
  #place(bytes: number): number | undefined {
    const place = this.#top;
    const end = LINE * Math.ceil((place + bytes) / LINE);
    if (end > this.#memory.buffer.byteLength) return undefined;
    this.#top = end;
    return place;
  }

  int32s(count: number): Int32Array {
    const place = this.#place(4 * count);
    return place === undefined ? new Int32Array(count) : new Int32Array(this.#memory.buffer, place, count);
  }

  uint16s(count: number): Uint16Array {
    const place = this.#place(2 * count);
    return place === undefined ? new Uint16Array(count) : new Uint16Array(this.#memory.buffer, place, count);
  }

  use({ slots, lists, bitmaps, chunks, terms }: PostingLists, counted: Counted): void {
    const { masks, points, known: bits, found } = counted;
    if ([slots, lists, bitmaps, masks, points, bits, found].some((list) => !this.#has(list)))
      throw new RangeError("the memory of the kernel is too small for the postings");
    this.#loops.setPostings(slots.byteOffset, lists.byteOffset, bitmaps.byteOffset, chunks, terms);
    const counts = [masks.byteOffset, points.byteOffset, bits.byteOffset, found.byteOffset] as const;
    this.#loops.setTally(...counts, this.#hits.byteOffset);
  }

  #has(list: Int32Array | Uint16Array): boolean {
    return list.buffer === this.#memory.buffer;
  }

  leave(bits: Int32Array, bitmaps: readonly Int32Array[], range: WordRange): void {
    for (let at = 0; at < bitmaps.length; at += AT_ONCE) {
      const one = this.#addressOf(bitmaps, at, range);
      // Once more who is in the first, where there are not four.
      const two = at + 1 < bitmaps.length ? this.#addressOf(bitmaps, at + 1, range) : one;
      const three = at + 2 < bitmaps.length ? this.#addressOf(bitmaps, at + 2, range) : one;
      const four = at + 3 < bitmaps.length ? this.#addressOf(bitmaps, at + 3, range) : one;
      this.#loops.leave(bits.byteOffset, one, two, three, four, range.first, range.end);
    }
  }

  /** Where that bitmap is, or a copy of the words asked for. */
  #addressOf(bitmaps: readonly Int32Array[], at: number, { first, end }: WordRange): number {
    const bitmap = bitmaps[at];
    const copy = this.#copies[at % AT_ONCE];
    if (bitmap === undefined || copy === undefined) return 0;
    if (this.#has(bitmap)) return bitmap.byteOffset;
    copy.set(bitmap.subarray(first, end), first);
    return copy.byteOffset;
  }

  takeFound(_: Counted, { first, end, base, among }: Counting): void {
    this.#loops.takeFound(among.byteOffset + 4 * first, first - base, end - first);
  }

  countTerms(counted: Counted, { competencies, masks, above, count }: Terms, counting: Counting): number {
    for (let at = 0; at < count; at++) {
      this.#numbers[at] = competencies[at] ?? 0;
      this.#masks[at] = masks[at] ?? 0;
      this.#above[at] = above[at] ?? 0;
    }
    const { chunk, base, among } = counting;
    const [first, end] = [counting.first - base, counting.end - base];
    const bits = among.byteOffset + 4 * base;
    counted.count = this.#loops.countTerms(count, chunk, bits, first, end, counted.count);
    return this.#loops.placesRead(count, first, end);
  }
}

const wordsOf = (documents: number): number => (documents + 31) >>> 5;

/** A kernel with room for a shard; undefined where the compiled loops cannot run, or there is no memory for them. */
export const compiledKernel = (room: Room): Kernel | undefined => {
  const module = loopsModule();
  const bitmaps = 4 * (BITMAPS + AT_ONCE) * (wordsOf(room.documents) + LINE);
  const pages = Math.ceil((OWN_BYTES + TALLY_BYTES + room.postings + bitmaps) / PAGE);
  if (module === undefined || pages > MOST_PAGES) return undefined;
  try {
    return new CompiledKernel(module, new WebAssembly.Memory({ initial: pages }), room);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
