import * as z from "zod";
import { MarketProfileRow } from "#packages/domain/market-profile.ts";
import { SurplusNoticeInput } from "#packages/domain/surplus-notice.ts";
import { VacancyInput } from "#packages/domain/vacancy.ts";
import { faultsOf } from "../invalid-input.ts";
import { columnAt } from "./columns.ts";
import { type RowFault, toldFaults } from "./findings.ts";
import type { ImportKind } from "./import-kinds.ts";
import { inputFromCells, listColumn } from "./inputs-from-cells.ts";
import { parseLine, Referenced } from "./row-reference.ts";
import type { ImportRow } from "./rows.ts";
import type { Terms } from "./terms.ts";

/** A row that has the form of its kind, or all that is wrong with it. Every good row has a reference. */
export type CheckedRow<T> =
  | { readonly kind: "good"; readonly input: T; readonly fieldOf: (pointer: string) => string }
  | { readonly kind: "bad"; readonly faults: readonly RowFault[] };

/** The schema of each kind's rows: that of the single POST. */
export const ROW_SCHEMAS = {
  vacancies: VacancyInput,
  "surplus-notices": SurplusNoticeInput,
  "market-profiles": MarketProfileRow,
} as const;

const REFERENCE = "is needed in an import: without it, a row sent again would be another one";

type Draft = {
  readonly input: unknown;
  readonly faults: readonly RowFault[];
  readonly fieldOf: (pointer: string) => string;
};
const bad = (field: string, reason: string) => ({ kind: "bad", faults: [{ field, reason }] }) as const;

const samePointer = (pointer: string): string => pointer;

const Requirements = z.looseObject({
  requirements: z.array(z.looseObject({ importance: z.string() })),
});
/** Fields of a row of CSV are its columns. */
const columnNames = (kind: ImportKind, input: unknown) => {
  const parsed = Requirements.safeParse(input);
  const mustHaves = (parsed.data?.requirements ?? []).filter(
    ({ importance }) => importance === "must",
  ).length;
  return (pointer: string) => listColumn(pointer, mustHaves) ?? columnAt(kind, pointer);
};

type Known = { readonly terms: Terms; readonly ownKvkNumber?: string | undefined };
const draftOf = (
  kind: ImportKind,
  header: readonly string[],
  row: ImportRow,
  known: Known,
): Draft | string => {
  if ("broken" in row) return row.broken;
  if ("text" in row) {
    const input = parseLine(row.text);
    return typeof input === "object" && input !== null && !Array.isArray(input)
      ? { input, faults: [], fieldOf: samePointer }
      : "is not a JSON object on one line";
  }
  const { input, faults } = inputFromCells(
    kind,
    { header, cells: row.cells },
    known.terms,
    known.ownKvkNumber,
  );
  return { input, faults, fieldOf: columnNames(kind, input) };
};

/** Reads and checks one row with the schema of its kind. Reasons never hold a value of the row. */
export const checkRow = <T>(
  { kind, schema }: { readonly kind: ImportKind; readonly schema: z.ZodType<T> },
  header: readonly string[],
  row: ImportRow,
  known: Known,
): CheckedRow<T> => {
  const draft = draftOf(kind, header, row, known);
  if (typeof draft === "string") return bad("", draft);
  const { input, fieldOf } = draft;
  const parsed = schema.safeParse(input);
  const missing = Referenced.safeParse(input).success ? [] : [{ field: "", pointer: "/reference" }];
  const faults = [
    ...missing.map(({ pointer }) => ({ field: fieldOf(pointer), reason: REFERENCE })),
    ...draft.faults,
    ...(parsed.success ? [] : toldFaults(faultsOf(parsed.error), fieldOf)),
  ];
  return parsed.success && faults.length === 0
    ? { kind: "good", input: parsed.data, fieldOf }
    : { kind: "bad", faults: faults.slice(0, 8) };
};
