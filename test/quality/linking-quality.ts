import { join } from "node:path";
import type { Classification } from "#packages/classification/classification.ts";
import { openSections, packSections } from "#packages/classification/compact/sections.ts";
import {
  buildLinkingSections,
  countWords,
  type LinkSubject,
} from "#packages/classification/linking-index.ts";
import { type Evaluation, LinkingIndex } from "#packages/classification/linking-rank.ts";
import {
  type ClassificationSource,
  noLabels,
} from "#packages/classification/source/classification-source.ts";
import { fold } from "#packages/classification/text.ts";
import { titleWords } from "#packages/classification/title-grams.ts";
import { withoutNoise } from "#packages/classification/title-noise.ts";
import { editSimilarity } from "./edit-distance.ts";
import { DEEPEST_RANK, type Figures, figuresOf, judge, type Ranked, ranking, runLines } from "./rankings.ts";
import { DataSetError, readRows } from "./tab-separated.ts";

type Element = { id: string; text: string; folded: string; concept: string };

/** Titles, labels that compete, and which labels are right for which title. */
export type LinkingData = {
  queries: { id: string; title: string }[];
  elements: Element[];
  relevant: Map<string, Set<string>>;
};

/** Reads `queries.tsv`, `corpus_elements.tsv`, `concept_mapping.tsv` and `annotations.tsv` (query, 0, element, 1). */
export const readLinkingData = (directory: string): LinkingData => {
  const rows = (file: string, columns: number) => readRows(join(directory, file), columns);
  const concepts = new Map(rows("concept_mapping.tsv", 2).map(([id = "", concept = ""]) => [id, concept]));
  const elements = rows("corpus_elements.tsv", 2).map(([id = "", text = ""]) => {
    const concept = concepts.get(id);
    if (concept === undefined) throw new DataSetError(`concept_mapping.tsv: ${id} is missing`);
    return { id, text, folded: fold(text), concept };
  });
  const relevant = new Map<string, Set<string>>();
  for (const [query = "", , element = "", judgement = ""] of rows("annotations.tsv", 4)) {
    if (Number(judgement) > 0) relevant.set(query, (relevant.get(query) ?? new Set()).add(element));
  }
  return {
    queries: rows("queries.tsv", 2).map(([id = "", title = ""]) => ({ id, title })),
    elements,
    relevant,
  };
};

const ISCO_GROUP = /\/isco\/C(\d{1,4})$/u;
const isIscoGroup = (concept: string): boolean => ISCO_GROUP.test(concept);

type Corpus = {
  index: LinkingIndex;
  subjects: { concept: string; elements: Element[]; firstLabel: number }[];
};

/** The corpus as the product's index, with what the classification knows of its concepts: group and English labels. */
const corpusOf = (elements: readonly Element[], source: ClassificationSource): Corpus => {
  const byConcept = Map.groupBy(
    [...elements].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ({ concept }) => concept,
  );
  const known = new Map(source.occupations.map((occupation) => [occupation.uri, occupation]));
  const groupOf = (concept: string) => ISCO_GROUP.exec(concept)?.[1] ?? known.get(concept)?.iscoGroup ?? "";
  const concepts = [...byConcept.keys()].sort();
  const subjects = concepts.map((concept): LinkSubject => {
    const [preferred = "", ...alternatives] = (byConcept.get(concept) ?? []).map(({ text }) => text);
    const labels = {
      ...noLabels(),
      nl: { preferred, alternatives },
      en: known.get(concept)?.labels.en ?? noLabels().en,
    };
    const code = groupOf(concept);
    const members = isIscoGroup(concept)
      ? concepts.flatMap((other, at) => (!isIscoGroup(other) && groupOf(other).startsWith(code) ? [at] : []))
      : [];
    return { labels, iscoGroup: code, members };
  });
  const words = countWords([...source.occupations, ...source.competencies, ...source.iscoGroups]);
  const sections = openSections(packSections({}, new Map(buildLinkingSections(subjects, words))));
  let next = 0;
  return {
    index: new LinkingIndex(sections),
    subjects: concepts.map((concept, at) => {
      const firstLabel = next;
      const own = byConcept.get(concept) ?? [];
      const { en } = subjects[at]?.labels ?? noLabels();
      next += own.length + (en.preferred === undefined ? 0 : 1 + en.alternatives.length);
      return { concept, elements: own, firstLabel };
    }),
  };
};

type Scored = Ranked & { concept: string };
type System = (corpus: Corpus, evaluation: Evaluation, title: string) => Scored[];

