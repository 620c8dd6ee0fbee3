import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";

const starter = new URL("../../../packages/classification/data/starter/", import.meta.url);
const download = new URL("../../../../shared/data/esco-1.1.1/", import.meta.url);

const columnsOf = {
  "occupations.tsv": ["uri", "code", "isco", "nl", "en", "altNl", "altEn", "sector", "trend"],
  "competencies.tsv": ["uri", "nl", "en", "altNl", "altEn", "broader"],
  "groups.tsv": ["uri", "nl", "en", "broader"],
  "relations.tsv": ["occupation", "competency", "kind"],
  "isco.tsv": ["code", "nl", "en"],
} as const;
type FileName = keyof typeof columnsOf;

const textOf = (file: FileName): string => readFileSync(new URL(file, starter), "utf8");

/** Rows by column name. Deliberately not the product's reader: this test looks at the facts themselves. */
const rowsOf = (file: FileName): Record<string, string>[] => {
  const lines = textOf(file).trimEnd().split("\n");
  return lines.slice(1).map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(columnsOf[file].map((column, at) => [column, cells[at] ?? ""]));
  });
};
const listIn = (cell: string | undefined): string[] => (cell ?? "").split("|").filter((item) => item !== "");

const occupations = rowsOf("occupations.tsv");
const competencies = rowsOf("competencies.tsv");
const groups = rowsOf("groups.tsv");
const relations = rowsOf("relations.tsv");
const isco = rowsOf("isco.tsv");

const urisOf = (rows: Record<string, string>[]): Set<string> => new Set(rows.map((row) => row["uri"] ?? ""));
const competenciesOf = (occupation: string): string[] =>
  relations.filter((row) => row["occupation"] === occupation).map((row) => row["competency"] ?? "");

const SHRINKING = ["hospitality", "aviation", "culture", "events", "travel", "floriculture", "retail"];
const ASKING = ["care", "logistics", "technical", "it", "education", "cleaning", "public-health"];

