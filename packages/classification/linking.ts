import type { OccupationUri } from "#packages/domain/ids.ts";
import type { Sections } from "./compact/sections.ts";
import { gramIdf } from "./linking-index.ts";
import { gramsOf, titleWords } from "./title-grams.ts";
import { withoutNoise } from "./title-noise.ts";

/** An occupation for a title. `confidence` 0 to 1, in thousandths; see `confidenceOf`. */
export type TitleCandidate = { occupation: OccupationUri; index: number; label: string; confidence: number };

/** One occupation when the title says clearly which; otherwise what it may be, best first, possibly nothing. */
export type TitleLink =
  | ({ kind: "linked" } & TitleCandidate)
  | { kind: "suggestions"; suggestions: TitleCandidate[] };

/** From here on a title is linked; below it, suggested. */
export const LINK_FROM = 0.7;
/** Below this, an occupation is not even suggested: it shares a few letters with the title. */
export const SUGGEST_FROM = 0.2;
const MOST_SUGGESTIONS = 5;
// A lead of this share of the score over the next occupation leaves no doubt between the two.
const CLEAR_LEAD = 0.15;
const MAX_TITLE = 300;
const WEIGHT_ALL_LABELS = 0.5;
const WEIGHT_PREFERRED = 0.2;
// A word most of whose grams no label has is a name: of a place, of a firm.
const FOREIGN_SHARE = 0.4;

/** How well an occupation fits: the recipe's sum, and the cosine with its best label. */
type Fit = { occupation: number; score: number; best: number };

type Query = { weights: Map<number, number>; norm: number };

/** Where the grams of a title are in the index; made for one loaded classification and used again. */
class LinkingIndex {
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
    };
    const labels = this.#sections.labelNorm.length;
    this.#idf = Float64Array.from(sections.u32("link.frequency"), (frequency) => gramIdf(labels, frequency));
    this.#dots = new Float64Array(labels);
  }

  #find(gram: number): number | undefined {
    const { grams } = this.#sections;
    let [low, high] = [0, grams.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((grams[middle] ?? 0) < gram) low = middle + 1;
      else high = middle;
    }
    return grams[low] === gram ? low : undefined;
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

/**
 * How sure: the cosine with the best label, halved when another occupation fits as well, whole when the lead is
 * clear. 1 for a title that is a label of one occupation and of no other.
 */
const confidenceOf = (fit: Fit, rival: Fit | undefined): number => {
  const lead = Math.max(0, (fit.score - (rival?.score ?? 0)) / fit.score);
  const certainty = 0.5 + 0.5 * Math.min(1, lead / CLEAR_LEAD);
  return Math.round(1000 * Math.min(1, fit.best) * certainty) / 1000;
};

/** How a linked occupation is shown. */
export type LinkingInput = {
  sections: Sections;
  uriOf(occupation: number): OccupationUri;
  labelOf(occupation: number): string | undefined;
};

/**
 * Linking of job titles, first form of the recipe in issue 3: per occupation and language the cosine of character
 * grams (2 to 5, within words, TF-IDF) with the best label + 0.5 × with all labels + 0.2 × with the preferred one;
 * an occupation counts in its better language. Noise (hours, m/v, places …) is taken out first.
 */
export const titleLinker = ({ sections, uriOf, labelOf }: LinkingInput): ((title: string) => TitleLink) => {
  const index = new LinkingIndex(sections);
  const wordsToCompare = (title: string): string[] => {
    const words = titleWords(withoutNoise(title.slice(0, MAX_TITLE)));
    const known = words.filter((word) => !index.isForeign(word));
    return known.length > 0 ? known : words;
  };
  return (title) => {
    const fits = index.rank(wordsToCompare(title));
    const candidates = fits.slice(0, MOST_SUGGESTIONS).flatMap((fit, place): TitleCandidate[] => {
      const label = labelOf(fit.occupation);
      const rival = place === 0 ? fits[1] : fits[0];
      const confidence = confidenceOf(fit, rival);
      if (label === undefined || confidence < SUGGEST_FROM) return [];
      return [{ occupation: uriOf(fit.occupation), index: fit.occupation, label, confidence }];
    });
    const [first] = candidates;
    if (first !== undefined && first.confidence >= LINK_FROM) return { kind: "linked", ...first };
    return { kind: "suggestions", suggestions: candidates };
  };
};
