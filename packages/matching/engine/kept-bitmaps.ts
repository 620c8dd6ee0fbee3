import { bitsOf, type Zeros, zeros } from "./bitmaps.ts";
import { UNKNOWN_REACH } from "./facts.ts";

/** Distances are of 16 bits. */
const DISTANCES = 2 ** 16;
/** Reaches that have a bitmap. */
const MOST_REACHES = 24;

export type Passes = (document: number) => boolean;

/** Bitmaps of documents that pass something, one bit each: made when first asked for, and kept until there are too many. */
export class KeptBitmaps {
  readonly #count: number;
  readonly #most: number;
  readonly #made = new Map<number, Int32Array>();

  readonly #zeros: Zeros;

  /** Of so many documents, and at most so many bitmaps. */
  constructor(count: number, most = Number.POSITIVE_INFINITY, make = zeros) {
    this.#count = count;
    this.#most = most;
    this.#zeros = make;
  }

  /** The bitmap of that kind and number (of 32 bits, with a sign), made by `passes` when it is not there. */
  of(kind: number, number: number, passes: Passes): Int32Array {
    return this.made(kind, number, () => bitsOf(this.#count, passes, this.#zeros));
  }

  /** The bitmap of that kind and number, which `make` makes when it is not there. */
  made(kind: number, number: number, make: () => Int32Array): Int32Array {
    const key = kind * 2 ** 32 + number;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    if (this.#made.size >= this.#most) this.#made.clear();
    const bitmap = make();
    this.#made.set(key, bitmap);
    return bitmap;
  }

  get bytes(): number {
    return [...this.#made.values()].reduce((sum, bitmap) => sum + bitmap.byteLength, 0);
  }
}

/** The numbers of a column, ascending, each once. */
export const distinct = (column: Uint16Array): number[] => {
  const there = new Uint8Array(2 ** 16);
  for (let at = 0; at < column.length; at++) there[column[at] ?? 0] = 1;
  const numbers: number[] = [];
  for (let number = 0; number < there.length; number++) if (there[number] === 1) numbers.push(number);
  return numbers;
};

/** Every so many-th of an ascending list, so that few enough are left. */
const thinned = (ascending: readonly number[]): number[] => {
  const every = Math.ceil(ascending.length / MOST_REACHES);
  return ascending.filter((_, index) => index % every === 0);
};

/** A step for every distance, and a bitmap for every step. */
export type Reaching = { readonly steps: Uint8Array; readonly bitmapOf: (step: number) => Int32Array };

/** Bitmaps of documents by how far they reach: two for each of 24 reaches, made when first asked for and kept. */
export class ReachBitmaps {
  readonly #zeros: Zeros;
  readonly #reach: Uint16Array;
  /** Reaches that there are, ascending, thinned out to a few: which have at least one of them is known by a bitmap. */
  readonly #reaches: readonly number[];
  readonly #made = new Map<number, Int32Array[]>();
  /** Per distance how many of those reaches are shorter. */
  readonly #steps = new Uint8Array(DISTANCES);

  constructor(reach: Uint16Array, make: Zeros) {
    this.#zeros = make;
    this.#reach = reach;
    this.#reaches = thinned(distinct(reach));
    for (const [index, shorter] of this.#reaches.entries()) this.#steps.fill(index + 1, shorter + 1);
  }

  /**
   * By distance: the documents whose own reach may go so far. `unknownAs` is the reach of what states none. Nothing that
   * goes so far is left out; of a shard with more than 24 different reaches, some that do not are in.
   */
  reaching(unknownAs: number): Reaching {
    const made: Int32Array[] = this.#made.get(unknownAs) ?? [];
    this.#made.set(unknownAs, made);
    const make = (step: number): Int32Array => {
      const least = this.#reaches[step - 1] ?? 0;
      const passes: Passes = (document) => {
        const own = this.#reach[document] ?? UNKNOWN_REACH;
        return (own === UNKNOWN_REACH ? unknownAs : own) > least;
      };
      return bitsOf(this.#reach.length, passes, this.#zeros);
    };
    return {
      steps: this.#steps,
      bitmapOf: (step) => {
        const bitmap = made[step] ?? make(step);
        made[step] = bitmap;
        return bitmap;
      },
    };
  }

  get bytes(): number {
    return [...this.#made.values()].flat().reduce((sum, bitmap) => sum + bitmap.byteLength, 0);
  }
}