const eachElement = (
  { subjects }: Corpus,
  score: (element: Element, label: number, subject: number) => number,
): Scored[] =>
  subjects.flatMap(({ concept, elements, firstLabel }, subject) =>
    elements.map((element, place) => ({
      concept,
      element: element.id,
      score: score(element, firstLabel + place, subject),
    })),
  );

/** The concept's score times how near this label comes to the concept's best label, squared. */
const product: System = (corpus, { fits, cosines }) => {
  const scores = new Map(fits.map(({ subject, score }) => [subject, score]));
  const best = corpus.subjects.map(({ elements, firstLabel }) =>
    elements.reduce((most, _, place) => Math.max(most, cosines[firstLabel + place] ?? 0), 0),
  );
  return eachElement(corpus, (_, label, subject) => {
    const share = (cosines[label] ?? 0) / (best[subject] || 1);
    return (scores.get(subject) ?? 0) * share * share;
  });
};

const SYSTEMS: Record<string, System> = {
  "edit distance": (corpus, _, title) => {
    const folded = fold(title);
    return eachElement(corpus, (element) => editSimilarity(folded, element.folded));
  },
  "character TF-IDF": (corpus, { cosines }) => eachElement(corpus, (_, label) => cosines[label] ?? 0),
  product,
};

/** Of labels in order of score: one label per concept first, then other labels, ISCO groups last. */
export const productOrder = (ordered: readonly Scored[]): string[] => {
  const seen = new Set<string>();
  const tiers: [string[], string[], string[]] = [[], [], []];
  for (const { element, concept } of ordered) {
    if (isIscoGroup(concept)) tiers[2].push(element);
    else tiers[seen.has(concept) ? 1 : 0].push(element);
    seen.add(concept);
  }
  return tiers.flat();
};

export type LinkingReport = {
  titles: number;
  labels: number;
  concepts: number;
  systems: Record<string, { published: Figures; product: Figures }>;
  /** `linkTitle` as intake calls it, against the whole classification. */
  linkTitle: { linked: number; linkedRight: number; suggestedRight: number; medianMilliseconds: number };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const measureLinkTitle = (data: LinkingData, classification: Classification): LinkingReport["linkTitle"] => {
  const concepts = new Map(data.elements.map(({ id, concept }) => [id, concept]));
  const report = { linked: 0, linkedRight: 0, suggestedRight: 0 };
  const times = data.queries.map(({ id, title }) => {
    const right = new Set([...(data.relevant.get(id) ?? [])].map((element) => concepts.get(element)));
    const started = performance.now();
    const link = classification.linkTitle(title);
    const took = performance.now() - started;
    if (link.kind === "linked") {
      report.linked += 1;
      report.linkedRight += Number(right.has(link.occupation));
    } else report.suggestedRight += Number(link.suggestions.some(({ occupation }) => right.has(occupation)));
    return took;
  });
  return { ...report, medianMilliseconds: Math.round(10 * median(times)) / 10 };
};

/** Measures every way of ranking in both protocols; `write` gets the product's run file, in pieces. */
export const measureLinking = (
  data: LinkingData,
  known: { source: ClassificationSource; classification: Classification },
  write: (lines: string) => void = () => undefined,
): LinkingReport => {
  const corpus = corpusOf(data.elements, known.source);
  const figures = Object.keys(SYSTEMS).map((name) => ({ name, published: [], product: [] }) as Gathered);
  for (const { id, title } of data.queries) {
    const relevant = data.relevant.get(id) ?? new Set<string>();
    const evaluation = corpus.index.evaluate(titleWords(withoutNoise(title)));
    for (const gathered of figures) {
      const scored = SYSTEMS[gathered.name]?.(corpus, evaluation, title) ?? [];
      const ordered = ranking(scored, scored.length);
      const ranked = ordered.slice(0, DEEPEST_RANK);
      gathered.published.push(
        judge(
          ranked.map(({ element }) => element),
          relevant,
        ),
      );
      gathered.product.push(judge(productOrder(ordered), relevant));
      if (gathered.name === "product") write(runLines(id, ranked, "overstap"));
    }
  }
  return {
    titles: data.queries.length,
    labels: data.elements.length,
    concepts: corpus.subjects.length,
    systems: Object.fromEntries(
      figures.map(({ name, published, product: ours }) => [
        name,
        { published: figuresOf(published), product: figuresOf(ours) },
      ]),
    ),
    linkTitle: measureLinkTitle(data, known.classification),
  };
};

type Gathered = { name: string; published: ReturnType<typeof judge>[]; product: ReturnType<typeof judge>[] };
