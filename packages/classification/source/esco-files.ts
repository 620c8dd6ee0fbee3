import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { ClassificationSourceError, LANGUAGES, type Language } from "./classification-source.ts";

/** Files that exist once per language, by language. */
export type FilesByLanguage = Partial<Record<Language, string>>;

/** Where the parts of an ESCO download are; the optional ones may be absent. */
export type EscoFiles = {
  occupations: FilesByLanguage;
  skills: FilesByLanguage;
  skillGroups: FilesByLanguage;
  skillsHierarchy: FilesByLanguage;
  iscoGroups: FilesByLanguage;
  relations: string;
  broader: string;
  /** From the directory's name, such as `esco-1.1.1` or `ESCO dataset - v1.2.0 - classification - nl - csv`. */
  publishedVersion?: string;
};

const PUBLISHED_VERSION = /v?(\d+\.\d+(?:\.\d+)?)/;

const isDirectory = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** CSV files in the directory and the ones directly below it: a download in two languages is two directories. */
const csvFiles = (directory: string): Map<string, string> => {
  const files = new Map<string, string>();
  const entries = readdirSync(directory).sort();
  const below = entries.map((entry) => join(directory, entry)).filter(isDirectory);
  const paths = [directory, ...below].flatMap((place) =>
    readdirSync(place)
      .sort()
      .filter((name) => name.toLowerCase().endsWith(".csv"))
      .map((name) => join(place, name)),
  );
  for (const path of paths) {
    const name = basename(path).toLowerCase();
    if (!files.has(name)) files.set(name, path);
  }
  return files;
};

const byLanguage = (files: ReadonlyMap<string, string>, part: string): FilesByLanguage => {
  const found: FilesByLanguage = {};
  for (const language of LANGUAGES) {
    const path = files.get(`${part.toLowerCase()}_${language}.csv`);
    if (path !== undefined) found[language] = path;
  }
  return found;
};

/** The relation files carry no labels that matter, so that any language's will do. */
const anyLanguage = (files: ReadonlyMap<string, string>, part: string): string | undefined => {
  const stem = part.toLowerCase();
  const preferred = ["", "_nl", "_en"].map((suffix) => files.get(`${stem}${suffix}.csv`));
  const other = [...files].find(([name]) => /^_[a-z]{2}\.csv$/.test(name.replace(stem, "")))?.[1];
  return [...preferred, other].find((path) => path !== undefined);
};

/** Finds the parts of a download by their official names; missing ones are all reported at once. */
export const findEscoFiles = (directory: string): EscoFiles => {
  const place = resolve(directory);
  if (!isDirectory(place)) {
    throw new ClassificationSourceError([{ file: directory, message: "there is no such directory" }]);
  }
  const files = csvFiles(place);
  const relations = anyLanguage(files, "occupationSkillRelations");
  const broader = anyLanguage(files, "broaderRelationsSkillPillar");
  const [occupations, skills] = [byLanguage(files, "occupations"), byLanguage(files, "skills")];
  const missing = [
    ...(Object.keys(occupations).length === 0 ? ["occupations_nl.csv or occupations_en.csv"] : []),
    ...(Object.keys(skills).length === 0 ? ["skills_nl.csv or skills_en.csv"] : []),
    ...(relations === undefined ? ["occupationSkillRelations.csv (also with _nl or _en)"] : []),
    ...(broader === undefined ? ["broaderRelationsSkillPillar.csv (also with _nl or _en)"] : []),
  ];
  if (missing.length > 0 || relations === undefined || broader === undefined) {
    throw new ClassificationSourceError(
      missing.map((file) => ({
        file,
        message: `not found in ${directory}; is it the ESCO download as CSV?`,
      })),
    );
  }
  const publishedVersion = PUBLISHED_VERSION.exec(basename(place))?.[1];
  return {
    occupations,
    skills,
    skillGroups: byLanguage(files, "skillGroups"),
    skillsHierarchy: byLanguage(files, "skillsHierarchy"),
    iscoGroups: byLanguage(files, "ISCOGroups"),
    relations,
    broader,
    ...(publishedVersion === undefined ? {} : { publishedVersion }),
  };
};
