import type { ShownLabel } from "../classification.ts";
import type { SearchLabel } from "../search/search.ts";
import { LANGUAGES, type Language } from "../source/classification-source.ts";
import { type Lists, openLists } from "./lists.ts";
import type { Sections } from "./sections.ts";
import type { StringTable } from "./string-table.ts";

/** Labels of things of one kind, by index. */
export type Labelled = {
  readonly length: number;
  uri(index: number): string;
  indexOf(uri: string): number | undefined;
  label(index: number, language: Language): ShownLabel | undefined;
};

const OTHER: Readonly<Record<Language, Language>> = { nl: "en", en: "nl" };

/** Opens `<name>.uri`, `<name>.nl`, `<name>.en`. The table from URI to index is made at the first question. */
export const openLabelled = (sections: Sections, strings: StringTable, name: string): Labelled => {
  const uris = sections.u32(`${name}.uri`);
  const labels = { nl: sections.u32(`${name}.nl`), en: sections.u32(`${name}.en`) };
  let byUri: Map<string, number> | undefined;
  const check = (index: number): void => {
    if (!Number.isInteger(index) || index < 0 || index >= uris.length) {
      throw new RangeError(`no ${name} ${index} in this classification`);
    }
  };
  return {
    length: uris.length,
    uri: (index) => {
      check(index);
      return strings(uris[index] ?? 0);
    },
    indexOf: (uri) => {
      byUri ??= new Map(Array.from(uris, (number, index) => [strings(number), index]));
      return byUri.get(uri);
    },
    label: (index, language) => {
      check(index);
      const own = labels[language][index] ?? 0;
      if (own !== 0) return { text: strings(own), language, marked: false };
      const standIn = labels[OTHER[language]][index] ?? 0;
      return standIn === 0 ? undefined : { text: strings(standIn), language: OTHER[language], marked: true };
    },
  };
};

/** Alternative labels by language. */
export type Alternatives = (index: number, language: Language) => string[];

export const openAlternatives = (sections: Sections, strings: StringTable, name: string): Alternatives => {
  const lists: Record<Language, Lists> = {
    nl: openLists(sections, `${name}.alternatives.nl`),
    en: openLists(sections, `${name}.alternatives.en`),
  };
  return (index, language) => Array.from(lists[language].of(index), strings);
};

/** Every label of a kind with its concept, for the search index; concepts without a preferred label have none. */
export function* searchLabels(concepts: Labelled, alternatives: Alternatives): Generator<SearchLabel> {
  for (let concept = 0; concept < concepts.length; concept++) {
    for (const language of LANGUAGES) {
      const label = concepts.label(concept, language);
      if (label !== undefined && !label.marked)
        yield { concept, text: label.text, language, preferred: true };
      for (const text of alternatives(concept, language)) yield { concept, text, language, preferred: false };
    }
  }
}
