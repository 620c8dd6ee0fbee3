import type { Section, Sections } from "./compact/sections.ts";

/** Features of a text by hash, with how often each is in it. */
export type Features = ReadonlyMap<number, number>;

/** Smoothed idf, as TF-IDF of text is usually defined: ln((1 + n) / (1 + df)) + 1. */
const smoothIdf = (labels: number, frequency: number): number => Math.log((1 + labels) / (1 + frequency)) + 1;

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

/** Per feature, flat: label, count, label, count … in order of labels. */
type Postings = Map<number, number[]>;

const collect = (labels: readonly Features[]): Postings => {
  const postings: Postings = new Map();
  for (const [label, features] of labels.entries()) {
    for (const [feature, count] of features) {
      const list = postings.get(feature);
      if (list === undefined) postings.set(feature, [label, count]);
      else list.push(label, count);
    }
  }
  return postings;
};

const packPostings = (name: string, keys: Uint32Array, postings: Postings): [string, Section][] => {
  const starts = new Uint32Array(keys.length + 1);
  const packed = new Varints();
  for (const [index, key] of keys.entries()) {
    const list = postings.get(key) ?? [];
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
    [`${name}.postings.starts`, starts],
    [`${name}.postings`, packed.bytes()],
  ];
};

const lengthOf = (features: Features, idf: (feature: number) => number): number => {
  let total = 0;
  for (const [feature, count] of features) total += (count * idf(feature)) ** 2;
  return Math.sqrt(total);
};

const addedUp = (parts: readonly Features[]): Map<number, number> => {
  const all = new Map<number, number>();
  for (const part of parts) {
    for (const [feature, count] of part) all.set(feature, (all.get(feature) ?? 0) + count);
  }
  return all;
};

/**
 * An index of labels by features: `<name>.keys` (hashes, ascending), `<name>.frequency` (labels with the feature),
 * `<name>.postings.starts` and `<name>.postings` (per feature the labels, as differences in varints, each followed by
 * its count where the lowest bit says so), `<name>.labelNorm` (lengths of the TF-IDF vectors of the labels) and
 * `<name>.setNorm` (lengths of those of sets of labels, added up).
 */
export const featureSections = (
  name: string,
  labels: readonly Features[],
  sets: readonly (readonly number[])[],
): [string, Section][] => {
  const postings = collect(labels);
  const frequency = (feature: number) => (postings.get(feature)?.length ?? 0) / 2;
  const idf = (feature: number) => smoothIdf(labels.length, frequency(feature));
  const keys = Uint32Array.from(postings.keys()).sort();
  const setNorm = sets.map((set) => lengthOf(addedUp(set.flatMap((label) => labels[label] ?? [])), idf));
  return [
    [`${name}.keys`, keys],
    [`${name}.frequency`, Uint32Array.from(keys, frequency)],
    [`${name}.labelNorm`, Float32Array.from(labels, (features) => lengthOf(features, idf))],
    [`${name}.setNorm`, Float32Array.from(setNorm)],
    ...packPostings(name, keys, postings),
  ];
};

/** Where a value is in ascending numbers. */
export const positionIn = (ascending: Uint32Array, value: number): number | undefined => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value ? low : undefined;
};

/** An opened index of labels by features. */
export class FeatureIndex {
  readonly labelNorm: Float32Array;
  readonly setNorm: Float32Array;
  readonly #keys: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #postings: Uint8Array;
  readonly #idf: Float64Array;

  constructor(sections: Sections, name: string) {
    this.#keys = sections.u32(`${name}.keys`);
    this.#starts = sections.u32(`${name}.postings.starts`);
    this.#postings = sections.u8(`${name}.postings`);
    this.labelNorm = sections.f32(`${name}.labelNorm`);
    this.setNorm = sections.f32(`${name}.setNorm`);
    const labels = this.labelNorm.length;
    this.#idf = Float64Array.from(sections.u32(`${name}.frequency`), (frequency) =>
      smoothIdf(labels, frequency),
    );
  }

  has(feature: number): boolean {
    return positionIn(this.#keys, feature) !== undefined;
  }

  #addPostings(at: number, weight: number, dots: Float64Array): void {
    const postings = this.#postings;
    const end = this.#starts[at + 1] ?? 0;
    let position = this.#starts[at] ?? 0;
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
      dots[label] = (dots[label] ?? 0) + weight * count;
    }
  }

  /** Products of a text of unit length with every label, as a new array; undefined when no label shares a feature. */
  dots(features: Features): Float64Array | undefined {
    const known: [number, number][] = [];
    let squared = 0;
    for (const [feature, count] of features) {
      const at = positionIn(this.#keys, feature);
      // A feature that no label has makes the text longer, so that strange titles are never certain.
      const weight = count * (at === undefined ? smoothIdf(this.labelNorm.length, 0) : (this.#idf[at] ?? 0));
      squared += weight * weight;
      if (at !== undefined) known.push([at, weight]);
    }
    if (known.length === 0) return undefined;
    const dots = new Float64Array(this.labelNorm.length);
    const length = Math.sqrt(squared);
    for (const [at, weight] of known) this.#addPostings(at, (weight / length) * (this.#idf[at] ?? 0), dots);
    return dots;
  }

  /** Turns products into cosines, in place. */
  toCosines(dots: Float64Array): void {
    for (let label = 0; label < dots.length; label++) {
      dots[label] = (dots[label] ?? 0) / (this.labelNorm[label] || 1);
    }
  }
}
