import { MAX_ROW_LENGTH } from "./import-kinds.ts";
import { RefusedFile } from "./refused-file.ts";
import type { ImportRow, ReadFile } from "./rows.ts";

const rowOf = (text: string, line: number): ImportRow =>
  text.length > MAX_ROW_LENGTH ? { line, broken: "is longer than 64 KB" } : { line, text };

/**
 * Reads JSON Lines: one body of the single POST on each line. Empty lines are skipped; whether a line is JSON is seen
 * when its row is worked. Throws RefusedFile for a JSON array, which is no such file.
 */
export const readJsonLines = (text: string): ReadFile => {
  if (text.trimStart().startsWith("["))
    throw new RefusedFile(["it is a JSON array. Send one object on each line, without brackets around them"]);
  const rows = text
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [rowOf(line.trim(), index + 1)]));
  return { format: "json-lines", header: [], rows };
};
