import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { loadClassification } from "#packages/classification/load-classification.ts";
import type { Consent } from "#packages/domain/consent.ts";
import { checkRow, ROW_SCHEMAS } from "#packages/intake/imports/check-row.ts";
import { COLUMNS, columnAt, templateOf } from "#packages/intake/imports/columns.ts";
import { IMPORT_KINDS, type ImportKind } from "#packages/intake/imports/import-kinds.ts";
import { mergeConsents } from "#packages/intake/imports/merge-consents.ts";
import { readCsv } from "#packages/intake/imports/read-csv.ts";
import { readJsonLines } from "#packages/intake/imports/read-json-lines.ts";
import { repeatFinder } from "#packages/intake/imports/repeats.ts";
import { referenceOf } from "#packages/intake/imports/row-reference.ts";
import type { ReadFile } from "#packages/intake/imports/rows.ts";
import { termsOf } from "#packages/intake/imports/terms.ts";
import { toCsv, toJsonLines } from "#test/support/imports/to-csv.ts";
import { aProfileBody, aVacancyBody } from "#test/support/intake/intake-app.ts";

const known = { terms: termsOf(loadClassification("")), ownKvkNumber: "12345678" };
const schemas: Readonly<Record<ImportKind, z.ZodType>> = ROW_SCHEMAS;
const checkAll = (kind: ImportKind, { header, rows }: ReadFile) =>
  rows.map((row) => checkRow({ kind, schema: schemas[kind] }, header, row, known));
const first = (kind: ImportKind, file: ReadFile) => {
  const [row] = checkAll(kind, file);
  if (row === undefined) throw new RangeError("no row");
  return row;
};
const faultsOf = (kind: ImportKind, file: ReadFile) => {
  const row = first(kind, file);
  return row.kind === "bad" ? row.faults : [];
};
const inputOf = (kind: ImportKind, file: ReadFile) => {
  const row = first(kind, file);
  return row.kind === "good" ? row.input : row.faults;
};
const csvRow = (kind: ImportKind, cells: Record<string, string>): ReadFile => {
  const names = Object.keys(cells);
  const quoted = Object.values(cells).map((cell) => `"${cell.replaceAll('"', '""')}"`);
  return readCsv(`${names.join(";")}\n${quoted.join(";")}\n`, kind);
};
const VACANCY = { reference: "A-1", title: "Verzorgende IG", employerName: "Voorbeeld", postcode: "1012 AB" };
const PERSON = {
  reference: "P-1",
  givenName: "Voornaam",
  familyName: "Voorbeeld",
  postcode: "3511 AA",
  situation: "young-person",
};

