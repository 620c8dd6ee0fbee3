import type { SourceLabels, SourceLabelsByLanguage } from "./source/classification-source.ts";
import { LANGUAGES } from "./source/classification-source.ts";
import { fold, wordsOf } from "./text.ts";
import { gramsOf, titleWords } from "./title-grams.ts";

/** What an occupation is made of for one view: features by number, with how much of each. */
export type Features = Map<number, number>;

/** One way to look at all occupations; each has one row of unit length, or an empty one where the view sees nothing. */
export type View = { weight: number; rows: Features[] };

export type SimilaritySource = {
  occupations: readonly { code: string; iscoGroup: string; labels: SourceLabelsByLanguage }[];
  competencies: readonly { labels: SourceLabelsByLanguage }[];
  /** Per occupation its competencies; the two lists have nothing in common. */
  essential: readonly (readonly number[])[];
  optional: readonly (readonly number[])[];
  /** idf per competency, whole thousandths. */
  idf: Uint16Array;
  /** Per competency the groups, and the competencies, directly above it. */
  groups: readonly (readonly number[])[];
  broader: readonly (readonly number[])[];
};

const ESSENTIAL = 1;
const OPTIONAL = 0.7;
const WEIGHT_CODES = 0.5;
const SHORTEST_GRAM = 3;

const add = (features: Features, feature: number, amount: number): void => {
  features.set(feature, (features.get(feature) ?? 0) + amount);
};

const unit = (features: Features): Features => {
  let squared = 0;
  for (const amount of features.values()) squared += amount * amount;
  const length = Math.sqrt(squared) || 1;
  return new Map([...features].map(([feature, amount]) => [feature, amount / length]));
};

const frequencies = (rows: readonly Features[]): Features => {
  const frequency: Features = new Map();
  for (const row of rows) for (const feature of row.keys()) add(frequency, feature, 1);
  return frequency;
};

/** ln(1 + amount) × idf, to unit length. */
const weighted = (rows: readonly Features[]): Features[] => {
  const frequency = frequencies(rows);
  const idf = (feature: number) =>
    Math.max(0, Math.log((rows.length + 1) / ((frequency.get(feature) ?? 0) + 0.5)));
  return rows.map((row) =>
    unit(new Map([...row].map(([feature, amount]) => [feature, Math.log1p(amount) * idf(feature)]))),
  );
};

const rooted = (rows: readonly Features[]): Features[] =>
  rows.map((row) => unit(new Map([...row].map(([feature, amount]) => [feature, Math.sqrt(amount)]))));

/** Numbers for strings, in order of appearance. */
const numbering = (): ((text: string) => number) => {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
};

/** Sums what competencies say over each occupation: essential 1, optional 0.7, times idf. */
const overCompetencies = (
  { essential, optional, idf }: SimilaritySource,
  saying: readonly (readonly number[])[],
): Features[] =>
  essential.map((own, occupation) => {
    const features: Features = new Map();
    const take = (competencies: readonly number[], weight: number) => {
      for (const competency of competencies) {
        const amount = (weight * (idf[competency] ?? 0)) / 1000;
        for (const feature of saying[competency] ?? []) add(features, feature, amount);
      }
    };
    take(own, ESSENTIAL);
    take(optional[occupation] ?? [], OPTIONAL);
    return features;
  });

const allLabels = ({ preferred, alternatives }: SourceLabels): string[] =>
  preferred === undefined ? alternatives : [preferred, ...alternatives];

const hierarchyView = (source: SimilaritySource): View => {
  // Groups get even numbers and competencies odd ones, so that they stay apart.
  const above = source.groups.map((groups, competency) => [
    ...groups.map((group) => 2 * group),
    ...(source.broader[competency] ?? []).map((parent) => 2 * parent + 1),
  ]);
  return { weight: 1, rows: weighted(overCompetencies(source, above)) };
};

const wordView = (source: SimilaritySource): View => {
  const number = numbering();
  const words = source.competencies.map(({ labels }) => [
    ...new Set(
      LANGUAGES.flatMap((language) =>
        allLabels(labels[language]).flatMap((label) =>
          wordsOf(fold(label)).map((word) => number(`${language} ${word}`)),
        ),
      ),
    ),
  ]);
  return { weight: 1, rows: weighted(overCompetencies(source, words)) };
};

const labelViews = ({ occupations }: SimilaritySource): View[] =>
  LANGUAGES.map((language) => {
    const rows = occupations.map(({ labels }) =>
      gramsOf(allLabels(labels[language]).flatMap(titleWords), SHORTEST_GRAM),
    );
    return { weight: 1, rows: rooted(weighted(rows)) };
  });

const codeView = ({ occupations }: SimilaritySource): View => {
  const number = numbering();
  const rows = occupations.map(({ code, iscoGroup }) => {
    const groups = Array.from(iscoGroup, (_, index) => `group ${iscoGroup.slice(0, index + 1)}`);
    const parts = code.split(".");
    const codes = parts.slice(1).map((_, index) => `code ${parts.slice(0, index + 2).join(".")}`);
    return new Map([...groups, ...codes].map((text) => [number(text), 1]));
  });
  return { weight: WEIGHT_CODES, rows: weighted(rows) };
};

/**
 * The views that similarity adds up: what is above the competencies in the hierarchy, the words of the
 * competencies, character grams of the occupation's own labels in Dutch and in English, and half of its codes.
 */
export const similarityViews = (source: SimilaritySource): View[] => [
  hierarchyView(source),
  wordView(source),
  ...labelViews(source),
  codeView(source),
];
