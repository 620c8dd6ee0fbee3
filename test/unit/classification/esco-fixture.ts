import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ESCO = "http://data.europa.eu/esco";
export const occupationUri = (name: string): string => `${ESCO}/occupation/${name}`;
export const competencyUri = (name: string): string => `${ESCO}/skill/${name}`;

type Table = { name: string; rows: string[][] };

/** Cells with a quote, a comma or a line end are quoted, as in the official files. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csv = (rows: readonly (readonly string[])[], lineEnd = "\n"): string =>
  rows.map((row) => row.map(cell).join(",") + lineEnd).join("");

const OCC = ["conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description", "code"];
const SKILL = [
  "conceptType",
  "conceptUri",
  "skillType",
  "reuseLevel",
  "preferredLabel",
  "altLabels",
  "description",
];
const occupation = (name: string, isco: string, label: string, alternatives = ""): string[] => [
  "Occupation",
  occupationUri(name),
  isco,
  label,
  alternatives,
  "",
  `${isco}.1`,
];
const skill = (name: string, label: string, alternatives = ""): string[] => [
  "KnowledgeSkillCompetence",
  competencyUri(name),
  "",
  "cross-sector",
  label,
  alternatives,
  "",
];
const broader = (
  concept: string,
  type: "KnowledgeSkillCompetence" | "SkillGroup",
  above: string,
): string[] => ["KnowledgeSkillCompetence", competencyUri(concept), type, competencyUri(above)];
const relation = (of: string, kind: string, to: string): string[] => [
  occupationUri(of),
  kind,
  "",
  competencyUri(to),
];

/**
 * A classification of three occupations and six competencies, hand-made: `grill` has only an English label, `secret`
 * none at all, `slice` and `peel` share a group, `knife` is one level below `slice`.
 */
export const tinyTables = (): Record<string, Table> => ({
  occupationsNl: {
    name: "occupations_nl.csv",
    rows: [
      OCC,
      occupation("cook", "5120", "kok", "kokkin\nchef de partie\nzelfstandig werkend kok"),
      occupation("waiter", "5131", "ober/serveerster", "medewerker bediening\ncafébediende"),
      occupation("welder", "7212", "lasser"),
    ],
  },
  occupationsEn: {
    name: "occupations_en.csv",
    rows: [
      OCC,
      occupation("welder", "7212", "welder", "metal welder"),
      occupation("cook", "5120", "cook", "line cook"),
      occupation("waiter", "5131", "waiter/waitress"),
    ],
  },
  skillsNl: {
    name: "skills_nl.csv",
    rows: [
      SKILL,
      skill("slice", "groenten snijden", "groente in plakjes snijden"),
      skill("peel", "aardappels schillen"),
      skill("knife", "messen slijpen"),
      skill("serve", "crème brûlée opdienen"),
    ],
  },
  skillsEn: {
    name: "skills_en.csv",
    rows: [SKILL, skill("grill", "grill meat"), skill("slice", "slice vegetables")],
  },
  groups: {
    name: "skillGroups_nl.csv",
    rows: [
      ["conceptType", "conceptUri", "preferredLabel", "code"],
      ["SkillGroup", competencyUri("G1"), "voedsel voorbereiden", "S1"],
    ],
  },
  isco: {
    name: "ISCOGroups_nl.csv",
    rows: [
      ["conceptType", "conceptUri", "code", "preferredLabel"],
      ["ISCOGroup", `${ESCO}/isco/C5120`, "5120", "Koks"],
    ],
  },
  broader: {
    name: "broaderRelationsSkillPillar.csv",
    rows: [
      ["conceptType", "conceptUri", "broaderType", "broaderUri"],
      broader("slice", "SkillGroup", "G1"),
      broader("peel", "SkillGroup", "G1"),
      broader("knife", "KnowledgeSkillCompetence", "slice"),
      broader("secret", "KnowledgeSkillCompetence", "grill"),
    ],
  },
  relations: {
    name: "occupationSkillRelations.csv",
    rows: [
      ["occupationUri", "relationType", "skillType", "skillUri"],
      relation("cook", "essential", "slice"),
      relation("cook", "essential", "peel"),
      relation("cook", "optional", "grill"),
      relation("cook", "optional", "secret"),
      relation("waiter", "essential", "serve"),
      relation("waiter", "optional", "peel"),
    ],
  },
});

export const temporaryDirectory = (name = "classification-"): string => mkdtempSync(join(tmpdir(), name));

export type Layout = {
  /** File contents in place of the usual ones, or null for no such file. */
  replace?: Record<string, string | null>;
  name?: string;
};

/** Writes the tiny download; `replace` breaks one file of it. */
export const tinyDownload = ({ replace = {}, name = "esco-9.8.7" }: Layout = {}): string => {
  const directory = join(temporaryDirectory(), name);
  mkdirSync(directory);
  const files: Record<string, string | null> = {
    ...Object.fromEntries(Object.values(tinyTables()).map((table) => [table.name, csv(table.rows)])),
    ...replace,
  };
  for (const [file, content] of Object.entries(files)) {
    if (content !== null) writeFileSync(join(directory, file), content);
  }
  return directory;
};
