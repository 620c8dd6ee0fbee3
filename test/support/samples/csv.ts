import * as z from "zod";
import { loadClassification } from "#packages/classification/load-classification.ts";
import type { Column } from "#packages/intake/imports/column-parts.ts";
import { COLUMNS } from "#packages/intake/imports/columns.ts";
import { MAX_FILE_BYTES } from "#packages/intake/imports/import-kinds.ts";
import type { SampleNotice } from "./notices.ts";
import type { SampleProfile } from "./profiles.ts";
import type { SampleVacancy } from "./vacancies.ts";

/** Samples of one kind, named as in the path of the import. */
export type SampleRows =
  | { readonly kind: "vacancies"; readonly rows: readonly SampleVacancy[] }
  | { readonly kind: "surplus-notices"; readonly rows: readonly SampleNotice[] }
  | { readonly kind: "market-profiles"; readonly rows: readonly SampleProfile[] };

/** A row as CSV sees it: the body, and the values of columns that the body has in another form. */
type FlatRow = { readonly body: unknown; readonly own: Readonly<Record<string, unknown>> };

const asked = ({ requirements = [] }: SampleVacancy, importance: string): string[] =>
  requirements.filter((one) => one.importance === importance).map(({ competency }) => competency);

const flatVacancy = (body: SampleVacancy): FlatRow => ({
  body,
  own: {
    postcode: body.places.map(({ postcode }) => postcode),
    positions: body.places.map(({ positions }) => positions),
    mustHaves: asked(body, "must"),
    niceToHaves: asked(body, "nice"),
  },
});

/** A row a group; what is of the whole notice stands on each. */
const flatNotice = (notice: SampleNotice): FlatRow[] =>
  notice.groups.map((group) => ({ body: { ...notice, groups: [group] }, own: {} }));

/** CSV has no column for a consent that was taken back: there is none, then. */
const flatProfile = ({ person, profile, reference }: SampleProfile): FlatRow => {
  const consents = (profile.consents ?? []).filter(({ withdrawnAt }) => withdrawnAt === undefined);
  return {
    body: { person, profile: { ...profile, consents }, reference },
    own: { underNotice: person.underNotice === undefined ? undefined : true },
  };
};

const flattened = (samples: SampleRows): FlatRow[] => {
  switch (samples.kind) {
    case "vacancies":
      return samples.rows.map(flatVacancy);
    case "surplus-notices":
      return samples.rows.flatMap(flatNotice);
    case "market-profiles":
      return samples.rows.map(flatProfile);
  }
};

const valueAt = (body: unknown, pointer: string): unknown => {
  let value = body;
  for (const part of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
};

let words: ReadonlyMap<string, string> | undefined;
const readWords = (): ReadonlyMap<string, string> => {
  const known = loadClassification();
  const byLabel = new Map<string, string[]>();
  for (let index = 0; index < known.counts.competencies; index += 1) {
    const label = known.label("competency", index);
    if (label === undefined || label.marked || label.text.includes("|")) continue;
    byLabel.set(label.text, [...(byLabel.get(label.text) ?? []), known.competencyUri(index)]);
  }
  const single = [...byLabel].flatMap(([label, [uri, ...others]]): [string, string][] =>
    uri === undefined || others.length > 0 ? [] : [[uri, label]],
  );
  return new Map(single);
};
/** A competency in the words of the classification, as people fill in a sheet; its URI where words would not be clear. */
const inWords = (uri: string): string => {
  words ??= readWords();
  return words.get(uri) ?? uri;
};

const Texts = z.array(z.coerce.string());
const Languages = z.array(z.object({ language: z.string(), level: z.string() }));

const cellOf = ({ form }: Column, value: unknown): string => {
  if (value === undefined) return "";
  switch (form) {
    case "boolean":
      return value === true ? "ja" : "nee";
    case "list":
      return Texts.parse(value).join("|");
    case "terms":
      return Texts.parse(value).map(inWords).join("|");
    case "languages":
      return Languages.parse(value)
        .map(({ language, level }) => `${language}:${level}`)
        .join("|");
    default:
      return String(value);
  }
};

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const line = (cells: readonly string[]): string => `${cells.map(quoted).join(";")}\r\n`;

const withHead = (head: string, lines: readonly string[], maxBytes: number): string[] => {
  const files: string[] = [];
  let [file, size] = [head, Buffer.byteLength(head)];
  for (const one of lines) {
    const bytes = Buffer.byteLength(one);
    if (size + bytes > maxBytes && file !== head) {
      files.push(file);
      [file, size] = [head, Buffer.byteLength(head)];
    }
    file += one;
    size += bytes;
  }
  return [...files, file];
};

/**
 * Samples as CSV files for an import, with the columns of `packages/intake`, semicolons between them, competencies in
 * words: each no larger than the import takes. A notice takes a row a group. CSV has no place for an employer's own
 * weights, nor to say that somebody holds no licence at all.
 */
export const toCsvFiles = (samples: SampleRows, maxBytes = MAX_FILE_BYTES): string[] => {
  const columns = COLUMNS[samples.kind];
  const lines = flattened(samples).map(({ body, own }) =>
    line(
      columns.map((column) =>
        cellOf(column, column.name in own ? own[column.name] : valueAt(body, column.pointer)),
      ),
    ),
  );
  return withHead(line(columns.map(({ name }) => name)), lines, maxBytes);
};

/** Samples as JSON Lines files for an import, each no larger than the import takes. */
export const toJsonLinesFiles = (rows: readonly object[], maxBytes = MAX_FILE_BYTES): string[] =>
  withHead(
    "",
    rows.map((row) => `${JSON.stringify(row)}\n`),
    maxBytes,
  );
