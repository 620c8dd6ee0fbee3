import type { WeighedRequirement } from "../requirements.ts";
import { nearPoints } from "../requirements.ts";
import type { MatchingClassification } from "../world.ts";
import { ROW_LIMIT } from "./numbering.ts";

/** Requirements in one word of a mask. */
const WORD = 32;
/** Room for the competencies that most vacancies ask or come near to; for more it is made. */
const ROOM = 512;

/**
 * So many competencies, the requirements of one word that each of them comes near to, and what an exact hit has above a
 * near one when the requirement itself is in that word.
 */
export type Terms = ReturnType<typeof listsOf> & { readonly count: number };

const listsOf = (size: number) => ({
  competencies: new Uint16Array(size),
  masks: new Int32Array(size),
  above: new Int32Array(size),
});

/**
 * What each competency means for the requirements of one vacancy. A requirement that is met exactly is met nearly too,
 * for a near hit's points plus the rest: so the points of a person are the sum of what every competency adds exactly, and
 * of the near points of all requirements that any of them comes near to. The latter are a bit per requirement, in words
 * of 32.
 */
export class RequirementMarks {
  /** Per competency of the classification its place in the lists below; 0, where nothing is, when it is not asked nor near. */
  readonly #places = new Uint16Array(ROW_LIMIT);
  #competencies = new Uint16Array(ROOM);
  /** Per place: the points that an exact hit has above a near one, and the word of its requirement. */
  #above = new Int32Array(ROOM);
  #words = new Uint16Array(ROOM);
  /** Per word and place: the requirements that it comes near to. */
  #near: Int32Array[] = [];
  #count = 1;
  #chosen = listsOf(ROOM);
  /** Per requirement: the points of a near hit. */
  #nearPoints = new Int32Array(WORD);
  /** Per word: the requirements in it that are must-haves. */
  readonly #musts: number[] = [];

  /** Forgets the last vacancy and takes these requirements. */
  set(requirements: readonly WeighedRequirement[], near: MatchingClassification["near"]): void {
    this.#clear();
    const words = Math.ceil(requirements.length / WORD);
    while (this.#near.length < words) this.#near.push(new Int32Array(this.#above.length));
    this.#musts.length = 0;
    for (let word = 0; word < words; word++) this.#musts.push(0);
    if (this.#nearPoints.length < words * WORD) this.#nearPoints = new Int32Array(words * WORD);
    for (let index = 0; index < requirements.length; index++) {
      const requirement = requirements[index];
      if (requirement !== undefined) this.#take(requirement, index, near(requirement.competency));
    }
  }

  #take({ competency, worth, importance }: WeighedRequirement, index: number, near: Uint32Array): void {
    const word = index >>> 5;
    const bit = 1 << (index & 31);
    this.#nearPoints[index] = nearPoints(worth);
    if (importance === "must") this.#musts[word] = (this.#musts[word] ?? 0) | bit;
    const place = this.#mark(competency, word, bit);
    this.#above[place] = worth - nearPoints(worth);
    this.#words[place] = word;
    for (let at = 0; at < near.length; at++) this.#mark(near[at] ?? 0, word, bit);
  }

  /** Gives the place of the competency. */
  #mark(competency: number, word: number, bit: number): number {
    const known = this.#places[competency] ?? 0;
    const place = known === 0 ? this.#add(competency) : known;
    const plane = this.#near[word];
    if (plane !== undefined) plane[place] = (plane[place] ?? 0) | bit;
    return place;
  }

  #add(competency: number): number {
    const place = this.#count;
    if (place === this.#competencies.length) this.#grow();
    this.#places[competency] = place;
    this.#competencies[place] = competency;
    this.#above[place] = 0;
    this.#count++;
    return place;
  }

  #grow(): void {
    const size = 2 * this.#competencies.length;
    const larger = (list: Int32Array) => {
      const more = new Int32Array(size);
      more.set(list);
      return more;
    };
    this.#competencies = Uint16Array.from({ length: size }, (_, place) => this.#competencies[place] ?? 0);
    this.#words = Uint16Array.from({ length: size }, (_, place) => this.#words[place] ?? 0);
    this.#above = larger(this.#above);
    this.#near = this.#near.map(larger);
    this.#chosen = listsOf(size);
  }

  #clear(): void {
    for (let place = 1; place < this.#count; place++) this.#places[this.#competencies[place] ?? 0] = 0;
    for (const plane of this.#near) plane.fill(0, 0, this.#count);
    this.#count = 1;
  }

  /** Words of a mask that the requirements take. */
  get words(): number {
    return this.#musts.length;
  }

  /** The requirements of that word that are must-haves. */
  musts(word: number): number {
    return this.#musts[word] ?? 0;
  }

  /**
   * The competencies that come near to any of these requirements of a word, each once, in lists that the next call writes
   * anew.
   */
  choose(word: number, requirements: number): Terms {
    const { competencies, masks, above } = this.#chosen;
    const plane = this.#near[word];
    let count = 0;
    for (let place = 1; plane !== undefined && place < this.#count; place++) {
      const mask = (plane[place] ?? 0) & requirements;
      if (mask === 0) continue;
      competencies[count] = this.#competencies[place] ?? 0;
      masks[count] = mask;
      above[count] = this.#words[place] === word ? (this.#above[place] ?? 0) : 0;
      count++;
    }
    return { ...this.#chosen, count };
  }

  /** Points of the competencies `values[from]` up to `values[to]`. */
  points(values: Uint16Array, from: number, to: number): number {
    const places = this.#places;
    const above = this.#above;
    let points = 0;
    for (let at = from; at < to; at++) points += above[places[values[at] ?? 0] ?? 0] ?? 0;
    for (let word = 0; word < this.words; word++) points += this.#nearPointsOf(word, { values, from, to });
    return points;
  }

  #nearPointsOf(
    word: number,
    { values, from, to }: { values: Uint16Array; from: number; to: number },
  ): number {
    const plane = this.#near[word];
    if (plane === undefined) return 0;
    const places = this.#places;
    let mask = 0;
    for (let at = from; at < to; at++) mask |= plane[places[values[at] ?? 0] ?? 0] ?? 0;
    return this.nearPoints(mask, word);
  }

  /** Near points of the requirements in a mask. */
  nearPoints(mask: number, word: number): number {
    let points = 0;
    for (let bits = mask; bits !== 0; bits &= bits - 1)
      points += this.#nearPoints[(word << 5) + 31 - Math.clz32(bits & -bits)] ?? 0;
    return points;
  }
}
