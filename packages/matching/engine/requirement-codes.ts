import type { WeighedRequirement } from "../requirements.ts";
import { nearPoints } from "../requirements.ts";
import type { MatchingClassification } from "../world.ts";
import { ones } from "./bitmaps.ts";
import { ROW_LIMIT } from "./numbering.ts";

/** Requirements in one word of a mask. */
const WORD = 32;

/** A requirement with all competencies that meet it, exactly or nearly. */
export type Group = {
  readonly must: boolean;
  readonly worth: number;
  /** Codes of the competency asked and of those near to it. */
  readonly codes: readonly number[];
};

/**
 * What each competency means for the requirements of one vacancy. Those that mean anything have a code from 1 on; a row
 * of competencies is read with one look at a table for each, most of which say 0. A requirement that is met exactly is
 * met nearly too, for a near hit's points plus the rest: so the points of a person are the sum of what every competency
 * adds exactly, and of the near points of all requirements that any of them comes near to: a bit each, in words of 32.
 */
export class RequirementCodes {
  readonly #codeOf = new Uint16Array(ROW_LIMIT);
  /** The competency of each code; 0 is none. */
  readonly #terms: number[] = [0];
  /** By code: points that an exact hit has above a near one. */
  #above = new Int32Array(256);
  /** By code: the word of the requirement that is the competency itself. */
  readonly #wordOf: number[] = [];
  /** By word and code: the requirements that a competency comes near to. */
  readonly #masks: Int32Array[] = [];
  /** By word: the requirements that are must-haves. */
  readonly #musts: number[] = [];
  /** By requirement. */
  readonly #nearPoints: number[] = [];
  readonly #groups: Group[] = [];

  /** Points of the row that was read last, and how many must-haves it meets. */
  points = 0;
  met = 0;

  /** Forgets the last vacancy and takes these requirements. */
  set(requirements: readonly WeighedRequirement[], near: MatchingClassification["near"]): void {
    this.#clear();
    for (let word = 0; word * WORD < requirements.length; word++) {
      this.#masks[word] ??= new Int32Array(this.#above.length);
      this.#musts[word] = 0;
    }
    for (const [index, { competency, worth, importance }] of requirements.entries()) {
      const own = nearPoints(worth);
      const [word, bit] = [index >>> 5, 1 << (index & 31)];
      const must = importance === "must";
      if (must) this.#musts[word] = (this.#musts[word] ?? 0) | bit;
      this.#nearPoints[index] = own;
      const code = this.#mark(competency, word, bit);
      this.#above[code] = worth - own;
      this.#wordOf[code] = word;
      const codes = [code];
      for (const other of near(competency)) codes.push(this.#mark(other, word, bit));
      this.#groups.push({ must, worth, codes });
    }
  }

  #clear(): void {
    for (let code = 1; code < this.#terms.length; code++) {
      this.#codeOf[this.#terms[code] ?? 0] = 0;
      this.#above[code] = 0;
      for (const masks of this.#masks) masks[code] = 0;
    }
    this.#terms.length = 1;
    this.#wordOf.length = 0;
    this.#musts.length = 0;
    this.#groups.length = 0;
  }

  #mark(competency: number, word: number, bit: number): number {
    const code = this.#codeOf[competency] || this.#newCode(competency);
    const masks = this.#masks[word];
    if (masks !== undefined) masks[code] = (masks[code] ?? 0) | bit;
    return code;
  }

  #newCode(competency: number): number {
    const code = Math.max(1, this.#terms.length);
    this.#terms[code] = competency;
    this.#codeOf[competency] = code;
    if (code >= this.#above.length) {
      this.#above = longer(this.#above);
      for (const [word, masks] of this.#masks.entries()) this.#masks[word] = longer(masks);
    }
    return code;
  }

  /** The competency of every code; the first of them is none. */
  get terms(): readonly number[] {
    return this.#terms;
  }

  /** The requirements, in their order. */
  get groups(): readonly Group[] {
    return this.#groups;
  }

  /** Reads the competencies `values[from]` up to `values[to]`, and leaves what they give in `points` and `met`. */
  read(values: Uint16Array, from: number, to: number): void {
    this.points = 0;
    this.met = 0;
    for (let word = 0; word < this.#musts.length; word++) {
      // An exact hit counts once, with the first word.
      const mask = word === 0 ? this.#readFirst(values, from, to) : this.#maskOf(word, { values, from, to });
      if (mask === 0) continue;
      this.met += ones(mask & (this.#musts[word] ?? 0));
      this.points += this.nearOf(mask, word);
    }
  }

  /** The first word of the mask of a row; adds the points of exact hits. */
  #readFirst(values: Uint16Array, from: number, to: number): number {
    const codeOf = this.#codeOf;
    const above = this.#above;
    const masks = this.#masks[0] ?? above;
    let mask = 0;
    let points = 0;
    for (let at = from; at < to; at++) {
      const code = codeOf[values[at] ?? 0] ?? 0;
      if (code === 0) continue;
      mask |= masks[code] ?? 0;
      points += above[code] ?? 0;
    }
    this.points = points;
    return mask;
  }

  #maskOf(word: number, { values, from, to }: { values: Uint16Array; from: number; to: number }): number {
    const masks = this.#masks[word] ?? this.#above;
    let mask = 0;
    for (let at = from; at < to; at++) mask |= masks[this.#codeOf[values[at] ?? 0] ?? 0] ?? 0;
    return mask;
  }

  /** Words of a mask that the requirements take. */
  get words(): number {
    return this.#musts.length;
  }

  /** The requirements of that word that a competency comes near to, by its code. */
  mask(code: number, word: number): number {
    return this.#masks[word]?.[code] ?? 0;
  }

  /** Points that an exact hit has above a near one, when the requirement itself is in that word. */
  aboveIn(code: number, word: number): number {
    return this.#wordOf[code] === word ? (this.#above[code] ?? 0) : 0;
  }

  /** Near points of the requirements in a mask. */
  nearOf(mask: number, word: number): number {
    let points = 0;
    for (let bits = mask; bits !== 0; bits &= bits - 1)
      points += this.#nearPoints[word * WORD + 31 - Math.clz32(bits & -bits)] ?? 0;
    return points;
  }
}

const longer = (array: Int32Array): Int32Array<ArrayBuffer> => {
  const more = new Int32Array(2 * array.length);
  more.set(array);
  return more;
};
