import { createHash } from "node:crypto";
import { buildLinkingSections, countWords } from "../linking-index.ts";
import { buildSimilarityTable } from "../similarity-table.ts";
import type {
  ClassificationSource,
  SourceCompetency,
  SourceOccupation,
} from "../source/classification-source.ts";
import { alternativeSections, byCodeUnits, byUri, indexByUri, labelSections } from "./concepts.ts";
import { ascending, listSections } from "./lists.ts";
import type { CompactMeta } from "./meta.ts";
import { narrowestGroups, nearSets } from "./near.ts";
import { idfThousandths } from "./rarity.ts";
import { packSections, type Section } from "./sections.ts";
import { StringTableBuilder } from "./string-table.ts";

/** Told what is being done; `done` and `total` count steps. */
export type CompileProgress = (step: string, done: number, total: number) => void;

const STEPS = 5;
const VERSION_DIGITS = 8;

const lookUp = (index: ReadonlyMap<string, number>, uri: string): number => {
  const found = index.get(uri);
  if (found === undefined) throw new RangeError(`a checked source refers to an unknown concept: ${uri}`);
  return found;
};

const emptyLists = (length: number): number[][] => Array.from({ length }, () => []);

type Relations = { essential: number[][]; optional: number[][]; documentFrequency: Uint32Array };

/** Integers for URIs; a pair that is both essential and optional counts as essential. */
const compileRelations = (
  source: ClassificationSource,
  occupations: ReadonlyMap<string, number>,
  competencies: ReadonlyMap<string, number>,
): Relations => {
  const lists = { essential: emptyLists(occupations.size), optional: emptyLists(occupations.size) };
  for (const relation of source.relations) {
    const list = lists[relation.kind][lookUp(occupations, relation.occupation)];
    list?.push(lookUp(competencies, relation.competency));
  }
  const essential = lists.essential.map(ascending);
  const optional = lists.optional.map((list, index) => {
    const taken = new Set(essential[index]);
    return ascending(list.filter((competency) => !taken.has(competency)));
  });
  const documentFrequency = new Uint32Array(competencies.size);
  for (const competency of [...essential.flat(), ...optional.flat()]) {
    documentFrequency[competency] = (documentFrequency[competency] ?? 0) + 1;
  }
  return { essential, optional, documentFrequency };
};

type Hierarchy = { groups: number[][]; broader: number[][]; broaderGroups: number[][] };

const compileHierarchy = (
  source: ClassificationSource,
  competencies: ReadonlyMap<string, number>,
  groups: ReadonlyMap<string, number>,
): Hierarchy => {
  const above = {
    groups: emptyLists(competencies.size),
    broader: emptyLists(competencies.size),
    broaderGroups: emptyLists(groups.size),
  };
  for (const { concept, broader } of source.broader) {
    const competency = competencies.get(concept);
    const parent = competencies.get(broader);
    if (competency === undefined) {
      above.broaderGroups[lookUp(groups, concept)]?.push(lookUp(groups, broader));
    } else if (parent === undefined) {
      above.groups[competency]?.push(lookUp(groups, broader));
    } else above.broader[competency]?.push(parent);
  }
  return {
    groups: above.groups.map(ascending),
    broader: above.broader.map(ascending),
    broaderGroups: above.broaderGroups.map(ascending),
  };
};

const hierarchySections = (hierarchy: Hierarchy): [string, Section][] => [
  ...listSections("competency.groups", narrowestGroups(hierarchy)),
  ...listSections("competency.broader", hierarchy.broader),
  ...listSections("group.broader", hierarchy.broaderGroups),
  ...listSections("competency.near", nearSets(hierarchy)),
];

const idfOf = ({ essential, documentFrequency }: Relations): Uint16Array<ArrayBuffer> =>
  Uint16Array.from(documentFrequency, (frequency) => idfThousandths(essential.length, frequency));

const relationSections = (relations: Relations): [string, Section][] => [
  ...listSections("occupation.essential", relations.essential),
  ...listSections("occupation.optional", relations.optional),
  ["competency.idf", idfOf(relations)],
];

