import * as z from "zod";
import { csvLine } from "#packages/domain/csv-cell.ts";
import type { Fault } from "../invalid-input.ts";

/** What is wrong with a row: the column (CSV) or JSON Pointer (JSON Lines), empty for the row as a whole, and why. */
export const RowFault = z.object({ field: z.string().max(120), reason: z.string().max(200) });
export type RowFault = z.infer<typeof RowFault>;

/** A row fault with its place: the number of the file in the import, and the line on which the row begins. */
export const Finding = RowFault.extend({
  file: z.number().int().min(1),
  line: z.number().int().min(1),
});
export type Finding = z.infer<typeof Finding>;

/** Told of one row; what is left out is told when these are put right. */
const FAULTS_A_ROW = 8;

/** A member's name that a sender made up may be anything, a person's name too. */
const SAFE_PART = /^[A-Za-z0-9_-]{1,40}$/;
const safePointer = (pointer: string): string =>
  pointer
    .split("/")
    .map((part, index) => (index === 0 || SAFE_PART.test(part) ? part : "…"))
    .join("/");

/** Faults as they are told: short, without anything of the sender in them; `fieldOf` names a pointer's field. */
export const toldFaults = (
  faults: readonly Fault[],
  fieldOf: (pointer: string) => string = safePointer,
): RowFault[] =>
  faults.slice(0, FAULTS_A_ROW).map(({ pointer, detail }) => ({
    field: safePointer(fieldOf(pointer)).slice(0, 120),
    reason: detail.slice(0, 200),
  }));

export const FINDINGS_HEADER = "file,line,field,reason\r\n";
/** A finding as a line of the error file. */
export const findingLine = ({ file, line, field, reason }: Finding): string =>
  csvLine([file, line, field, reason]);
