import type { WeighedRequirement } from "../requirements.ts";
import { nearPoints } from "../requirements.ts";
import type { MatchingClassification } from "../world.ts";
import { ROW_LIMIT } from "./numbering.ts";

/** Requirements in one word of a mask. */
const WORD = 32;

/**
 * What each competency means for the requirements of one vacancy, as arrays over the whole classification. A requirement
 * that is met exactly is met nearly too, for a near hit's points plus the rest: so the points of a person are the sum of
 * what every competency adds exactly, and of the near points of all requirements that any of them comes near to. The
 * latter are a bit per requirement, in words of 32.
 */
export class RequirementMarks {
  /** Per competency: the points that an exact hit has above a near one. */
  readonly #above = new Int32Array(ROW_LIMIT);
  readonly #near: Int32Array[] = [];
  /** Per word of a mask and byte in it: near points of every combination of eight requirements. */
  readonly #sums: Int32Array[] = [];
  #words = 0;
  #touched: number[] = [];

  /** Forgets the last vacancy and takes these requirements. */
  set(requirements: readonly WeighedRequirement[], near: MatchingClassification["near"]): void {
    this.#clear();
    this.#words = Math.ceil(requirements.length / WORD);
    while (this.#near.length < this.#words) {
      this.#near.push(new Int32Array(ROW_LIMIT));
      this.#sums.push(new Int32Array(4 * 256));
    }
    for (const [index, { competency, worth }] of requirements.entries()) {
      this.#above[competency] = worth - nearPoints(worth);
      const plane = this.#near[index >>> 5];
      const bit = 1 << (index & 31);
      for (const one of [competency, ...near(competency)]) {
        this.#touched.push(one);
        if (plane !== undefined) plane[one] = (plane[one] ?? 0) | bit;
      }
    }
    for (let word = 0; word < this.#words; word++)
      this.#sum(word, requirements.slice(word * WORD, (word + 1) * WORD));
  }

  #clear(): void {
    for (const competency of this.#touched) {
      this.#above[competency] = 0;
      for (const plane of this.#near) plane[competency] = 0;
    }
    this.#touched = [];
  }

  #sum(word: number, requirements: readonly WeighedRequirement[]): void {
    const sums = this.#sums[word];
    if (sums === undefined) return;
    sums.fill(0);
    for (let byte = 0; byte < 4; byte++) {
      for (let bits = 1; bits < 256; bits++) {
        const lowest = 31 - Math.clz32(bits & -bits);
        const points = nearPoints(requirements[8 * byte + lowest]?.worth ?? 0);
        sums[256 * byte + bits] = (sums[256 * byte + (bits & (bits - 1))] ?? 0) + points;
      }
    }
  }

  /** Points of the competencies `values[from]` up to `values[to]`. */
  points(values: Uint16Array, from: number, to: number): number {
    if (this.#words === 0) return 0;
    const above = this.#above;
    let points = 0;
    for (let at = from; at < to; at++) points += above[values[at] ?? 0] ?? 0;
    for (let word = 0; word < this.#words; word++) points += this.#nearPoints(word, { values, from, to });
    return points;
  }

  #nearPoints(word: number, { values, from, to }: { values: Uint16Array; from: number; to: number }): number {
    const near = this.#near[word];
    const sums = this.#sums[word];
    if (near === undefined || sums === undefined) return 0;
    let mask = 0;
    for (let at = from; at < to; at++) mask |= near[values[at] ?? 0] ?? 0;
    return (
      (sums[mask & 255] ?? 0) +
      (sums[256 + ((mask >>> 8) & 255)] ?? 0) +
      (sums[512 + ((mask >>> 16) & 255)] ?? 0) +
      (sums[768 + (mask >>> 24)] ?? 0)
    );
  }
}
