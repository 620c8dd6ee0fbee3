import { LANGUAGES, type Language, type SourceLabelsByLanguage } from "../source/classification-source.ts";
import { listSections } from "./lists.ts";
import type { Section } from "./sections.ts";
import type { StringTableBuilder } from "./string-table.ts";

type Concept = { uri: string; labels: SourceLabelsByLanguage };

/** Orders by code units, the same on every machine whatever its locale. */
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

export const byUri = (a: { uri: string }, b: { uri: string }): number => byCodeUnits(a.uri, b.uri);

/** Position by URI, of concepts in their final order. */
export const indexByUri = (concepts: readonly { uri: string }[]): Map<string, number> =>
  new Map(concepts.map(({ uri }, index) => [uri, index]));

const preferredLabels = (concepts: readonly Concept[], language: Language, strings: StringTableBuilder) =>
  Uint32Array.from(concepts, ({ labels }) => strings.add(labels[language].preferred));

/** Sections `<name>.uri`, `<name>.nl`, `<name>.en` (numbers of strings; 0: none). */
export const labelSections = (
  name: string,
  concepts: readonly Concept[],
  strings: StringTableBuilder,
): [string, Section][] => [
  [`${name}.uri`, Uint32Array.from(concepts, ({ uri }) => strings.add(uri))],
  ...LANGUAGES.map((language): [string, Section] => [
    `${name}.${language}`,
    preferredLabels(concepts, language, strings),
  ]),
];

/** Sections `<name>.alternatives.nl` and `.en`: lists of numbers of strings. */
export const alternativeSections = (
  name: string,
  concepts: readonly Concept[],
  strings: StringTableBuilder,
): [string, Section][] =>
  LANGUAGES.flatMap((language) =>
    listSections(
      `${name}.alternatives.${language}`,
      concepts.map(({ labels }) => labels[language].alternatives.map((text) => strings.add(text))),
    ),
  );
