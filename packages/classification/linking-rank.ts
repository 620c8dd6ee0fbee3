import type { Sections } from "./compact/sections.ts";
import { gramIdf } from "./linking-index.ts";
import { gramsOf, wordHash } from "./title-grams.ts";

const WEIGHT_ALL_LABELS = 0.5;
const WEIGHT_PREFERRED = 0.2;
// A word most of whose grams no label has is a name: of a place, of a firm.
const FOREIGN_SHARE = 0.4;

/** Where a value is in ascending numbers. */
const positionIn = (ascending: Uint32Array, value: number): number | undefined => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value ? low : undefined;
};

/** How well an occupation fits: the recipe's sum, and the cosine with its best label. */
export type Fit = { occupation: number; score: number; best: number };

type Query = { weights: Map<number, number>; norm: number };

/** Where the grams of a title are in the index; made for one loaded classification and used again. */
export class LinkingIndex {
  readonly #sections;
  readonly #idf: Float64Array;
  /** Products of the title with every label, for the title being linked. */
  readonly #dots: Float64Array;

  constructor(sections: Sections) {
    this.#sections = {
      viewOccupation: sections.u32("link.viewOccupation"),
      viewStarts: sections.u32("link.viewLabels.starts"),
      viewNorm: sections.f32("link.viewNorm"),
      labelNorm: sections.f32("link.labelNorm"),
      grams: sections.u32("link.grams"),
      starts: sections.u32("link.postings.starts"),
      postings: sections.u8("link.postings"),
      words: sections.u32("link.words"),
    };
    const labels = this.#sections.labelNorm.length;
    this.#idf = Float64Array.from(sections.u32("link.frequency"), (frequency) => gramIdf(labels, frequency));
    this.#dots = new Float64Array(labels);
  }

  #find(gram: number): number | undefined {
    return positionIn(this.#sections.grams, gram);
  }

  /** Whether any label has this word, whole. */
  hasWord(word: string): boolean {
    return positionIn(this.#sections.words, wordHash(word)) !== undefined;
  }

  /** Whether a word is unlike every label: fewer than the share of its grams are known. */
  isForeign(word: string): boolean {
    const grams = [...gramsOf([word]).keys()];
    const unknown = grams.filter((gram) => this.#find(gram) === undefined).length;
    return unknown > FOREIGN_SHARE * grams.length;
  }

  #query(words: readonly string[]): Query {
    const weights = new Map<number, number>();
    let squared = 0;
    for (const [gram, count] of gramsOf(words)) {
      const at = this.#find(gram);
      // A gram that no label has makes the title longer, so that strange titles are never certain.
      const weight = count * (at === undefined ? gramIdf(this.#dots.length, 0) : (this.#idf[at] ?? 0));
      squared += weight * weight;
      if (at !== undefined) weights.set(at, weight);
    }
    return { weights, norm: Math.sqrt(squared) };
  }

  #addPostings(at: number, weight: number): void {
    const { postings, starts } = this.#sections;
    const end = starts[at + 1] ?? 0;
    let position = starts[at] ?? 0;
    const next = (): number => {
      let [value, shift] = [0, 0];
      for (;;) {
        const byte = postings[position++] ?? 0;
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
        shift += 7;
      }
    };
    let label = 0;
    while (position < end) {
      const step = next();
      label += step >>> 1;
      const count = (step & 1) === 1 ? next() : 1;
      this.#dots[label] = (this.#dots[label] ?? 0) + weight * count;
    }
  }

  #fitOfView(view: number, norm: number): Fit {
    const { viewOccupation, viewStarts, viewNorm, labelNorm } = this.#sections;
    const [from, to] = [viewStarts[view] ?? 0, viewStarts[view + 1] ?? 0];
    const cosine = (label: number) => (this.#dots[label] ?? 0) / (norm * (labelNorm[label] || 1));
    let [best, sum] = [0, 0];
    for (let label = from; label < to; label++) {
      sum += this.#dots[label] ?? 0;
      best = Math.max(best, cosine(label));
    }
    const all = sum / (norm * (viewNorm[view] || 1));
    const score = best + WEIGHT_ALL_LABELS * all + WEIGHT_PREFERRED * cosine(from);
    return { occupation: viewOccupation[view] ?? 0, score, best };
  }

  /** Every occupation that shares a gram, best first, ties by index; in the language that fits best. */
  rank(words: readonly string[]): Fit[] {
    const { weights, norm } = this.#query(words);
    if (weights.size === 0) return [];
    this.#dots.fill(0);
    for (const [at, weight] of weights) this.#addPostings(at, weight * (this.#idf[at] ?? 0));
    const fits = new Map<number, Fit>();
    for (let view = 0; view < this.#sections.viewOccupation.length; view++) {
      const fit = this.#fitOfView(view, norm);
      if (fit.score > (fits.get(fit.occupation)?.score ?? 0)) fits.set(fit.occupation, fit);
    }
    return [...fits.values()].sort((a, b) => b.score - a.score || a.occupation - b.occupation);
  }
}
