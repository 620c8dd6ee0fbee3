import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Classification } from "./classification.ts";
import { compileClassification } from "./compact/compile.ts";
import { openClassification } from "./compact/open-classification.ts";
import { hasCompact, readCompact } from "./compact-file.ts";
import { readStarter } from "./source/read-starter.ts";

/** The directory asked for holds no classification. */
export class ClassificationNotFound extends Error {
  override readonly name = "ClassificationNotFound";
}

const inPackage = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where `npm run classification:import` writes; not in the repository. */
export const importedDirectory = (): string => inPackage("./data/imported");
/** The starter's source files. */
export const starterDirectory = (): string => inPackage("./data/starter");

const fromDirectory = (directory: string): Classification => {
  if (!hasCompact(directory)) {
    throw new ClassificationNotFound(
      `no classification in ${directory}; make one with: npm run classification:import -- DIR --out ${directory}`,
    );
  }
  return openClassification(readCompact(directory));
};

let starter: Buffer | undefined;

/** The compact form of the starter, compiled once a process: too small to be worth a file. */
export const compiledStarter = (): Buffer => {
  starter ??= compileClassification(readStarter(starterDirectory())).bytes;
  return starter;
};

/**
 * Loads the classification in force: from `directory` or the environment's `CLASSIFICATION_DIR` when given (a
 * function's bundle brings its own, see `writeActiveClassification`), else the imported one, else the starter.
 * Call it once a process and keep what it returns. Throws ClassificationNotFound or CompactFormError.
 */
export const loadClassification = (directory = process.env["CLASSIFICATION_DIR"]): Classification => {
  if (directory !== undefined && directory !== "") return fromDirectory(join(directory));
  return hasCompact(importedDirectory())
    ? fromDirectory(importedDirectory())
    : openClassification(compiledStarter());
};

/** The starter, whatever was imported: for what must come out the same on every machine. */
export const starterClassification = (): Classification => openClassification(compiledStarter());