describe("the files of the starter classification", () => {
  it.each(Object.entries(columnsOf))(
    "%s has its header, whole rows, and line feeds only",
    (file, columns) => {
      const text = textOf(file as FileName);
      const lines = text.split("\n");
      expect(text).not.toMatch(/\r|"|\uFEFF/);
      expect(lines.at(-1)).toBe("");
      expect(lines[0]).toBe(columns.join("\t"));
      const ragged = lines.slice(0, -1).filter((line) => line.split("\t").length !== columns.length);
      expect(ragged).toEqual([]);
    },
  );

  it.each(Object.keys(columnsOf))("%s has no cell or list item with blanks around it, or doubled", (file) => {
    const items = textOf(file as FileName)
      .split("\n")
      .slice(0, -1)
      .flatMap((line) => line.split("\t"))
      .filter((cell) => cell !== "")
      .flatMap((cell) => cell.split("|"));
    expect(items.filter((item) => item === "" || item !== item.trim() || /\s\s/.test(item))).toEqual([]);
    expect(items.filter((item) => item !== item.normalize("NFC"))).toEqual([]);
  });

  it.each(Object.entries(columnsOf))("%s is sorted by its keys, each row once", (file, columns) => {
    const keys = rowsOf(file as FileName).map((row) =>
      file === "relations.tsv" ? `${row["occupation"]} ${row["competency"]}` : (row[columns[0]] ?? ""),
    );
    expect(keys).toEqual([...new Set(keys)].sort());
  });

  it("names the source and carries the notice where the facts lie", () => {
    const readme = readFileSync(new URL("README.md", starter), "utf8");
    expect(readme).toContain("This service uses the ESCO classification of the European Commission.");
    const counts = [occupations, competencies, groups, relations].map((rows) =>
      rows.length.toLocaleString("en"),
    );
    for (const count of counts) expect(readme).toContain(`${count} `);
  });
});

describe("occupations and competencies of the starter classification", () => {
  it("there are at least 60 occupations, of every sector that shrank and every one that asked for people", () => {
    expect(occupations.length).toBeGreaterThanOrEqual(60);
    const sectors = Object.groupBy(occupations, (row) => row["sector"] ?? "");
    expect(Object.keys(sectors).sort()).toEqual([...SHRINKING, ...ASKING].sort());
    for (const row of occupations) {
      expect([row["nl"], row["trend"]]).toEqual([
        row["nl"],
        SHRINKING.includes(row["sector"] ?? "") ? "shrinking" : "asking",
      ]);
    }
  });

  it("every URI is a well-formed ESCO one", () => {
    const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    const occupation = new RegExp(`^http://data\\.europa\\.eu/esco/occupation/${uuid}$`);
    const competency = new RegExp(`^http://data\\.europa\\.eu/esco/skill/${uuid}$`);
    const group = new RegExp(
      `^http://data\\.europa\\.eu/esco/(skill/(${uuid}|[SLTKA][\\d.]*)|isced-f/\\d{2,4})$`,
    );
    expect([...urisOf(occupations)].filter((uri) => !occupation.test(uri))).toEqual([]);
    expect([...urisOf(competencies)].filter((uri) => !competency.test(uri))).toEqual([]);
    expect([...urisOf(groups)].filter((uri) => !group.test(uri))).toEqual([]);
    const everywhere = [...urisOf(occupations), ...urisOf(competencies), ...urisOf(groups)];
    expect(new Set(everywhere).size).toBe(everywhere.length);
  });

  it("every concept has a Dutch and an English term, and no alternative repeats its term", () => {
    for (const row of [...occupations, ...competencies, ...groups, ...isco]) {
      expect(row["nl"], row["uri"] ?? row["code"]).not.toBe("");
      expect(row["en"], row["uri"] ?? row["code"]).not.toBe("");
    }
    for (const row of [...occupations, ...competencies]) {
      for (const [term, alternatives] of [
        [row["nl"], listIn(row["altNl"])],
        [row["en"], listIn(row["altEn"])],
      ] as const) {
        const terms = [term ?? "", ...alternatives].map((text) => text.toLowerCase());
        expect(new Set(terms).size, terms.join(", ")).toBe(terms.length);
      }
    }
  });

  it("no two occupations and no two competencies share a Dutch term", () => {
    for (const rows of [occupations, competencies]) {
      const terms = rows.map((row) => row["nl"]?.toLowerCase());
      expect(terms.filter((term, at) => terms.indexOf(term) !== at)).toEqual([]);
    }
  });

  it("every occupation has at least three titles as employers write them; a title names one occupation", () => {
    const owners = new Map<string, string[]>();
    for (const row of occupations) {
      const titles = listIn(row["altNl"]);
      expect(titles.length, row["nl"]).toBeGreaterThanOrEqual(3);
      for (const title of [row["nl"] ?? "", ...titles].map((text) => text.toLowerCase())) {
        owners.set(title, [...(owners.get(title) ?? []), row["nl"] ?? ""]);
      }
    }
    expect([...owners].filter(([, names]) => names.length > 1)).toEqual([]);
  });

  it("an ISCO unit group has 4 digits and begins the occupation's code", () => {
    for (const { isco: unit = "", code = "" } of occupations) {
      expect(unit).toMatch(/^\d{4}$/);
      expect(code).toMatch(new RegExp(`^${unit}(\\.\\d+)+$`));
    }
  });

  it("the ISCO groups of all four levels above the occupations are there, and no others", () => {
    const needed = occupations.flatMap(({ isco: unit = "" }) =>
      [1, 2, 3, 4].map((level) => unit.slice(0, level)),
    );
    expect(isco.map((row) => row["code"])).toEqual([...new Set(needed)].sort());
  });
});

describe("relations and hierarchy of the starter classification", () => {
  it("every reference resolves, and no competency or group lies unused", () => {
    const known = {
      occupation: urisOf(occupations),
      competency: urisOf(competencies),
      group: urisOf(groups),
    };
    const concepts = new Set([...known.competency, ...known.group]);
    expect(relations.filter((row) => !known.occupation.has(row["occupation"] ?? ""))).toEqual([]);
    expect(relations.filter((row) => !known.competency.has(row["competency"] ?? ""))).toEqual([]);
    expect(relations.filter((row) => !["essential", "optional"].includes(row["kind"] ?? ""))).toEqual([]);
    const ofCompetencies = competencies.flatMap((row) => listIn(row["broader"]));
    const ofGroups = groups.flatMap((row) => listIn(row["broader"]));
    expect(ofCompetencies.filter((uri) => !concepts.has(uri))).toEqual([]);
    expect(ofGroups.filter((uri) => !known.group.has(uri))).toEqual([]);
    expect(known.competency).toEqual(new Set(relations.map((row) => row["competency"])));
    const broader = new Set([...ofCompetencies, ...ofGroups]);
    expect([...known.group].filter((uri) => !broader.has(uri))).toEqual([]);
  });

  it("every competency leads up to a top group, without going round", () => {
    const broader = new Map(
      [...competencies, ...groups].map((row) => [row["uri"] ?? "", listIn(row["broader"])]),
    );
    const pathsUp = (uri: string, below: string[]): string[][] => {
      const path = [...below, uri];
      if (below.includes(uri)) throw new Error(`goes round: ${path.join(" > ")}`);
      const above = broader.get(uri) ?? [];
      return above.length === 0 ? [path] : above.flatMap((next) => pathsUp(next, path));
    };
    const tops = new Set(
      competencies.flatMap((row) => pathsUp(row["uri"] ?? "", []).map((path) => path.at(-1))),
    );
    expect(competencies.filter((row) => listIn(row["broader"]).length === 0)).toEqual([]);
    expect([...tops].filter((top) => !urisOf(groups).has(top ?? ""))).toEqual([]);
    expect(tops.size).toBeLessThanOrEqual(5);
  });

  it.each(occupations.map((row) => [row["nl"], row["uri"]]))(
    "%s has 15 to 30 competencies, 5 or more essential",
    (_, uri) => {
      const own = relations.filter((row) => row["occupation"] === uri);
      expect(own.length).toBeGreaterThanOrEqual(15);
      expect(own.length).toBeLessThanOrEqual(30);
      expect(own.filter((row) => row["kind"] === "essential").length).toBeGreaterThanOrEqual(5);
    },
  );

  it.each(
    occupations.filter((row) => row["trend"] === "shrinking").map((row) => [row["nl"], row["uri"] ?? ""]),
  )(
    "from %s there is a way to growing work: 2 or more competencies shared with one asking occupation",
    (_, uri = "") => {
      const own = new Set(competenciesOf(uri));
      const shared = occupations
        .filter((row) => row["trend"] === "asking")
        .map((row) => competenciesOf(row["uri"] ?? "").filter((competency) => own.has(competency)).length);
      expect(Math.max(...shared)).toBeGreaterThanOrEqual(2);
    },
  );
});

const absent = !existsSync(download);
describe.skipIf(absent)(
  `against the ESCO download${absent ? ` (skipped: no ${fileURLToPath(download)})` : ""}`,
  () => {
    const csv = (file: string): Record<string, string>[] =>
      parse(readFileSync(new URL(file, download)), { columns: true, bom: true, relax_column_count: true });
    const existing = new Map<string, string>();

    beforeAll(() => {
      for (const row of csv("occupations_en.csv")) existing.set(row["conceptUri"] ?? "", row["code"] ?? "");
      for (const file of ["skills_en.csv", "skills_nl.csv", "skillGroups_en.csv"]) {
        for (const row of csv(file)) existing.set(row["conceptUri"] ?? "", "");
      }
    }, 60_000);

    it("every occupation exists with its code, every competency and group exists", () => {
      const gone = [...competencies, ...groups].filter((row) => !existing.has(row["uri"] ?? ""));
      expect(gone).toEqual([]);
      const otherCode = occupations.filter((row) => existing.get(row["uri"] ?? "") !== row["code"]);
      expect(otherCode).toEqual([]);
    });

    it("every ISCO group exists with these terms", () => {
      for (const [file, column] of [
        ["ISCOGroups_nl.csv", "nl"],
        ["ISCOGroups_en.csv", "en"],
      ] as const) {
        const terms = new Map(
          csv(file).map((row) => [row["code"], row["preferredLabel"]?.trim().replaceAll("’", "'")]),
        );
        expect(isco.filter((row) => terms.get(row["code"] ?? "") !== row[column])).toEqual([]);
      }
    });

    it("every relation exists with its kind", async () => {
      const missing = new Set(
        relations.map((row) => [row["occupation"], row["kind"], row["competency"]].join(" ")),
      );
      // No field of this file is quoted; line by line keeps its 19 MB out of memory.
      const lines = createInterface({
        input: createReadStream(new URL("occupationSkillRelations.csv", download)),
      });
      for await (const line of lines) {
        const [occupation, kind, , competency] = line.split(",");
        missing.delete([occupation, kind, competency].join(" "));
      }
      expect([...missing]).toEqual([]);
    }, 60_000);

    it("every group stands where the download has it, every competency below it", () => {
      const direct = new Map<string, Set<string>>();
      for (const row of csv("broaderRelationsSkillPillar.csv")) {
        const uri = row["conceptUri"] ?? "";
        direct.set(uri, (direct.get(uri) ?? new Set()).add(row["broaderUri"] ?? ""));
      }
      const isAbove = (top: string, uri: string): boolean =>
        [...(direct.get(uri) ?? [])].some((next) => next === top || isAbove(top, next));
      for (const row of groups)
        expect([...(direct.get(row["uri"] ?? "") ?? [])].sort()).toEqual(listIn(row["broader"]));
      const wrong = competencies.filter(
        (row) => !listIn(row["broader"]).every((top) => isAbove(top, row["uri"] ?? "")),
      );
      expect(wrong).toEqual([]);
    }, 60_000);
  },
);
