import { type Lists, openLists } from "./compact/lists.ts";
import type { Sections } from "./compact/sections.ts";
import { FeatureIndex, positionIn } from "./feature-index.ts";
import { partCounts } from "./linking-index.ts";
import { gramsOf, wordHash } from "./title-grams.ts";
import type { Lexicon } from "./title-parts.ts";
import { variantsOf } from "./title-synonyms.ts";

const WEIGHT_ALL_LABELS = 0.5;
const WEIGHT_PREFERRED = 0.2;
const WEIGHT_OTHER_LANGUAGE = 0.2;
const WEIGHT_PARTS = 0.5;
const WEIGHT_GROUP = 0.5;
const WEIGHT_SYNONYM = 0.25;
// Pairs of letters take half the time and tell little: titles with a synonym do without.
const SHORTEST_IN_SYNONYMS = 3;
// A word most of whose grams no label has is a name: of a place, of a firm.
const FOREIGN_SHARE = 0.4;

/**
 * How well a subject fits: the recipe's sum, and how alike the title and its best label are by grams, with a synonym's
 * best label beside it.
 */
export type Fit = { subject: number; score: number; best: number; synonym: number };

/** Cosines of a title with the views, by grams. */
type GramFit = { best: Float64Array; all: Float64Array; sum: Float64Array };

/** Scores of all subjects, and the cosines by grams of all labels (0 without a common gram). */
export type Evaluation = { fits: Fit[]; cosines: Float64Array };

/** Ranks what titles can be linked to; made for one loaded index and used again. */
export class LinkingIndex {
  readonly #grams: FeatureIndex;
  readonly #parts: FeatureIndex;
  readonly #viewSubject: Uint32Array;
  readonly #viewStarts: Uint32Array;
  readonly #viewGroup: Uint32Array;
  readonly #members: Lists;
  readonly #words: Uint32Array;
  readonly #lexiconKeys: Uint32Array;
  readonly #lexiconCounts: Uint32Array;
  readonly #lexicon: Lexicon;

