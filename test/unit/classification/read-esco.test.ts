import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileClassification } from "#packages/classification/compact/compile.ts";
import { ClassificationSourceError } from "#packages/classification/source/classification-source.ts";
import { readEsco } from "#packages/classification/source/read-esco.ts";
import {
  competencyUri,
  csv,
  occupationUri,
  temporaryDirectory,
  tinyDownload,
  tinyTables,
} from "./esco-fixture.ts";

const tables = tinyTables();
const table = (name: keyof typeof tables) => tables[name]?.rows ?? [];
const withRow = (name: keyof typeof tables, ...rows: string[][]) => csv([...table(name), ...rows]);

const refusalOf = async (replace: Record<string, string | null>): Promise<ClassificationSourceError> => {
  const error: unknown = await readEsco(tinyDownload({ replace })).catch((reason: unknown) => reason);
  if (!(error instanceof ClassificationSourceError)) throw new Error(`not refused: ${String(error)}`);
  return error;
};

/** The columns of the official download that the tiny one lacks, and another order, CRLF and a byte-order mark. */
const official = (rows: readonly (readonly string[])[], lineEnd = "\r\n"): string => {
  const [header = [], ...body] = rows;
  const order = header.map((_, column) => column).reverse();
  const turn = (row: readonly string[]) =>
    order.map((column) => (row[column] ?? "").replaceAll("\n", lineEnd));
  const extra = ["status", "modifiedDate", "scopeNote", "definition", "inScheme"];
  const filler = [
    "released",
    "2024-05-01T00:00:00Z",
    'a "note", with commas',
    "",
    "http://data.europa.eu/esco/scheme",
  ];
  return `\uFEFF${csv([[...turn(header), ...extra], ...body.map((row) => [...turn(row), ...filler])], lineEnd)}`;
};

describe("reading the ESCO download", { timeout: 30_000 }, () => {
  it("reports progress up to all bytes of all files", async () => {
    const seen: [string, number, number][] = [];
    await readEsco(tinyDownload(), (...step) => seen.push(step));
    const [, read, total] = seen.at(-1) ?? [];
    expect(seen.map(([file]) => file)).toContain("skills_en.csv");
    expect(read).toBe(total);
  });

  it("takes the official columns in any order, CRLF, a byte-order mark, and names with a language", async () => {
    const plain = await readEsco(tinyDownload());
    const download = await readEsco(
      tinyDownload({
        replace: {
          ...Object.fromEntries(Object.values(tables).map(({ name, rows }) => [name, official(rows)])),
          "occupationSkillRelations.csv": null,
          "broaderRelationsSkillPillar.csv": null,
          "occupationSkillRelations_en.csv": official(table("relations")),
          "broaderRelationsSkillPillar_nl.csv": official(table("broader")),
        },
      }),
    );
    expect(download.warnings).toEqual([]);
    expect(download.source).toEqual(plain.source);
  });

  it("reads Dutch and English from two directories side by side", async () => {
    const directory = join(temporaryDirectory(), "ESCO dataset - v1.2.0");
    mkdirSync(directory, { recursive: true });
    const both = tinyDownload();
    for (const [place, files] of [
      ["nl", ["occupations_nl.csv", "skills_nl.csv", "occupationSkillRelations.csv"]],
      [
        "en",
        ["occupations_en.csv", "skills_en.csv", "broaderRelationsSkillPillar.csv", "skillGroups_nl.csv"],
      ],
    ] as const) {
      mkdirSync(join(directory, place));
      for (const file of files) renameSync(join(both, file), join(directory, place, file));
    }
    const { source, warnings } = await readEsco(directory);
    expect(source.publishedVersion).toBe("1.2.0");
    expect(source.occupations).toHaveLength(3);
    expect(source.competencies).toHaveLength(6);
    expect(warnings).toEqual(["no ISCOGroups_nl.csv: groups of occupations have no label"]);
  });

  it("takes groups from skillsHierarchy where there is no skillGroups, and does without both", async () => {
    const hierarchy = csv([
      ["Level 0 URI", "Level 0 preferred term", "Level 1 URI", "Level 1 preferred term"],
      [competencyUri("S"), "vaardigheden", competencyUri("G1"), "voedsel voorbereiden"],
    ]);
    const fromHierarchy = await readEsco(
      tinyDownload({ replace: { "skillGroups_nl.csv": null, "skillsHierarchy_nl.csv": hierarchy } }),
    );
    expect(fromHierarchy.source.groups.map(({ labels }) => labels.nl.preferred).sort()).toEqual([
      "vaardigheden",
      "voedsel voorbereiden",
    ]);
    const without = await readEsco(tinyDownload({ replace: { "skillGroups_nl.csv": null } }));
    expect(without.source.groups.map(({ uri }) => uri)).toEqual([competencyUri("G1")]);
  });

  it("with English only every label is a marked stand-in, and it says so", async () => {
    const { source, warnings } = await readEsco(
      tinyDownload({
        replace: {
          "occupations_nl.csv": null,
          "skills_nl.csv": null,
          "broaderRelationsSkillPillar.csv": withRow("broader", [
            "KnowledgeSkillCompetence",
            competencyUri("serve"),
            "SkillGroup",
            competencyUri("G1"),
          ]),
        },
      }),
    );
    expect(warnings).toHaveLength(2);
    expect(compileClassification(source).meta.counts.occupationsWithDutchLabel).toBe(0);
  });

  it("a relation in the file twice is counted once and noted; essential wins from optional", async () => {
    const again = [occupationUri("cook"), "essential", "", competencyUri("grill")];
    const { source, warnings } = await readEsco(
      tinyDownload({ replace: { "occupationSkillRelations.csv": withRow("relations", again) } }),
    );
    expect(warnings).toEqual(["1 relations are in the file more than once"]);
    expect(source.relations).toHaveLength(6);
    expect(source.relations.find(({ competency }) => competency === competencyUri("grill"))?.kind).toBe(
      "essential",
    );
  });
});

