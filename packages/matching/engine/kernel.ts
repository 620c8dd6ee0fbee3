import type { WordRange } from "./bitmaps.ts";
import type { Terms } from "./marks.ts";

/** Where postings are: `Postings` says what is in them. */
export type PostingLists = {
  readonly slots: Int32Array;
  readonly lists: Uint16Array;
  readonly bitmaps: Int32Array;
  readonly chunks: number;
  readonly terms: number;
};

/** What is counted of the documents of a chunk. */
export type Counted = {
  /** Per document: requirements of the current word that it comes near to, and points. */
  readonly masks: Int32Array;
  readonly points: Int32Array;
  /** Documents in the order in which they were found, so many, and a bit for each. */
  readonly found: Uint16Array;
  readonly known: Int32Array;
  count: number;
};

/** Words of one chunk, that of the chunk's first document, and whom to count in them: one bit for each document of the shard. */
export type Counting = WordRange & {
  readonly chunk: number;
  readonly base: number;
  readonly among: Int32Array;
};

/**
 * The loops in which a search spends its time, and the memory that they work on. There are two: plain TypeScript, and the
 * same compiled, with four words an operation. They give the same, and nobody sees which a shard has.
 */
export type Kernel = {
  /** Zeros that the loops can reach. */
  readonly int32s: (count: number) => Int32Array;
  readonly uint16s: (count: number) => Uint16Array;
  /** Leaves in `bits` who is in all these bitmaps. */
  readonly leave: (bits: Int32Array, bitmaps: readonly Int32Array[], range: WordRange) => void;
  /** Takes who was found out of those among whom was counted. */
  readonly takeFound: (counted: Counted, counting: Counting) => void;
  /** Counts what terms are worth for those who have them. Gives how many places in postings were read; a bitmap has 32 in two. */
  readonly countTerms: (counted: Counted, terms: Terms, counting: Counting) => number;
  /** What is counted in, and by: once, before anything is counted. */
  readonly use: (postings: PostingLists, counted: Counted) => void;
};
