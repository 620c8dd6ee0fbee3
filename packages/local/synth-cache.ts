import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a synthesized assembly depends on; the runner itself is not part of it. */
const SOURCES = ["infra", "functions", "packages", "events", "package-lock.json", "tsconfig.json"] as const;
const LEFT_OUT = new Set([join("packages", "local")]);

/**
 * Name for the assembly that these sources give in this stage: the same sources, the same name.
 */
export const assemblyKey = (root: string, stage: string): string => {
  const hash = createHash("sha256").update(JSON.stringify([stage, process.version]));
  for (const file of SOURCES.flatMap((source) => filesIn(root, source))) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 20);
};

/** Files below a path, in a fixed order. */
const filesIn = (root: string, path: string): string[] => {
  const whole = join(root, path);
  if (LEFT_OUT.has(path) || !existsSync(whole)) return [];
  if (statSync(whole).isFile()) return path.endsWith(".md") ? [] : [path];
  return readdirSync(whole)
    .sort()
    .flatMap((name) => filesIn(root, join(path, name)));
};
