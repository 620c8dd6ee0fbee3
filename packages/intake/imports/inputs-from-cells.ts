import { cellValue } from "./cell-values.ts";
import { COLUMNS } from "./columns.ts";
import type { RowFault } from "./findings.ts";
import type { ImportKind } from "./import-kinds.ts";
import type { Terms } from "./terms.ts";

/** The body of a single POST as a row of CSV says it, not yet checked, and what could not be read on the way. */
export type Drafted = { readonly input: unknown; readonly faults: readonly RowFault[] };
type Values = ReadonlyMap<string, unknown>;

/** Only the members that have a value; undefined when none has. */
const present = (members: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined => {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

const listIn = (values: Values, name: string): readonly unknown[] => {
  const value = values.get(name);
  return Array.isArray(value) ? value : [];
};

const hoursOf = (values: Values) => present({ min: values.get("hoursMin"), max: values.get("hoursMax") });

const CONDITIONS = ["contractKinds", "languages", "educationLevel", "licences", "irregularHours", "reachKm"];
const conditionsOf = (values: Values) => ({
  hoursPerWeek: hoursOf(values),
  ...Object.fromEntries(CONDITIONS.map((name) => [name, values.get(name)])),
});

const named = (values: Values, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, values.get(name)]));

const employerOf = (values: Values, ownKvkNumber: string | undefined) =>
  present({
    kvkNumber: values.get("kvkNumber") ?? ownKvkNumber,
    name: values.get("employerName"),
    sector: values.get("sector"),
  });

const contactOf = (values: Values) =>
  present({
    name: values.get("contactName"),
    email: values.get("contactEmail"),
    phone: values.get("contactPhone"),
  });

/** Positions go with postcodes one by one; a single number, or none, is for each of them. */
const placesOf = (values: Values) => {
  const postcodes = listIn(values, "postcode");
  const positions = listIn(values, "positions").map((cell) =>
    /^\d+$/.test(String(cell)) ? Number(cell) : cell,
  );
  if (positions.length > 1 && positions.length !== postcodes.length) return undefined;
  return postcodes.map((postcode, index) => ({
    postcode,
    positions: positions.length > 1 ? positions[index] : (positions[0] ?? 1),
  }));
};

const mustHaveModeOf = (values: Values) => {
  const mode = values.get("mustHaveMode");
  const share = values.get("mustHaveShare");
  return mode === undefined && share === undefined ? undefined : present({ mode: mode ?? "strict", share });
};

const vacancyFrom = (values: Values, own: string | undefined) =>
  present({
    ...named(values, ["reference", "title", "description", "occupation", "kind", "nationalEmployer"]),
    ...named(values, ["startDate", "endDate", "closingDate"]),
    ...conditionsOf(values),
    employer: employerOf(values, own),
    places: placesOf(values),
    requirements: [
      ...listIn(values, "mustHaves").map((competency) => ({ competency, importance: "must" })),
      ...listIn(values, "niceToHaves").map((competency) => ({ competency, importance: "nice" })),
    ],
    mustHaves: mustHaveModeOf(values),
    learning: present({
      leadsTo: values.get("learningLeadsTo"),
      weeks: values.get("learningWeeks"),
      recognisedTrainingCompany: values.get("recognisedTrainingCompany"),
    }),
    contact: contactOf(values),
  });

const GROUP = ["jobTitle", "occupation", "headCount", "postcode", "competencies", "availableFromDate"];
const noticeFrom = (values: Values, own: string | undefined) =>
  present({
    ...named(values, ["reference", "reasons", "embargoUntilDate"]),
    employer: employerOf(values, own),
    groups: [
      present({
        groupKey: values.get("groupKey") ?? "1",
        ...named(values, [...GROUP, "availableUntilDate", "surplusKind", "dismissalDate"]),
        ...conditionsOf(values),
      }),
    ],
    contact: contactOf(values),
  });

const underNoticeOf = (values: Values): unknown => {
  const lastWorkingDate = values.get("lastWorkingDate");
  const said = values.get("underNotice") ?? lastWorkingDate !== undefined;
  if (said === false) return undefined;
  return said === true ? { ...(present({ lastWorkingDate }) ?? {}) } : said;
};

const consentsOf = (values: Values) => {
  const given = present({ wording: values.get("consentWording"), givenAt: values.get("consentGivenAt") });
  return given === undefined ? undefined : [{ purpose: "matching", receiver: "mobility-teams", ...given }];
};

const PERSON = ["givenName", "familyName", "postcode", "situation", "dateOfBirth", "email", "phone"];
const PROFILE = ["jobTitles", "occupations", "competencies", "availableFromDate", "availableUntilDate"];
const profileFrom = (values: Values) =>
  present({
    reference: values.get("reference"),
    person: present({ ...named(values, PERSON), underNotice: underNoticeOf(values) }),
    profile:
      present({
        ...named(values, [...PROFILE, "learningJob", "affinities", "excludedOccupations", "excludedSectors"]),
        ...conditionsOf(values),
        consents: consentsOf(values),
      }) ?? {},
  });

const FROM: Readonly<Record<ImportKind, (values: Values, ownKvkNumber: string | undefined) => unknown>> = {
  vacancies: vacancyFrom,
  "surplus-notices": noticeFrom,
  "market-profiles": profileFrom,
};

type Read = { readonly values: Map<string, unknown>; readonly faults: RowFault[] };

const withTerms = (name: string, value: readonly unknown[], terms: Terms, { faults }: Read): string[] =>
  value.flatMap((term, index) => {
    const uri = terms.competency(String(term));
    if (uri === undefined)
      faults.push({
        field: name,
        reason: `term ${index + 1} is not the label of one competency of the classification in force; use its URI`,
      });
    return uri === undefined ? [] : [uri];
  });

/** Cells under their columns. `header` holds names of COLUMNS as `readCsv` gives them. */
const readCells = (
  kind: ImportKind,
  header: readonly string[],
  cells: readonly string[],
  terms: Terms,
): Read => {
  const read: Read = { values: new Map(), faults: [] };
  for (const column of COLUMNS[kind]) {
    const value = cellValue(column, cells[header.indexOf(column.name)] ?? "");
    if (value === undefined) continue;
    const isTerms = column.form === "terms" && Array.isArray(value);
    read.values.set(column.name, isTerms ? withTerms(column.name, value, terms, read) : value);
  }
  return read;
};

/** A row of CSV as the body of the single POST of its kind; the sender's own KvK number stands in for an empty one. */
export const inputFromCells = (
  kind: ImportKind,
  { header, cells }: { readonly header: readonly string[]; readonly cells: readonly string[] },
  terms: Terms,
  ownKvkNumber?: string,
): Drafted => {
  const { values, faults } = readCells(kind, header, cells, terms);
  const counts = [listIn(values, "positions").length, listIn(values, "postcode").length];
  const uneven = kind === "vacancies" && (counts[0] ?? 0) > 1 && counts[0] !== counts[1];
  return {
    input: FROM[kind](values, ownKvkNumber),
    faults: uneven
      ? [...faults, { field: "positions", reason: "must be one number, or one for each postcode" }]
      : faults,
  };
};

/** The column that a fault is about, where two columns make one list: places, and requirements. */
export const listColumn = (pointer: string, mustHaves: number): string | undefined => {
  const [, list = "", index, member] = /^\/(places|requirements)\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? [];
  if (list === "places") return member === "positions" ? "positions" : "postcode";
  if (list === "") return undefined;
  return Number(index) < mustHaves ? "mustHaves" : "niceToHaves";
};
