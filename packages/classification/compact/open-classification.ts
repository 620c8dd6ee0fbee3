import { CompetencyUri, OccupationUri } from "#packages/domain/ids.ts";
import type { Classification } from "../classification.ts";
import { titleLinker } from "../linking.ts";
import { NOTICE } from "../notice.ts";
import { searchIn } from "../search/search.ts";
import { occupationSimilarity } from "../similarity.ts";
import type { Language } from "../source/classification-source.ts";
import { openLists } from "./lists.ts";
import { CompactMeta } from "./meta.ts";
import {
  type Alternatives,
  type Labelled,
  openAlternatives,
  openLabelled,
  searchLabels,
} from "./open-concepts.ts";
import { rarityOf } from "./rarity.ts";
import { CompactFormError, openSections } from "./sections.ts";
import { openStringTable } from "./string-table.ts";

/**
 * Version of the formulas for near, similarity and rarity. Raise it when one of them changes: scores then change, and
 * that needs a re-match.
 */
export const FORMULAS_VERSION = 2;

const DEFAULT_LANGUAGE: Language = "nl";

/** Makes a thing at its first use: a function that only looks up URIs does not pay for search. */
const lazy = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const searchOf = (concepts: Labelled, alternatives: Alternatives) =>
  searchIn({
    labels: () => searchLabels(concepts, alternatives),
    show: (concept, language) => {
      const label = concepts.label(concept, language);
      if (label === undefined) return undefined;
      return {
        uri: concepts.uri(concept),
        label: label.text,
        language: label.language,
        marked: label.marked,
      };
    },
  });

/** Opens the bytes of a compact classification, used in place. Throws a CompactFormError when they are not one. */
export const openClassification = (bytes: Buffer): Classification => {
  const sections = openSections(bytes);
  const meta = CompactMeta.safeParse(sections.meta);
  if (!meta.success) throw new CompactFormError("the header of the compact classification cannot be read");
  const strings = openStringTable(sections);
  const occupations = openLabelled(sections, strings, "occupation");
  const competencies = openLabelled(sections, strings, "competency");
  const groups = openLabelled(sections, strings, "group");
  const isco = openLabelled(sections, strings, "isco");
  const concepts = { occupation: occupations, competency: competencies };
  const alternatives = {
    occupation: openAlternatives(sections, strings, "occupation"),
    competency: openAlternatives(sections, strings, "competency"),
  };
  const [codes, iscoGroups] = [sections.u32("occupation.code"), sections.u32("occupation.isco")];
  const [essential, optional] = [
    openLists(sections, "occupation.essential"),
    openLists(sections, "occupation.optional"),
  ];
  const broader = openLists(sections, "competency.broader");
  const groupsOf = openLists(sections, "competency.groups");
  const broaderGroups = openLists(sections, "group.broader");
  const near = openLists(sections, "competency.near");
  const idf = sections.u16("competency.idf");
  const { similarity, similarOccupations } = occupationSimilarity(
    sections.u8("occupation.similarity"),
    occupations.length,
  );
  const occupationSearch = searchOf(occupations, alternatives.occupation);
  const competencySearch = searchOf(competencies, alternatives.competency);
  const occupationUri = (occupation: number) => OccupationUri.parse(occupations.uri(occupation));
  const linker = lazy(() =>
    titleLinker({
      sections,
      uriOf: occupationUri,
      labelOf: (occupation) => occupations.label(occupation, DEFAULT_LANGUAGE)?.text,
    }),
  );
  const { version, counts } = meta.data;
  return {
    version,
    rulesVersion: `${version}+f${FORMULAS_VERSION}`,
    notice: NOTICE,
    counts,
    occupationIndex: occupations.indexOf,
    competencyIndex: competencies.indexOf,
    occupationUri,
    competencyUri: (competency) => CompetencyUri.parse(competencies.uri(competency)),
    label: (kind, index, language = DEFAULT_LANGUAGE) => concepts[kind].label(index, language),
    alternatives: (kind, index, language = DEFAULT_LANGUAGE) => alternatives[kind](index, language),
    iscoGroup: (occupation) => strings(iscoGroups[occupation] ?? 0),
    iscoLabel: (code, language = DEFAULT_LANGUAGE) => {
      const group = isco.indexOf(code);
      return group === undefined ? undefined : isco.label(group, language);
    },
    code: (occupation) => strings(codes[occupation] ?? 0),
    essential: essential.of,
    optional: optional.of,
    broader: broader.of,
    groupsOf: groupsOf.of,
    broaderGroups: broaderGroups.of,
    groupLabel: (group, language = DEFAULT_LANGUAGE) => groups.label(group, language),
    near: near.of,
    similarity,
    similarOccupations,
    rarity: (competency) => rarityOf(idf[competency] ?? 0),
    searchOccupations: occupationSearch,
    searchCompetencies: competencySearch,
    linkTitle: (title, options) => linker()(title, options),
  };
};
