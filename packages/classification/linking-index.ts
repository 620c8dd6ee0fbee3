import { listSections } from "./compact/lists.ts";
import type { Section } from "./compact/sections.ts";
import { featureSections } from "./feature-index.ts";
import {
  LANGUAGES,
  type Language,
  type SourceLabels,
  type SourceLabelsByLanguage,
} from "./source/classification-source.ts";
import { gramsOf, titleWords, wordHash } from "./title-grams.ts";
import { type Lexicon, partsOf } from "./title-parts.ts";

/** What a title can be linked to. `members` are the places of subjects that belong to this one, a group of them. */
export type LinkSubject = { labels: SourceLabelsByLanguage; iscoGroup: string; members?: readonly number[] };

/** How often each word is in labels by itself. */
export type WordCounts = ReadonlyMap<string, number>;

const UNIT_GROUP_DIGITS = 4;

/** Counts the words of Dutch labels, each once a label. */
export const countWords = (concepts: readonly { labels: SourceLabelsByLanguage }[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { labels } of concepts) {
    for (const label of labelsIn(labels.nl)) {
      for (const word of new Set(titleWords(label))) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
};

const labelsIn = ({ preferred, alternatives }: SourceLabels): string[] =>
  preferred === undefined ? alternatives : [preferred, ...alternatives];

type View = { subject: number; language: Language; labels: string[] };

const viewsOf = (subjects: readonly LinkSubject[]): View[] =>
  subjects.flatMap(({ labels }, subject) =>
    LANGUAGES.flatMap((language): View[] =>
      labels[language].preferred === undefined
        ? []
        : [{ subject, language, labels: labelsIn(labels[language]) }],
    ),
  );

/** Per view the labels of its subject's members too; per unit group and language the labels of its subjects. */
const setsOf = (subjects: readonly LinkSubject[], views: readonly View[], starts: Uint32Array) => {
  const own = views.map((_, view) =>
    Array.from({ length: (starts[view + 1] ?? 0) - (starts[view] ?? 0) }, (__, i) => (starts[view] ?? 0) + i),
  );
  const viewAt = new Map(views.map(({ subject, language }, view) => [`${subject} ${language}`, view]));
  const members = views.map(({ subject, language }) =>
    (subjects[subject]?.members ?? []).flatMap(
      (member) => own[viewAt.get(`${member} ${language}`) ?? -1] ?? [],
    ),
  );
  const groups = new Map<string, number>();
  const groupLabels: number[][] = [];
  const viewGroup = views.map(({ subject, language }, view) => {
    const code = subjects[subject]?.iscoGroup ?? "";
    const key = code.length === UNIT_GROUP_DIGITS ? `${code} ${language}` : "";
    const group = groups.get(key) ?? groups.size;
    groups.set(key, group);
    groupLabels[group] = [...(groupLabels[group] ?? []), ...(key === "" ? [] : (own[view] ?? []))];
    return group;
  });
  return {
    members,
    all: own.map((labels, view) => [...labels, ...(members[view] ?? [])]),
    viewGroup,
    groupLabels,
  };
};

/**
 * The index for linking titles, made when a classification is compiled because it takes seconds for all of ESCO.
 * A *view* is a subject (in the product: an occupation) in one language; its labels are numbered in a row, the
 * preferred one first.
 * - `link.viewSubject`, `link.viewLabels.starts`: the subject of a view, and its first label;
 * - `link.viewGroup`: the ISCO unit group and language of a view, as a number; `link.members`: labels that count as
 *   the view's without being its own;
 * - `link.gram.*` and `link.part.*`: labels by character grams and by parts of words (see `feature-index.ts`); sets are
 *   views for grams, and unit groups for parts;
 * - `link.words`: hashes of all words of the labels; `link.lexicon`, `link.lexiconCount`: the lexicon; both ascending.
 */
export const buildLinkingSections = (
  subjects: readonly LinkSubject[],
  words: WordCounts,
): [string, Section][] => {
  const views = viewsOf(subjects);
  const starts = new Uint32Array(views.length + 1);
  for (const [index, { labels }] of views.entries()) starts[index + 1] = (starts[index] ?? 0) + labels.length;
  const sets = setsOf(subjects, views, starts);
  const labelWords = views.flatMap(({ labels }) => labels.map(titleWords));
  const counts = new Map([...words].map(([word, count]) => [wordHash(word), count]));
  const lexicon: Lexicon = (word) => words.get(word) ?? 0;
  const lexiconKeys = Uint32Array.from(counts.keys()).sort();
  const grams = labelWords.map((label) => gramsOf(label));
  const parts = labelWords.map((label) => partCounts(label, lexicon));
  return [
    ["link.viewSubject", Uint32Array.from(views, ({ subject }) => subject)],
    ["link.viewLanguage", Uint8Array.from(views, ({ language }) => LANGUAGES.indexOf(language))],
    ["link.viewLabels.starts", starts],
    ["link.viewGroup", Uint32Array.from(sets.viewGroup)],
    ...listSections("link.members", sets.members),
    ["link.words", Uint32Array.from(new Set(labelWords.flat().map(wordHash))).sort()],
    ["link.lexicon", lexiconKeys],
    ["link.lexiconCount", Uint32Array.from(lexiconKeys, (key) => counts.get(key) ?? 0)],
    ...featureSections("link.gram", grams, sets.all),
    ...featureSections("link.part", parts, sets.groupLabels),
  ];
};

/** Stemmed parts of words, by hash, with how often each is there. */
export const partCounts = (words: readonly string[], lexicon: Lexicon): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const part of partsOf(words, lexicon)) {
    const hash = wordHash(part);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
};