const hasDutch = ({ labels }: SourceCompetency | SourceOccupation): boolean =>
  labels.nl.preferred !== undefined;
const hasNoLabel = ({ labels }: SourceCompetency): boolean =>
  labels.nl.preferred === undefined && labels.en.preferred === undefined;

const sum = (lists: readonly (readonly number[])[]): number =>
  lists.reduce((total, list) => total + list.length, 0);

// Of the content and its order only: another container or index of the same facts is the same version.
const versionOf = (source: ClassificationSource, content: ReadonlyMap<string, Section>): string => {
  const sha = createHash("sha256");
  for (const [name, section] of content) sha.update(`${name} ${section.length}\n`).update(section);
  const hash = sha.digest("hex").slice(0, VERSION_DIGITS);
  return [source.name, source.publishedVersion, hash].filter((part) => part !== undefined).join("-");
};

/** The compact form of a checked source: one file's bytes, the same for the same content in whatever order. */
export const compileClassification = (
  source: ClassificationSource,
  progress: CompileProgress = () => undefined,
): { bytes: Buffer; meta: CompactMeta } => {
  const occupations = source.occupations.toSorted(byUri);
  const competencies = source.competencies.toSorted(byUri);
  const groups = source.groups.toSorted(byUri);
  const isco = source.iscoGroups.toSorted((a, b) => byCodeUnits(a.code, b.code));
  const competencyIndex = indexByUri(competencies);
  progress("relations", 0, STEPS);
  const relations = compileRelations(source, indexByUri(occupations), competencyIndex);
  progress("hierarchy", 1, STEPS);
  const hierarchy = compileHierarchy(source, competencyIndex, indexByUri(groups));
  progress("labels", 2, STEPS);
  const strings = new StringTableBuilder();
  const numbers = (texts: readonly string[]) => Uint32Array.from(texts, (text) => strings.add(text));
  const concepts = new Map<string, Section>([
    ...labelSections("occupation", occupations, strings),
    ...alternativeSections("occupation", occupations, strings),
    ["occupation.code", numbers(occupations.map(({ code }) => code))],
    ["occupation.isco", numbers(occupations.map(({ iscoGroup }) => iscoGroup))],
    ...labelSections("competency", competencies, strings),
    ...alternativeSections("competency", competencies, strings),
    ["competency.skillType", numbers(competencies.map(({ skillType }) => skillType ?? ""))],
    ["competency.reuseLevel", numbers(competencies.map(({ reuseLevel }) => reuseLevel ?? ""))],
    ...labelSections("group", groups, strings),
    ...labelSections(
      "isco",
      isco.map(({ code, labels }) => ({ uri: code, labels })),
      strings,
    ),
    ...hierarchySections(hierarchy),
    ...relationSections(relations),
  ]);
  const sections = new Map([...strings.sections(), ...concepts]);
  const version = versionOf(source, sections);
  progress("similarity", 3, STEPS);
  const { essential, optional } = relations;
  const { groups: groupsAbove, broader } = hierarchy;
  const structure = { essential, optional, idf: idfOf(relations), groups: groupsAbove, broader };
  sections.set("occupation.similarity", buildSimilarityTable({ occupations, competencies, ...structure }));
  progress("index of titles", 4, STEPS);
  const words = countWords([...occupations, ...competencies, ...isco]);
  for (const [name, section] of buildLinkingSections(occupations, words)) sections.set(name, section);
  const meta: CompactMeta = {
    version,
    counts: {
      occupations: occupations.length,
      competencies: competencies.length,
      relations: sum(relations.essential) + sum(relations.optional),
      groups: groups.length,
      occupationsWithDutchLabel: occupations.filter(hasDutch).length,
      competenciesWithDutchLabel: competencies.filter(hasDutch).length,
      competenciesWithoutLabel: competencies.filter(hasNoLabel).length,
    },
  };
  const bytes = packSections(meta, sections);
  progress("done", STEPS, STEPS);
  return { bytes, meta };
};
