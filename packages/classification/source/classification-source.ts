/** Languages that the product shows. Dutch first; English stands in where Dutch is missing, and is marked. */
export const LANGUAGES = ["nl", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const CONCEPT_KINDS = ["occupation", "competency"] as const;
export type ConceptKind = (typeof CONCEPT_KINDS)[number];

/** The labels of one concept in one language; both parts may be absent. */
export type SourceLabels = { preferred?: string; alternatives: string[] };
export type SourceLabelsByLanguage = Record<Language, SourceLabels>;

export type SourceOccupation = {
  uri: string;
  /** The concept's own code, such as `5120.1`; empty when the source gives none. */
  code: string;
  /** Code of its ISCO-08 unit group, four digits. */
  iscoGroup: string;
  labels: SourceLabelsByLanguage;
};

export type SourceCompetency = {
  uri: string;
  labels: SourceLabelsByLanguage;
  skillType?: string;
  reuseLevel?: string;
};

/** A group of competencies (in ESCO: a skill group, ISCED-F field …); only competencies can be asked or offered. */
export type SourceGroup = { uri: string; labels: SourceLabelsByLanguage };

export type SourceRelation = { occupation: string; competency: string; kind: "essential" | "optional" };

/** `concept` (a competency or a group) has `broader` (a competency or a group) directly above it. */
export type SourceBroader = { concept: string; broader: string };

export type SourceIscoGroup = { code: string; labels: SourceLabelsByLanguage };

/** What every reader delivers and the compiler takes: a whole classification, checked, in plain rows. */
export type ClassificationSource = {
  /** Which classification this is: `esco` or `starter`; the first part of its version. */
  name: string;
  /** The publisher's version when it is known, such as `1.1.1`. */
  publishedVersion?: string;
  occupations: SourceOccupation[];
  competencies: SourceCompetency[];
  groups: SourceGroup[];
  relations: SourceRelation[];
  broader: SourceBroader[];
  iscoGroups: SourceIscoGroup[];
};

/** One thing wrong in a source file. `line` counts from 1, header included; a quoted cell may span lines. */
export type SourceProblem = { file: string; line?: number; message: string };

const SHOWN_PROBLEMS = 20;

const describe = (problem: SourceProblem): string =>
  `${problem.file}${problem.line === undefined ? "" : `:${problem.line}`}: ${problem.message}`;

/** The source cannot be used; the message lists the first problems by file and line, `problems` has them all. */
export class ClassificationSourceError extends Error {
  override readonly name = "ClassificationSourceError";
  readonly problems: readonly SourceProblem[];
  constructor(problems: readonly SourceProblem[]) {
    const shown = problems.slice(0, SHOWN_PROBLEMS).map(describe);
    const rest = problems.length - shown.length;
    super([...shown, ...(rest > 0 ? [`and ${rest} more problems`] : [])].join("\n"));
    this.problems = problems;
  }
}

/** Labels of a concept before any file has named it. */
export const noLabels = (): SourceLabelsByLanguage => ({
  nl: { alternatives: [] },
  en: { alternatives: [] },
});

/** One language's labels: blanks dropped, an alternative that repeats the preferred label or another one dropped. */
export const labelsOf = (preferred: string, alternatives: readonly string[]): SourceLabels => {
  const main = preferred.trim();
  const seen = new Set([main, ""]);
  const others: string[] = [];
  for (const alternative of alternatives.map((label) => label.trim())) {
    if (seen.has(alternative)) continue;
    seen.add(alternative);
    others.push(alternative);
  }
  return main === "" ? { alternatives: others } : { preferred: main, alternatives: others };
};
