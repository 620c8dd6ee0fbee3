import type { Postings } from "./postings.ts";
import type { Stretch } from "./reach.ts";
import type { Group, RequirementCodes } from "./requirement-codes.ts";

/** What somebody must have to be among the best of a stretch. */
export type Least = {
  /** Must-haves to be met; 0 when any number will do. */
  readonly musts: number;
  /** Points of competencies. */
  readonly points: number;
};

type Costed = { readonly group: Group; readonly cost: number };

/**
 * Finds who has enough of what is asked without counting. Of `m` must-haves of which `n` are to be met, everybody who
 * meets so many meets at least one of any `m - n + 1`: the rarest of them are gone through. Likewise who needs some
 * points has something that is asked beside any requirements that are worth less together: those that most people have
 * are left out. (The first is how lists are merged up to a threshold in C. Li, J. Lu and Y. Lu, Efficient merging and
 * filtering algorithms for approximate string searches, ICDE 2008; the second is MaxScore, H. Turtle and J. Flood, Query
 * evaluation: strategies and optimizations, 1995.) Who is found has still to be looked at: the row says what it has.
 */
export class Candidates {
  readonly #postings: Postings;
  readonly #known: Int32Array;
  /** By code: the number of the call that had it last. */
  readonly #had: number[] = [];
  #calls = 0;

  /** `documents` is how many the shard has. */
  constructor(postings: Postings, documents: number) {
    this.#postings = postings;
    this.#known = new Int32Array((documents + 31) >>> 5);
  }

  /** Who was found, one bit for each document; between stretches bits may be set of whom nobody asked for. */
  get known(): Int32Array {
    return this.#known;
  }

  /** Finds everybody in a stretch who can have so much, and some who have less. Gives how many places in postings were read. */
  find(
    { groups, terms }: Pick<RequirementCodes, "groups" | "terms">,
    stretch: Stretch,
    least: Least,
  ): number {
    if (least.musts === 0 && least.points <= 0) return this.findAny(terms, 1, stretch);
    this.#calls++;
    let read = 0;
    for (const { group } of this.#chosen({ groups, terms }, stretch.chunk, least))
      for (const code of group.codes) {
        if (this.#had[code] === this.#calls) continue;
        this.#had[code] = this.#calls;
        read += this.#postings.addTo(this.#known, terms[code] ?? 0, stretch);
      }
    return read;
  }

  /** Requirements of which everybody with so much meets one, as few as will do. */
  #chosen(
    { groups, terms }: Pick<RequirementCodes, "groups" | "terms">,
    chunk: number,
    { musts, points }: Least,
  ): readonly Costed[] {
    const costed = groups
      .filter(({ must }) => must || points > 0)
      .map((group) => ({ group, cost: this.#costOf(group, terms, chunk) }));
    if (points <= 0) return anyOf(costed, musts);
    const byPoints = enoughFor(costed, points);
    return musts === 0 ? byPoints : cheaper(anyOf(costed, musts), byPoints);
  }

  /** Finds everybody in a stretch who has any of these terms, from the `first` on. Gives how many places in postings were read. */
  findAny(terms: readonly number[], first: number, stretch: Stretch): number {
    let read = 0;
    for (let at = first; at < terms.length; at++)
      read += this.#postings.addTo(this.#known, terms[at] ?? 0, stretch);
    return read;
  }

  #costOf({ codes }: Group, terms: readonly number[], chunk: number): number {
    let cost = 0;
    for (const code of codes) cost += this.#postings.countOf(terms[code] ?? 0, chunk);
    return cost;
  }

  /** Forgets who was found in a stretch. */
  forget({ chunk }: Stretch): void {
    this.#known.fill(0, this.#postings.firstWord(chunk), this.#postings.firstWord(chunk + 1));
  }
}

const costOf = (chosen: readonly Costed[]): number => chosen.reduce((sum, { cost }) => sum + cost, 0);
const cheaper = (one: readonly Costed[], other: readonly Costed[]): readonly Costed[] =>
  costOf(one) <= costOf(other) ? one : other;

/** The rarest must-haves, so many that nobody meets `needed` of all without one of them. */
const anyOf = (costed: readonly Costed[], needed: number): Costed[] => {
  const musts = costed.filter(({ group }) => group.must).sort((a, b) => a.cost - b.cost);
  return musts.slice(0, Math.max(0, musts.length - needed + 1));
};

/** All but the commonest requirements, those left out being worth less than `points` together. */
const enoughFor = (costed: readonly Costed[], points: number): readonly Costed[] => {
  let left = points;
  return costed
    .toSorted((a, b) => b.cost * a.group.worth - a.cost * b.group.worth)
    .filter(({ group }) => {
      if (group.worth >= left) return true;
      left -= group.worth;
      return false;
    });
};
