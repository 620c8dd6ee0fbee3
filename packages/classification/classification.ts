import type { CompetencyUri, OccupationUri } from "#packages/domain/ids.ts";
import type { LinkOptions, TitleLink } from "./linking.ts";
import type { SearchHit, SearchOptions } from "./search/search.ts";
import type { SimilarOccupation } from "./similarity.ts";
import type { ConceptKind, Language } from "./source/classification-source.ts";

/** A label to show. `marked` means that it stands in: it is not in the language asked, but in `language`. */
export type ShownLabel = { text: string; language: Language; marked: boolean };

export type ClassificationCounts = {
  occupations: number;
  competencies: number;
  relations: number;
  groups: number;
  /** Concepts with a preferred label in Dutch. */
  occupationsWithDutchLabel: number;
  competenciesWithDutchLabel: number;
  /** Competencies without a label in any language: they match, and are never suggested. */
  competenciesWithoutLabel: number;
};

/**
 * A loaded classification: occupations and competencies as integers from 0, ordered by URI. Integers are only
 * good together with `version`; what is kept for longer is kept as a URI. Nothing in it changes after loading:
 * the arrays it hands out are views on the loaded file and must not be written to. An integer out of range is a
 * programming error and throws a RangeError.
 */
export type Classification = {
  /** `<name>-<published version, if known>-<first 8 digits of the content's SHA-256>`. */
  readonly version: string;
  /** `version` with the version of the formulas for near, similarity and rarity: part of the version of the rules. */
  readonly rulesVersion: string;
  /** To be shown, in the reader's language, wherever a concept is shown. */
  readonly notice: Readonly<Record<Language, string>>;
  readonly counts: ClassificationCounts;

  occupationIndex(uri: string): number | undefined;
  competencyIndex(uri: string): number | undefined;
  occupationUri(occupation: number): OccupationUri;
  competencyUri(competency: number): CompetencyUri;

  /** The label to show; undefined for a concept that has none in any language. */
  label(kind: ConceptKind, index: number, language?: Language): ShownLabel | undefined;
  /** Alternative labels in exactly this language; empty when there are none. */
  alternatives(kind: ConceptKind, index: number, language?: Language): string[];
  /** Code of the ISCO-08 unit group, four digits. */
  iscoGroup(occupation: number): string;
  /** Label of an ISCO-08 group by its code of one to four digits; undefined when the source has no such group. */
  iscoLabel(code: string, language?: Language): ShownLabel | undefined;
  /** The occupation's own code, such as `5120.1`; empty when the source gives none. */
  code(occupation: number): string;

  /** Competencies of an occupation, ascending; the two lists have nothing in common. */
  essential(occupation: number): Uint32Array;
  optional(occupation: number): Uint32Array;
  /** Competencies one level up, and the narrowest groups, in the hierarchy: ascending. */
  broader(competency: number): Uint32Array;
  groupsOf(competency: number): Uint32Array;
  /** Groups directly above a group, ascending. */
  broaderGroups(group: number): Uint32Array;
  groupLabel(group: number, language?: Language): ShownLabel | undefined;

  /** Near competencies, ascending, never the competency itself; symmetric (see `compact/near.ts`). */
  near(competency: number): Uint32Array;
  /** How alike two occupations are, whole permille: 1000 for an occupation and itself, symmetric (see `similarity.ts`). */
  similarity(a: number, b: number): number;
  /** The most similar other occupations, best first, ties by index; only those above 0. */
  similarOccupations(occupation: number, limit?: number): SimilarOccupation[];
  /** How telling a competency is: a whole number from 1, the same for the whole country (see `compact/rarity.ts`). */
  rarity(competency: number): number;

  /** Search as you type, best first; never a concept without a label (see `search/search.ts`). */
  searchOccupations(query: string, options?: SearchOptions): SearchHit[];
  searchCompetencies(query: string, options?: SearchOptions): SearchHit[];
  /** From a job title in plain Dutch or English to an occupation, or to suggestions when unsure (see `linking.ts`). */
  linkTitle(title: string, options?: LinkOptions): TitleLink;
};
