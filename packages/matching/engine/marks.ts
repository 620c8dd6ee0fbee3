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
  /** Per competency asked: the word of its requirement. */
  readonly #wordOf = new Map<number, number>();
  readonly #near: Int32Array[] = [];
  /** Per word of a mask and byte in it: near points of every combination of eight requirements. */
  readonly #sums: Int32Array[] = [];
  /** Per word: the competencies that come near to any requirement in it. */
  readonly #terms: number[][] = [];
  /** Per word: the requirements in it that are must-haves. */
  readonly #musts: number[] = [];
  #words = 0;

  /** Forgets the last vacancy and takes these requirements. */
  set(requirements: readonly WeighedRequirement[], near: MatchingClassification["near"]): void {
    this.#clear();
    this.#words = Math.ceil(requirements.length / WORD);
    while (this.#near.length < this.#words) {
      this.#near.push(new Int32Array(ROW_LIMIT));
      this.#sums.push(new Int32Array(4 * 256));
      this.#terms.push([]);
    }
    this.#musts.length = 0;
    for (const [index, { competency, worth, importance }] of requirements.entries()) {
      this.#above[competency] = worth - nearPoints(worth);
      const word = index >>> 5;
      const bit = 1 << (index & 31);
      if (importance === "must") this.#musts[word] = (this.#musts[word] ?? 0) | bit;
      this.#wordOf.set(competency, word);
      this.#mark(competency, word, bit);
      for (const other of near(competency)) this.#mark(other, word, bit);
    }
    for (let word = 0; word < this.#words; word++)
      this.#sum(word, requirements.slice(word * WORD, (word + 1) * WORD));
  }

  #mark(competency: number, word: number, bit: number): void {
    const plane = this.#near[word];
    if (plane === undefined) return;
    const marked = plane[competency] ?? 0;
    if (marked === 0) this.#terms[word]?.push(competency);
    plane[competency] = marked | bit;
  }

  #clear(): void {
    this.#wordOf.clear();
    for (const [word, terms] of this.#terms.entries()) {
      for (const competency of terms) {
        this.#above[competency] = 0;
        const plane = this.#near[word];
        if (plane !== undefined) plane[competency] = 0;
      }
      terms.length = 0;
    }
  }

  /** Words of a mask that the requirements take. */
  get words(): number {
    return this.#words;
  }

  /** Competencies that come near to a requirement of that word, each once. */
  terms(word: number): readonly number[] {
    return this.#terms[word] ?? [];
  }

  /** The requirements of that word that a competency comes near to. */
  mask(competency: number, word: number): number {
    return this.#near[word]?.[competency] ?? 0;
  }

  /** The requirements of that word that are must-haves. */
  musts(word: number): number {
    return this.#musts[word] ?? 0;
  }

  /** Points that an exact hit has above a near one, when the requirement itself is in that word. */
  above(competency: number, word: number): number {
    return this.#wordOf.get(competency) === word ? (this.#above[competency] ?? 0) : 0;
  }

  #sum(word: number, requirements: readonly WeighedRequirement[]): void {
    const sums = this.#sums[word];
    if (sums === undefined) return;
    // Bytes past the last requirement never have a bit, and the sum of no bits is 0 always.
    for (let byte = 0; 8 * byte < requirements.length; byte++) {
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
    if (near === undefined) return 0;
    let mask = 0;
    for (let at = from; at < to; at++) mask |= near[values[at] ?? 0] ?? 0;
    return this.nearPoints(mask, word);
  }

  /** Near points of the requirements in a mask. */
  nearPoints(mask: number, word: number): number {
    const sums = this.#sums[word];
    if (sums === undefined) return 0;
    return (
      (sums[mask & 255] ?? 0) +
      (sums[256 + ((mask >>> 8) & 255)] ?? 0) +
      (sums[512 + ((mask >>> 16) & 255)] ?? 0) +
      (sums[768 + (mask >>> 24)] ?? 0)
    );
  }
}
