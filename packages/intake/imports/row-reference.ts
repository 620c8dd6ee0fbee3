import * as z from "zod";
import type { ImportRow, RowChunk } from "./rows.ts";

/** A line of JSON as it was sent; undefined when it is none. */
export const parseLine = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A thing that a row tells of, with the reference that every row needs. */
export const Referenced = z.looseObject({ reference: z.string().trim().min(1) });

/** The reference of a row as far as it can be read, to find rows that name the same thing. */
export const referenceOf = ({ header }: Pick<RowChunk, "header">, row: ImportRow): string | undefined => {
  if ("broken" in row) return undefined;
  const found =
    "text" in row
      ? Referenced.safeParse(parseLine(row.text)).data?.reference
      : row.cells[header.indexOf("reference")]?.trim();
  return found === "" ? undefined : found;
};
