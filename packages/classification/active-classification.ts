import { compactPath, hasCompact, readCompact, writeCompact } from "./compact-file.ts";
import { compiledStarter, importedDirectory } from "./load-classification.ts";

/** What was written, and whether it was already there. */
export type ActiveClassification = { path: string; changed: boolean };

/**
 * Puts the compact form of the classification in force (the imported one, else the starter) into `outDir`, for a
 * bundle to carry: set `CLASSIFICATION_DIR` to where it ends up. Writes only when the content differs.
 */
export const writeActiveClassification = (outDir: string): ActiveClassification => {
  const bytes = hasCompact(importedDirectory()) ? readCompact(importedDirectory()) : compiledStarter();
  if (hasCompact(outDir) && readCompact(outDir).equals(bytes))
    return { path: compactPath(outDir), changed: false };
  return { path: writeCompact(outDir, bytes), changed: true };
};
