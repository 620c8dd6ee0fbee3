import { readFileSync } from "node:fs";

/** A file of a data set is not of the format. */
export class DataSetError extends Error {
  override readonly name = "DataSetError";
}

/** Rows of a tab-separated file with at least so many columns; empty lines left out. */
export const readRows = (path: string, columns: number): string[][] =>
  readFileSync(path, "utf8")
    .split(/\r?\n/u)
    .flatMap((line, index) => {
      if (line === "") return [];
      const cells = line.split("\t");
      if (cells.length < columns) {
        throw new DataSetError(`${path}:${index + 1}: ${cells.length} columns where ${columns} are needed`);
      }
      return [cells];
    });