type Broken = [what: string, file: string, content: string, line: number | undefined, message: string];

const broken: Broken[] = [
  [
    "a missing column",
    "skills_nl.csv",
    csv(table("skillsNl").map((row) => row.slice(0, 4))),
    1,
    "column preferredLabel is missing; the file has conceptType, conceptUri",
  ],
  [
    "a quote never closed",
    "skills_nl.csv",
    `${csv(table("skillsNl"))}KnowledgeSkillCompetence,"http`,
    undefined,
    "a quote is opened and never closed",
  ],
  [
    "a quote closed within a cell",
    "skills_nl.csv",
    `${csv(table("skillsNl"))}KnowledgeSkillCompetence,"http"x,,,,,\n`,
    6,
    "broken row: a quote is closed in the middle of a cell",
  ],
  [
    "a quote within a bare cell",
    "skills_nl.csv",
    `${csv(table("skillsNl"))}Knowledge"Skill,b,,,,,\n`,
    6,
    "broken row: a quote opens in the middle of a cell",
  ],
  [
    "a row with too few cells",
    "skills_nl.csv",
    `${csv(table("skillsNl"))}KnowledgeSkillCompetence,http\n`,
    6,
    "broken row: the row has another number of cells than the header",
  ],
  [
    "an unknown occupation",
    "occupationSkillRelations.csv",
    withRow("relations", [occupationUri("nobody"), "essential", "", competencyUri("peel")]),
    8,
    `unknown occupation ${occupationUri("nobody")}`,
  ],
  [
    "an unknown competency",
    "occupationSkillRelations.csv",
    withRow("relations", [occupationUri("cook"), "essential", "", competencyUri("nothing")]),
    8,
    `unknown competency ${competencyUri("nothing")}`,
  ],
  [
    "a relation of another kind",
    "occupationSkillRelations.csv",
    withRow("relations", [occupationUri("cook"), "useful", "", competencyUri("peel")]),
    8,
    'relation "useful" is neither essential nor optional',
  ],
  [
    "an unknown broader concept",
    "broaderRelationsSkillPillar.csv",
    withRow("broader", [
      "KnowledgeSkillCompetence",
      competencyUri("peel"),
      "SkillGroup",
      competencyUri("G9"),
    ]),
    6,
    `unknown concept ${competencyUri("G9")}`,
  ],
  [
    "a group below a competency",
    "broaderRelationsSkillPillar.csv",
    withRow("broader", [
      "SkillGroup",
      competencyUri("G1"),
      "KnowledgeSkillCompetence",
      competencyUri("peel"),
    ]),
    6,
    `group ${competencyUri("G1")} stands below a competency`,
  ],
  [
    "a concept twice",
    "skills_nl.csv",
    withRow("skillsNl", ["KnowledgeSkillCompetence", competencyUri("peel"), "", "", "nog eens", "", ""]),
    6,
    `${competencyUri("peel")} is in the file twice; first on line 3`,
  ],
  [
    "a URI that is none",
    "skills_nl.csv",
    withRow("skillsNl", ["KnowledgeSkillCompetence", "peel", "", "", "schillen", "", ""]),
    6,
    'the concept "peel" is not the URI of a concept',
  ],
  [
    "a group code that is none",
    "occupations_nl.csv",
    withRow("occupationsNl", ["Occupation", occupationUri("x"), "koks", "x", "", "", ""]),
    8,
    'iscoGroup "koks" is not a code of ISCO-08',
  ],
  ["an empty file", "skills_nl.csv", "", undefined, "the file is empty"],
  [
    "a file of only a header",
    "skills_nl.csv",
    csv(table("skillsNl").slice(0, 1)),
    undefined,
    "the file is empty",
  ],
];

describe("a download that cannot be used is refused, with file and line", () => {
  it.each([
    ["occupations_nl.csv", { "occupations_nl.csv": null, "occupations_en.csv": null }],
    ["skills_nl.csv", { "skills_nl.csv": null, "skills_en.csv": null }],
    ["occupationSkillRelations.csv", { "occupationSkillRelations.csv": null }],
    ["broaderRelationsSkillPillar.csv", { "broaderRelationsSkillPillar.csv": null }],
  ])("a missing %s", async (file, replace) => {
    const { problems } = await refusalOf(replace);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toContain(file);
    expect(problems[0]?.message).toContain("not found");
  });

  it("a directory that is not there, or has none of the files: all are named at once", async () => {
    await expect(readEsco("/no/such/place")).rejects.toThrow("/no/such/place: there is no such directory");
    await expect(readEsco(temporaryDirectory())).rejects.toMatchObject({ problems: { length: 4 } });
  });

  it.each(broken)("%s", async (_, ...[file, content, line, message]) => {
    const [problem] = (await refusalOf({ [file]: content })).problems;
    expect(problem?.file).toBe(file);
    expect(problem?.message).toContain(message);
    if (line !== undefined) expect(problem?.line).toBe(line);
  });

  it("many problems are all kept, the first twenty shown", async () => {
    const rows = Array.from({ length: 30 }, (_, n) => [
      occupationUri(`no-${n}`),
      "essential",
      "",
      competencyUri("peel"),
    ]);
    const error = await refusalOf({ "occupationSkillRelations.csv": withRow("relations", ...rows) });
    expect(error.problems).toHaveLength(30);
    expect(error.message).toContain("occupationSkillRelations.csv:8: unknown occupation");
    expect(error.message).toContain("and 10 more problems");
  });
});
