import { statSync } from "node:fs";
import { basename } from "node:path";
import {
  type ClassificationSource,
  LANGUAGES,
  type Language,
  labelsOf,
  type SourceLabels,
} from "./classification-source.ts";
import { type CsvRow, readCsv } from "./csv-table.ts";
import { type EscoFiles, type FilesByLanguage, findEscoFiles } from "./esco-files.ts";
import { SourceBuilder } from "./source-builder.ts";

/** Told while reading: the file being read and the bytes of all files read so far. */
export type ReadProgress = (file: string, bytesRead: number, bytesTotal: number) => void;

const ALTERNATIVES = /\r?\n/;
// The hierarchy of the official download has levels 0 to 3, a URI and a term for each.
const LEVELS = [0, 1, 2, 3] as const;

const labelsIn = (row: CsvRow): SourceLabels =>
  labelsOf(row.cell("preferredLabel"), row.cell("altLabels").split(ALTERNATIVES));

const allPaths = (files: EscoFiles): string[] => [
  ...Object.values(files.occupations),
  ...Object.values(files.skills),
  ...Object.values(files.skillGroups),
  ...Object.values(files.skillsHierarchy),
  ...Object.values(files.iscoGroups),
  files.relations,
  files.broader,
];

type Reader = (row: CsvRow, file: string, language: Language) => void;

class EscoReader {
  readonly builder = new SourceBuilder();
  readonly #progress: ReadProgress;
  readonly #total: number;
  #read = 0;

  constructor(files: EscoFiles, progress: ReadProgress) {
    this.#progress = progress;
    this.#total = allPaths(files).reduce((total, path) => total + statSync(path).size, 0);
  }

  async one(
    path: string,
    required: readonly string[],
    read: (row: CsvRow, file: string) => void,
  ): Promise<void> {
    const file = basename(path);
    const onBytes = (bytes: number) => {
      this.#read += bytes;
      this.#progress(file, this.#read, this.#total);
    };
    for await (const row of readCsv({ path, required, onBytes })) read(row, file);
  }

  async each(files: FilesByLanguage, required: readonly string[], read: Reader): Promise<void> {
    for (const language of LANGUAGES) {
      const path = files[language];
      if (path !== undefined) await this.one(path, required, (row, file) => read(row, file, language));
    }
  }
}

const readConcepts = async (reader: EscoReader, files: EscoFiles): Promise<void> => {
  const { builder } = reader;
  await reader.each(
    files.occupations,
    ["conceptUri", "preferredLabel", "iscoGroup"],
    (row, file, language) => {
      const [uri, code, iscoGroup] = [row.cell("conceptUri"), row.cell("code"), row.cell("iscoGroup")];
      builder.occupation({ uri, code, iscoGroup }, { [language]: labelsIn(row) }, { file, line: row.line });
    },
  );
  await reader.each(files.skills, ["conceptUri", "preferredLabel"], (row, file, language) => {
    const uri = row.cell("conceptUri");
    const kinds = { skillType: row.cell("skillType"), reuseLevel: row.cell("reuseLevel") };
    builder.competency({ uri, ...kinds }, { [language]: labelsIn(row) }, { file, line: row.line });
  });
};

const readGroups = async (reader: EscoReader, files: EscoFiles): Promise<void> => {
  const { builder } = reader;
  await reader.each(files.skillGroups, ["conceptUri", "preferredLabel"], (row, file, language) =>
    builder.group(row.cell("conceptUri"), { [language]: labelsIn(row) }, { file, line: row.line }),
  );
  await reader.each(files.skillsHierarchy, ["Level 0 URI"], (row, file, language) => {
    for (const level of LEVELS) {
      const uri = row.cell(`Level ${level} URI`);
      if (uri === "" || builder.hasGroup(uri)) continue;
      const labels = labelsOf(row.cell(`Level ${level} preferred term`), []);
      builder.group(uri, { [language]: labels }, { file, line: row.line });
    }
  });
  await reader.each(files.iscoGroups, ["code", "preferredLabel"], (row, file, language) =>
    builder.iscoGroup(row.cell("code"), { [language]: labelsIn(row) }, { file, line: row.line }),
  );
};

const readReferences = async (reader: EscoReader, files: EscoFiles): Promise<void> => {
  const { builder } = reader;
  const hasGroups = Object.keys(files.skillGroups).length + Object.keys(files.skillsHierarchy).length > 0;
  await reader.one(files.broader, ["conceptType", "conceptUri", "broaderType", "broaderUri"], (row, file) => {
    const place = { file, line: row.line };
    const [concept, broader] = [row.cell("conceptUri"), row.cell("broaderUri")];
    if (row.cell("conceptType") === "KnowledgeSkillCompetence") builder.unlabelledCompetency(concept, place);
    // Without a file of groups the hierarchy is all that is known of them.
    if (!hasGroups && row.cell("conceptType") === "SkillGroup") builder.group(concept, {}, place);
    if (!hasGroups && row.cell("broaderType") === "SkillGroup") builder.group(broader, {}, place);
    builder.broader({ concept, broader }, place);
  });
  await reader.one(files.relations, ["occupationUri", "relationType", "skillUri"], (row, file) => {
    const [occupation, competency] = [row.cell("occupationUri"), row.cell("skillUri")];
    builder.relation({ occupation, competency, kind: row.cell("relationType") }, { file, line: row.line });
  });
};

/** A source as read, with what was odd in it but did no harm. */
export type EscoImport = { source: ClassificationSource; warnings: string[] };

const warningsOf = (files: EscoFiles, source: ClassificationSource, repeated: number): string[] => {
  const warnings: string[] = [];
  if (files.occupations.nl === undefined)
    warnings.push("no occupations_nl.csv: every occupation shows its English label");
  if (files.skills.nl === undefined)
    warnings.push("no skills_nl.csv: every competency shows its English label");
  if (source.groups.length === 0) warnings.push("no groups of competencies: fewer near competencies");
  if (source.iscoGroups.length === 0)
    warnings.push("no ISCOGroups_nl.csv: groups of occupations have no label");
  if (repeated > 0) warnings.push(`${repeated} relations are in the file more than once`);
  return warnings;
};

/**
 * Reads the official ESCO download in CSV (v1.0 to v1.2; Dutch, English or both, in one directory or side by side in
 * two). Throws a ClassificationSourceError that names file and line.
 */
export const readEsco = async (
  directory: string,
  progress: ReadProgress = () => undefined,
): Promise<EscoImport> => {
  const files = findEscoFiles(directory);
  const reader = new EscoReader(files, progress);
  await readConcepts(reader, files);
  await readGroups(reader, files);
  await readReferences(reader, files);
  const { publishedVersion } = files;
  const source = reader.builder.finish({
    name: "esco",
    ...(publishedVersion === undefined ? {} : { publishedVersion }),
  });
  return { source, warnings: warningsOf(files, source, reader.builder.repeatedRelations) };
};
