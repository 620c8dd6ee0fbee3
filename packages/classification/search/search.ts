import MiniSearch from "minisearch";
import type { Language } from "../source/classification-source.ts";
import { fold, wordsOf } from "../text.ts";
import { matchQuality } from "./match-quality.ts";

export type SearchOptions = {
  /** Language of the labels in the answer; labels in every language are searched. Default Dutch. */
  language?: Language;
  /** At most this many hits, 1 to 100; default 10. */
  limit?: number;
};

export type SearchHit = {
  uri: string;
  /** The concept's integer in this version of the classification. */
  index: number;
  label: string;
  language: Language;
  /** The label stands in for one in the language asked. */
  marked: boolean;
  /** The label that was found, when it is another than the one shown. */
  matchedAlternative?: string;
  /** 1: all of a label, word for word; lower as less of it is matched, or only roughly. */
  score: number;
};

/** One label as it is searched; `preferred` ones win from alternatives. */
export type SearchLabel = { concept: number; text: string; language: Language; preferred: boolean };

type Shown = { uri: string; label: string; language: Language; marked: boolean };

/** What search needs to know of the concepts of one kind. */
export type SearchInput = {
  labels(): Iterable<SearchLabel>;
  /** How a concept is shown; undefined for one without any label, which is then never suggested. */
  show(concept: number, language: Language): Shown | undefined;
};

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;
// A job title or competency is a few words; more is not typed into a search box.
const MAX_QUERY = 200;
const MAX_WORDS = 12;
// Labels looked at closely; the best hit is among the first of them.
const CANDIDATES = 400;
// One slip of the pen for every five letters, none in words as short as these.
const FUZZY = 0.2;
const EXACT_UP_TO = 3;
// Found by an alternative, or in the other language: just behind the same quality in a preferred label.
const ALTERNATIVE = 0.97;
const OTHER_LANGUAGE = 0.93;

type Candidate = { id: number; score: number; queryTerms: string[] };

const candidates = (
  index: MiniSearch<{ id: number; text: string }>,
  words: readonly string[],
): Candidate[] => {
  const find = (combineWith: "AND" | "OR"): Candidate[] =>
    index
      .search(words.join(" "), {
        combineWith,
        prefix: true,
        fuzzy: (term) => (term.length > EXACT_UP_TO ? FUZZY : false),
      })
      .slice(0, CANDIDATES)
      .map(({ id, score, queryTerms }) => ({ id: Number(id), score, queryTerms }));
  const all = find("AND");
  return all.length === 0 && words.length > 1 ? find("OR") : all;
};

type Best = { label: SearchLabel; quality: number; score: number };

const better = (a: Best, b: Best | undefined): boolean =>
  b === undefined || a.quality > b.quality || (a.quality === b.quality && a.score > b.score);

type Built = { index: MiniSearch<{ id: number; text: string }>; searched: SearchLabel[] };

const build = (labels: Iterable<SearchLabel>): Built => {
  const searched = [...labels];
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ["text"],
    tokenize: wordsOf,
    processTerm: (term) => fold(term),
  });
  index.addAll(searched.map(({ text }, id) => ({ id, text })));
  return { index, searched };
};

/** The best label of every concept that was found, best concept first; ties by index. */
const ranked = ({ index, searched }: Built, words: readonly string[], language: Language): Best[] => {
  const best = new Map<number, Best>();
  for (const { id, score, queryTerms } of candidates(index, words)) {
    const label = searched[id];
    if (label === undefined) continue;
    const weight = (label.preferred ? 1 : ALTERNATIVE) * (label.language === language ? 1 : OTHER_LANGUAGE);
    const quality = weight * matchQuality(words, wordsOf(fold(label.text)), new Set(queryTerms));
    const hit = { label, quality, score };
    if (better(hit, best.get(label.concept))) best.set(label.concept, hit);
  }
  return [...best.values()].sort(
    (a, b) => b.quality - a.quality || b.score - a.score || a.label.concept - b.label.concept,
  );
};

/**
 * Search as you type over one kind of concept, on the `minisearch` library: every word of the query as it is, as the
 * beginning of a word, or with a typing error; in any order; accents do not matter. The library finds the labels,
 * `matchQuality` orders them. The index is made at the first search (under half a second for all of ESCO: as fast as
 * reading a stored one would be) and kept.
 */
export const searchIn = ({ labels, show }: SearchInput) => {
  let built: Built | undefined;
  return (query: string, { language = "nl", limit = DEFAULT_LIMIT }: SearchOptions = {}): SearchHit[] => {
    const words = wordsOf(fold(query.slice(0, MAX_QUERY))).slice(0, MAX_WORDS);
    if (words.length === 0) return [];
    built ??= build(labels());
    const hits = ranked(built, words, language).flatMap(({ label, quality }): SearchHit[] => {
      const shown = show(label.concept, language);
      if (shown === undefined) return [];
      const hit = { ...shown, index: label.concept, score: Math.round(quality * 1000) / 1000 };
      return [label.text === shown.label ? hit : { ...hit, matchedAlternative: label.text }];
    });
    return hits.slice(0, Math.max(1, Math.min(limit, MAX_LIMIT)));
  };
};
