import type { Section } from "./compact/sections.ts";
import { LANGUAGES, type SourceOccupation } from "./source/classification-source.ts";
import { gramsOf, titleWords, wordHash } from "./title-grams.ts";

/**
 * The index for linking titles, made when a classification is compiled because it takes seconds for all of ESCO.
 * A *view* is an occupation in one language; its labels are numbered in a row, the preferred one first.
 * - `link.viewOccupation`, `link.viewLabels.starts`: the occupation of a view, and its first label;
 * - `link.viewNorm`, `link.labelNorm`: lengths of the TF-IDF vectors of all its labels together, and of each label;
 * - `link.grams` (hashes, ascending), `link.frequency` (labels that have the gram), `link.postings.starts`, and
 *   `link.postings`: per gram the labels that have it, as differences in varints, each followed by its count where
 *   the lowest bit says so;
 * - `link.words`: hashes of all words of the labels, ascending.
 */
type View = { occupation: number; labels: string[] };

const viewsOf = (occupations: readonly SourceOccupation[]): View[] =>
  occupations.flatMap(({ labels }, occupation) =>
    LANGUAGES.flatMap((language): View[] => {
      const { preferred, alternatives } = labels[language];
      return preferred === undefined ? [] : [{ occupation, labels: [preferred, ...alternatives] }];
    }),
  );

/** Smoothed idf, as TF-IDF of text is usually defined: ln((1 + n) / (1 + df)) + 1. */
export const gramIdf = (labels: number, frequency: number): number =>
  Math.log((1 + labels) / (1 + frequency)) + 1;

class Varints {
  #bytes = new Uint8Array(1 << 16);
  length = 0;

  push(value: number): void {
    if (this.length + 5 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.length++] = rest;
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

/** Per gram, flat: label, count, label, count … in order of labels. */
type GramPostings = Map<number, number[]>;

const collect = (labelGrams: readonly Map<number, number>[]): GramPostings => {
  const postings: GramPostings = new Map();
  for (const [label, grams] of labelGrams.entries()) {
    for (const [gram, count] of grams) {
      const list = postings.get(gram);
      if (list === undefined) postings.set(gram, [label, count]);
      else list.push(label, count);
    }
  }
  return postings;
};

const packPostings = (grams: Uint32Array, postings: GramPostings): [string, Section][] => {
  const starts = new Uint32Array(grams.length + 1);
  const packed = new Varints();
  for (const [index, gram] of grams.entries()) {
    const list = postings.get(gram) ?? [];
    let before = 0;
    for (let i = 0; i < list.length; i += 2) {
      const [label = 0, count = 0] = [list[i], list[i + 1]];
      packed.push((label - before) * 2 + Number(count > 1));
      if (count > 1) packed.push(count);
      before = label;
    }
    starts[index + 1] = packed.length;
  }
  return [
    ["link.postings.starts", starts],
    ["link.postings", packed.bytes()],
  ];
};

const norm = (grams: ReadonlyMap<number, number>, idf: (gram: number) => number): number => {
  let total = 0;
  for (const [gram, count] of grams) total += (count * idf(gram)) ** 2;
  return Math.sqrt(total);
};

const addedUp = (parts: readonly Map<number, number>[]): Map<number, number> => {
  const all = new Map<number, number>();
  for (const part of parts) for (const [gram, count] of part) all.set(gram, (all.get(gram) ?? 0) + count);
  return all;
};

/** The sections of the index, for occupations in their final order. */
export const buildLinkingSections = (occupations: readonly SourceOccupation[]): [string, Section][] => {
  const views = viewsOf(occupations);
  const labelWords = views.flatMap(({ labels }) => labels.map(titleWords));
  const labelGrams = labelWords.map((words) => gramsOf(words));
  const postings = collect(labelGrams);
  const idf = (gram: number) => gramIdf(labelGrams.length, (postings.get(gram)?.length ?? 0) / 2);
  const grams = Uint32Array.from(postings.keys()).sort();
  const starts = new Uint32Array(views.length + 1);
  for (const [index, { labels }] of views.entries()) starts[index + 1] = (starts[index] ?? 0) + labels.length;
  const viewNorms = views.map((_, index) =>
    norm(addedUp(labelGrams.slice(starts[index], starts[index + 1])), idf),
  );
  return [
    ["link.viewOccupation", Uint32Array.from(views, ({ occupation }) => occupation)],
    ["link.viewLabels.starts", starts],
    ["link.viewNorm", Float32Array.from(viewNorms)],
    ["link.labelNorm", Float32Array.from(labelGrams, (label) => norm(label, idf))],
    ["link.grams", grams],
    ["link.frequency", Uint32Array.from(grams, (gram) => (postings.get(gram)?.length ?? 0) / 2)],
    ["link.words", Uint32Array.from(new Set(labelWords.flat().map(wordHash))).sort()],
    ...packPostings(grams, postings),
  ];
};