  constructor(sections: Sections) {
    this.#grams = new FeatureIndex(sections, "link.gram");
    this.#parts = new FeatureIndex(sections, "link.part");
    this.#viewSubject = sections.u32("link.viewSubject");
    this.#viewStarts = sections.u32("link.viewLabels.starts");
    this.#viewGroup = sections.u32("link.viewGroup");
    this.#members = openLists(sections, "link.members");
    this.#words = sections.u32("link.words");
    this.#lexiconKeys = sections.u32("link.lexicon");
    this.#lexiconCounts = sections.u32("link.lexiconCount");
    this.#lexicon = (word) => {
      const at = positionIn(this.#lexiconKeys, wordHash(word));
      return at === undefined ? 0 : (this.#lexiconCounts[at] ?? 0);
    };
  }

  /** Whether any label has this word, whole. */
  hasWord(word: string): boolean {
    return positionIn(this.#words, wordHash(word)) !== undefined;
  }

  /** Whether a word is unlike every label: fewer than the share of its grams are known. */
  isForeign(word: string): boolean {
    const grams = [...gramsOf([word]).keys()];
    const unknown = grams.filter((gram) => !this.#grams.has(gram)).length;
    return unknown > FOREIGN_SHARE * grams.length;
  }

  #eachLabel(view: number, visit: (label: number) => void): void {
    const end = this.#viewStarts[view + 1] ?? 0;
    for (let label = this.#viewStarts[view] ?? 0; label < end; label++) visit(label);
  }

  /** A view's cosine with all its labels together, members included, from products with labels. */
  #withAll(view: number, dots: Float64Array): number {
    let together = 0;
    this.#eachLabel(view, (label) => {
      together += dots[label] ?? 0;
    });
    for (const label of this.#members.of(view)) together += dots[label] ?? 0;
    return together / (this.#grams.setNorm[view] || 1);
  }

  #best(view: number, cosines: Float64Array): number {
    let best = 0;
    this.#eachLabel(view, (label) => {
      best = Math.max(best, cosines[label] ?? 0);
    });
    return best;
  }

  /** Turns products into cosines, in place, and sums them up by view. */
  #gramFit(dots: Float64Array): GramFit {
    const all = new Float64Array(this.#viewSubject.length).map((_, view) => this.#withAll(view, dots));
    for (const [label, norm] of this.#grams.labelNorm.entries())
      dots[label] = (dots[label] ?? 0) / (norm || 1);
    const best = all.map((_, view) => this.#best(view, dots));
    const sum = best.map(
      (cosine, view) =>
        cosine +
        WEIGHT_ALL_LABELS * (all[view] ?? 0) +
        WEIGHT_PREFERRED * (dots[this.#viewStarts[view] ?? 0] ?? 0),
    );
    return { best, all, sum };
  }

  /** Per view the sum, and the best label, of the variant of the title with a synonym that fits best. */
  #synonymFit(words: readonly string[]): Pick<GramFit, "sum" | "best"> {
    const views = this.#viewSubject.length;
    const most = { sum: new Float64Array(views), best: new Float64Array(views) };
    for (const variant of variantsOf(words, this.#lexicon)) {
      const dots = this.#grams.dots(gramsOf(variant, SHORTEST_IN_SYNONYMS));
      if (dots === undefined) continue;
      const { sum, best } = this.#gramFit(dots);
      for (let view = 0; view < views; view++) {
        most.sum[view] = Math.max(most.sum[view] ?? 0, sum[view] ?? 0);
        most.best[view] = Math.max(most.best[view] ?? 0, best[view] ?? 0);
      }
    }
    return most;
  }

  /** Per view: the best cosine of a label by parts of words, and that with all labels of its unit group. */
  #partFit(words: readonly string[]): Float64Array {
    const views = this.#viewSubject.length;
    const fit = new Float64Array(views);
    const dots = this.#parts.dots(partCounts(words, this.#lexicon));
    if (dots === undefined) return fit;
    const { labelNorm, setNorm } = this.#parts;
    const groups = new Float64Array(setNorm.length);
    for (let view = 0; view < views; view++) {
      const group = this.#viewGroup[view] ?? 0;
      let [best, sum] = [0, 0];
      this.#eachLabel(view, (label) => {
        const dot = dots[label] ?? 0;
        sum += dot;
        best = Math.max(best, dot / (labelNorm[label] || 1));
      });
      groups[group] = (groups[group] ?? 0) + sum;
      fit[view] = WEIGHT_PARTS * best;
    }
    return fit.map((value, view) => {
      const group = this.#viewGroup[view] ?? 0;
      const norm = setNorm[group] ?? 0;
      return norm === 0 ? value : value + (WEIGHT_GROUP * (groups[group] ?? 0)) / norm;
    });
  }

  /** The view of a subject in the other language, beside its own; -1 when there is none. */
  #otherView(view: number, subject: number): number {
    if (this.#viewSubject[view + 1] === subject) return view + 1;
    return this.#viewSubject[view - 1] === subject ? view - 1 : -1;
  }

  /** Scores of all subjects that share a gram with these words, in no order, and cosines of all labels. */
  evaluate(words: readonly string[]): Evaluation {
    const dots = this.#grams.dots(gramsOf(words));
    if (dots === undefined) return { fits: [], cosines: new Float64Array(this.#grams.labelNorm.length) };
    const grams = this.#gramFit(dots);
    const synonyms = this.#synonymFit(words);
    const parts = this.#partFit(words);
    const at = (values: Float64Array, view: number): number => values[view] ?? 0;
    const fits = new Map<number, Fit>();
    for (const [view, subject] of this.#viewSubject.entries()) {
      const bridge = WEIGHT_OTHER_LANGUAGE * at(grams.all, this.#otherView(view, subject));
      const score = at(grams.sum, view) + bridge + WEIGHT_SYNONYM * at(synonyms.sum, view) + at(parts, view);
      const [best, synonym] = [at(grams.best, view), at(synonyms.best, view)];
      if (score > (fits.get(subject)?.score ?? 0)) fits.set(subject, { subject, score, best, synonym });
    }
    return { fits: [...fits.values()], cosines: dots };
  }

  /** Every subject that shares a gram, best first, ties by number; in the language that fits best. */
  rank(words: readonly string[]): Fit[] {
    return this.evaluate(words).fits.sort((a, b) => b.score - a.score || a.subject - b.subject);
  }
}