describe.each(IMPORT_KINDS)("the template of %s", (kind) => {
  it("is itself a file with one good row", () => {
    expect(first(kind, readCsv(templateOf(kind).replaceAll("\r\n", "\n"), kind)).kind).toBe("good");
  });
  it("has every column once", () => {
    const names = COLUMNS[kind].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("a cell is read as people in the Netherlands write", () => {
  it.each([
    ["a comma in a number", { hoursMin: "24,0", hoursMax: "36" }, { hoursPerWeek: { min: 24, max: 36 } }],
    ["a day as dd-mm-yyyy", { startDate: "1-2-2027" }, { startDate: "2027-02-01" }],
    ["a day as dd/mm/yyyy", { startDate: "28/02/2027" }, { startDate: "2027-02-28" }],
    ["a day of ISO 8601", { startDate: "2027-02-28" }, { startDate: "2027-02-28" }],
    ["ja", { irregularHours: "Ja" }, { irregularHours: true }],
    ["nee", { irregularHours: "nee" }, { irregularHours: false }],
    ["lists", { licences: "B | C" }, { licences: ["B", "C"] }],
    [
      "languages",
      { languages: "nl:B2|EN = b1" },
      {
        languages: [
          { language: "nl", level: "B2" },
          { language: "en", level: "B1" },
        ],
      },
    ],
    [
      "several places",
      { postcode: "1012AB|3511AA", positions: "2|1", nationalEmployer: "ja" },
      {
        places: [
          { postcode: "1012AB", positions: 2 },
          { postcode: "3511AA", positions: 1 },
        ],
      },
    ],
    [
      "one number for all places",
      { postcode: "1012AB|3511AA", positions: "3", nationalEmployer: "ja" },
      {
        places: [
          { postcode: "1012AB", positions: 3 },
          { postcode: "3511AA", positions: 3 },
        ],
      },
    ],
    ["no number of positions", {}, { places: [{ postcode: "1012AB", positions: 1 }] }],
    ["the sender's own KvK number", {}, { employer: { kvkNumber: "12345678", name: "Voorbeeld" } }],
  ])("%s", (_what, cells, expected) => {
    expect(inputOf("vacancies", csvRow("vacancies", { ...VACANCY, ...cells }))).toMatchObject(expected);
  });

  it("a competency is named by its URI or by its label in the classification", () => {
    const classification = loadClassification("");
    const label = classification.label("competency", 0)?.text ?? "";
    const uri = classification.competencyUri(1);
    const input = inputOf(
      "vacancies",
      csvRow("vacancies", { ...VACANCY, mustHaves: label, niceToHaves: uri }),
    );
    expect(input).toMatchObject({
      requirements: [
        { competency: classification.competencyUri(0), importance: "must" },
        { competency: uri, importance: "nice" },
      ],
    });
  });

  it("S6: under notice until a day", () => {
    const cells = { ...PERSON, situation: "under-notice-small-firm", lastWorkingDate: "31-12-2026" };
    expect(inputOf("market-profiles", csvRow("market-profiles", cells))).toMatchObject({
      person: { underNotice: { lastWorkingDate: "2026-12-31" } },
    });
  });

  it("S4: a consent has its wording and its day; without them there is none", () => {
    const cells = { ...PERSON, consentWording: "2026-1", consentGivenAt: "2-11-2026" };
    expect(inputOf("market-profiles", csvRow("market-profiles", cells))).toMatchObject({
      profile: { consents: [{ purpose: "matching", givenAt: "2026-11-02T00:00:00.000Z" }] },
    });
    expect(inputOf("market-profiles", csvRow("market-profiles", PERSON))).toMatchObject({
      profile: { consents: [] },
    });
  });
});

describe("a bad row names its column and the reason", () => {
  it.each([
    [{ reference: "" }, "reference", "is needed in an import"],
    [{ title: "" }, "title", "expected string"],
    [{ postcode: "0000 AB" }, "postcode", "must be a Dutch postcode"],
    [
      { postcode: "1012AB|3511AA", positions: "1|2|3", nationalEmployer: "ja" },
      "positions",
      "one for each postcode",
    ],
    [{ positions: "veel" }, "positions", "expected number"],
    [{ hoursMin: "24" }, "hoursMax", "expected number"],
    [{ hoursMin: "36", hoursMax: "24" }, "hoursMax", "must not be less than min"],
    [{ hoursMin: "24", hoursMax: "90" }, "hoursMax", "<=60"],
    [{ reachKm: "-1" }, "reachKm", ">=1"],
    [{ reachKm: "1.000" }, "reachKm", "expected number"],
    [{ startDate: "31-02-2027" }, "startDate", "date"],
    [{ irregularHours: "misschien" }, "irregularHours", "expected boolean"],
    [
      { mustHaves: "zuurkool stampen|http://x.example/1" },
      "mustHaves",
      "term 1 is not the label of one competency",
    ],
    [{ kind: "learning" }, "learningLeadsTo", "goes with kind learning"],
    [{ contactEmail: "x@y.example" }, "contactName", "expected string"],
    [{ title: "a\u0000b" }, "title", "has a control character"],
  ])("%j → %s", (cells, field, reason) => {
    const faults = faultsOf("vacancies", csvRow("vacancies", { ...VACANCY, ...cells }));
    expect(faults.find((fault) => fault.field === field)?.reason).toContain(reason);
  });

  it.each([
    ["not JSON", "{nee", "", "is not a JSON object on one line"],
    ["a list", "[1]", "", "is not a JSON object on one line"],
    ["no reference", JSON.stringify(aVacancyBody()), "/reference", "is needed in an import"],
    [
      "an unknown member",
      JSON.stringify({ ...aVacancyBody(), reference: "1", salary: 1 }),
      "/salary",
      "is not a known member",
    ],
    [
      "half a surrogate pair",
      JSON.stringify({ ...aVacancyBody(), reference: "1", title: "\ud800" }),
      "/title",
      "half a surrogate pair",
    ],
    [
      "a place that is no postcode",
      JSON.stringify({ ...aVacancyBody(), reference: "1", places: [{ postcode: "x", positions: 1 }] }),
      "/places/0/postcode",
      "must be a Dutch postcode",
    ],
  ])("JSON Lines, %s", (_what, line, field, reason) => {
    const file: ReadFile = { format: "json-lines", header: [], rows: [{ line: 1, text: line }] };
    const faults = faultsOf("vacancies", file);
    expect(faults.find((fault) => fault.field === field)?.reason).toContain(reason);
  });

  it("survives a line that is nested ten thousand deep", () => {
    const line = `{"reference":"1","title":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    const file: ReadFile = { format: "json-lines", header: [], rows: [{ line: 1, text: line }] };
    expect(faultsOf("vacancies", file).some(({ field }) => field === "/title")).toBe(true);
  });

  it("G5: never repeats anything that was in the row", () => {
    const secret = "Geheim9";
    const anywhere = fc.constantFrom(...COLUMNS["market-profiles"].map(({ name }) => name));
    fc.assert(
      fc.property(fc.uniqueArray(anywhere, { minLength: 1, maxLength: 6 }), (names) => {
        const spoiled = Object.fromEntries(names.map((name) => [name, `${secret}\u0001`]));
        const faults = faultsOf("market-profiles", csvRow("market-profiles", { ...PERSON, ...spoiled }));
        expect(faults.length).toBeGreaterThan(0);
        expect(JSON.stringify(faults)).not.toContain(secret);
      }),
    );
    const line = JSON.stringify({ ...aProfileBody(), reference: "1", [`naam ${secret}`]: 1 });
    const file: ReadFile = { format: "json-lines", header: [], rows: [{ line: 1, text: line }] };
    expect(JSON.stringify(faultsOf("market-profiles", file))).not.toContain(secret);
  });
});

it.each(IMPORT_KINDS)("every pointer of a column of %s leads back to a column", (kind) => {
  expect(COLUMNS[kind].filter(({ pointer }) => columnAt(kind, pointer) === "")).toEqual([]);
});

it("a file of CSV says the same as the bodies that it was made from", () => {
  const bodies = [
    aVacancyBody({
      reference: "1",
      hoursPerWeek: { min: 24, max: 36 },
      licences: ["B"],
      irregularHours: false,
    }),
    aVacancyBody({
      reference: "2",
      description: 'Twee regels,\nmet "aanhaling"; en meer',
      languages: [{ language: "nl", level: "B2" }],
    }),
  ];
  const fromCsv = checkAll(
    "vacancies",
    readCsv(toCsv(bodies, "vacancies").replaceAll("\r\n", "\n"), "vacancies"),
  );
  const fromLines = checkAll("vacancies", readJsonLines(toJsonLines(bodies)));
  const inputs = (rows: typeof fromCsv) => rows.map((row) => (row.kind === "good" ? row.input : row.faults));
  expect(inputs(fromCsv)).toEqual(inputs(fromLines));
});

it("a profile of CSV says the same as the body that it was made from", () => {
  const bodies = [aProfileBody({ reference: "p1" })];
  const csv = readCsv(toCsv(bodies, "market-profiles", ",").replaceAll("\r\n", "\n"), "market-profiles");
  expect(inputOf("market-profiles", csv)).toEqual(
    inputOf("market-profiles", readJsonLines(toJsonLines(bodies))),
  );
});

it("knows the reference of a row before it is checked", () => {
  const file = csvRow("vacancies", VACANCY);
  expect(file.rows.map((row) => referenceOf(file, row))).toEqual(["A-1"]);
  expect(referenceOf({ header: [] }, { line: 1, text: '{"reference":" B-2 "}' })).toBe("B-2");
  expect(referenceOf({ header: [] }, { line: 1, text: "{" })).toBeUndefined();
  expect(referenceOf({ header: [] }, { line: 1, broken: "x" })).toBeUndefined();
});

describe("of rows with one reference the first counts", () => {
  const row = (file: number, line: number, reference: string, digest = "x") => ({
    file,
    chunk: 0,
    line,
    reference,
    digest,
  });
  it("the same row in another file is no fault, in the same file it is", () => {
    const finder = repeatFinder();
    for (const one of [row(1, 2, "A"), row(1, 3, "A"), row(2, 2, "A"), row(2, 3, "B"), row(3, 2, "B", "y")])
      finder.add(one);
    expect(finder.of({ file: 1, chunk: 0 })).toEqual([{ line: 3, ofFile: 1, ofLine: 2, same: false }]);
    expect(finder.of({ file: 2, chunk: 0 })).toEqual([{ line: 2, ofFile: 1, ofLine: 2, same: true }]);
    expect(finder.of({ file: 3, chunk: 0 })).toEqual([{ line: 2, ofFile: 2, ofLine: 3, same: false }]);
  });
});

const MONDAY = "2026-11-02T00:00:00.000Z";
const TUESDAY = "2026-11-03T00:00:00.000Z";
const FRIDAY = "2026-11-06T00:00:00.000Z";
const BASE = { purpose: "matching", receiver: "mobility-teams", wording: "1" } as const;
const given = (givenAt: string): Consent => ({ ...BASE, givenAt });
const ended: Consent = { ...given(MONDAY), withdrawnAt: TUESDAY };

describe("S4: consents in a file are added to what is known", () => {
  it.each<[string, Consent[], Consent[], Consent[]]>([
    ["a first consent is taken in", [], [given(MONDAY)], [given(MONDAY)]],
    ["one that stands is left as it is", [given(MONDAY)], [given(FRIDAY)], [given(MONDAY)]],
    ["a file without consents takes none away", [given(MONDAY)], [], [given(MONDAY)]],
    ["an old file does not undo a withdrawal", [ended], [given(MONDAY)], [ended]],
    ["a consent given after a withdrawal stands", [ended], [given(FRIDAY)], [ended, given(FRIDAY)]],
  ])("%s", (_what, before, told, after) => {
    expect(mergeConsents(before, told)).toEqual(after);
    expect(mergeConsents(after, told)).toEqual(after);
  });
});
