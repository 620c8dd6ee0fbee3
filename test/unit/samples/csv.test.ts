import { describe, expect, it } from "vitest";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { MarketProfileInput } from "#packages/domain/market-profile.ts";
import { SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { VacancyInput } from "#packages/domain/vacancy.ts";
import { checkRow, ROW_SCHEMAS } from "#packages/intake/imports/check-row.ts";
import { MAX_FILE_BYTES, MAX_FILES } from "#packages/intake/imports/import-kinds.ts";
import { readCsv } from "#packages/intake/imports/read-csv.ts";
import { readJsonLines } from "#packages/intake/imports/read-json-lines.ts";
import { termsOf } from "#packages/intake/imports/terms.ts";
import { type SampleRows, toCsvFiles, toJsonLinesFiles } from "#test/support/samples/csv.ts";
import { vacanciesByHand } from "#test/support/samples/json-lines.ts";
import { sampleNotices } from "#test/support/samples/notices.ts";
import { type SampleProfile, sampleProfiles } from "#test/support/samples/profiles.ts";
import { sampleVacancies } from "#test/support/samples/vacancies.ts";

const today = "2026-11-23";
const profiles = sampleProfiles({ today, count: 400 });
const notices = sampleNotices({ today });
const terms = termsOf(loadClassification());

/** Rows as the import reads them, by column. */
const readBack = (samples: SampleRows): Record<string, string>[] =>
  toCsvFiles(samples)
    .map((file) => readCsv(file.replaceAll("\r\n", "\n"), samples.kind))
    .flatMap(({ header, rows }) =>
      rows.map((row) => {
        if (!("cells" in row)) throw new Error(`line ${row.line} cannot be read`);
        return Object.fromEntries(header.map((name, at) => [name, row.cells[at] ?? ""]));
      }),
    );

/** Rows as the import would take them in, or what it has against them. */
const checked = (samples: SampleRows): unknown[] => {
  const { kind } = samples;
  return toCsvFiles(samples)
    .map((file) => readCsv(file.replaceAll("\r\n", "\n"), kind))
    .flatMap(({ header, rows }) =>
      rows.map((row) => {
        const found = checkRow<unknown>({ kind, schema: ROW_SCHEMAS[kind] }, header, row, { terms });
        return found.kind === "good" ? found.input : found.faults;
      }),
    );
};

/** What CSV cannot say, left out: no licence at all, no affinity at all, a consent that was taken back. */
const asInCsv = (one: SampleProfile) => {
  const { licences = [], affinities = [], competencies = [], consents = [], ...profile } = one.profile;
  const standing = consents.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  return MarketProfileInput.parse({
    ...one,
    profile: {
      ...profile,
      affinities,
      competencies,
      consents: standing,
      ...(licences.length === 0 ? {} : { licences }),
    },
  });
};

describe("samples as CSV files", () => {
  it("profiles come out of the import as they went into the file", () => {
    expect(checked({ kind: "market-profiles", rows: profiles })).toEqual(profiles.map(asInCsv));
  });

  it("vacancies come out with all but the employer's own weights", () => {
    const rows = [...vacanciesByHand(), ...sampleVacancies({ today })];
    const unweighed = rows.map((row) =>
      VacancyInput.parse({
        ...row,
        requirements: (row.requirements ?? []).map(({ weight: _, ...rest }) => rest),
      }),
    );
    expect(checked({ kind: "vacancies", rows })).toEqual(unweighed);
  });

  it("each group of a notice comes out under its notice's reference", () => {
    const rows = notices.flatMap((notice) =>
      notice.groups.map((group) => SurplusNoticeInput.parse({ ...notice, groups: [group] })),
    );
    const known = checked({ kind: "surplus-notices", rows: notices });
    expect(known).toEqual(rows);
  });

  it.each<[SampleRows, number]>([
    [{ kind: "vacancies", rows: [...vacanciesByHand(), ...sampleVacancies({ today })] }, 330],
    [{ kind: "market-profiles", rows: profiles }, 400],
    [{ kind: "surplus-notices", rows: notices }, notices.flatMap(({ groups }) => groups).length],
  ])("every row is read by the import, with all that its columns can hold", (samples, count) => {
    const rows = readBack(samples);
    expect(rows).toHaveLength(count);
    expect(rows.filter(({ reference = "" }) => !reference.startsWith("voorbeeld-"))).toEqual([]);
  });

  it("a vacancy has its places and what it asks beside each other, in words", () => {
    const [care] = readBack({ kind: "vacancies", rows: vacanciesByHand().slice(0, 1) });
    expect(care).toMatchObject({
      title: "Verzorgende IG, avond en weekend",
      postcode: "6811AA",
      positions: "4",
      hoursMin: "16",
      hoursMax: "28",
      languages: "nl:B1",
      irregularHours: "ja",
      mustHaves: "hygiëne in de gezondheidszorg|persoonsgerichte zorg toepassen|actief luisteren",
    });
  });

  it("several places stay in the same order as their positions", () => {
    const post = vacanciesByHand().find(({ title }) => title.startsWith("Postbezorger"));
    const rows = readBack({ kind: "vacancies", rows: post === undefined ? [] : [post] });
    expect(rows[0]).toMatchObject({
      postcode: "8011CD|7411JX|8911KH|9401HX",
      positions: "8|6|6|4",
      nationalEmployer: "ja",
    });
  });

  it("S4: a consent that was taken back is not told as if it stood", () => {
    const many = sampleProfiles({ today, count: 2000 });
    const rows = readBack({ kind: "market-profiles", rows: many });
    const standing = many.map(({ profile }) =>
      (profile.consents ?? []).some(({ withdrawnAt }) => withdrawnAt === undefined),
    );
    expect(rows.map(({ consentGivenAt }) => consentGivenAt !== "")).toEqual(standing);
    expect(many.some(({ profile }) => profile.consents?.[0]?.withdrawnAt !== undefined)).toBe(true);
  });

  it("S6: notice is told with its last working day", () => {
    const rows = readBack({ kind: "market-profiles", rows: profiles });
    expect(rows.map(({ underNotice }) => underNotice === "ja")).toEqual(
      profiles.map(({ person }) => person.underNotice !== undefined),
    );
  });

  it("files are split at the size that an import takes, each with its header, and lose nothing", () => {
    const files = toCsvFiles({ kind: "market-profiles", rows: profiles }, 50_000);
    expect(files.length).toBeGreaterThan(3);
    const read = files.map((file) => readCsv(file.replaceAll("\r\n", "\n"), "market-profiles"));
    expect(read.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(400);
    expect(Math.max(...files.map((file) => Buffer.byteLength(file)))).toBeLessThanOrEqual(50_000);
  });

  it("JSON Lines files are split likewise", () => {
    const files = toJsonLinesFiles(profiles, 50_000);
    expect(files.length).toBeGreaterThan(3);
    expect(files.map(readJsonLines).reduce((sum, { rows }) => sum + rows.length, 0)).toBe(400);
  });

  it("50,000 profiles fit one import", { timeout: 60_000 }, () => {
    const files = toCsvFiles({ kind: "market-profiles", rows: sampleProfiles({ today, count: 50_000 }) });
    expect(files.length).toBeLessThanOrEqual(MAX_FILES);
    expect(Math.max(...files.map((file) => Buffer.byteLength(file)))).toBeLessThanOrEqual(MAX_FILE_BYTES);
  });
});
