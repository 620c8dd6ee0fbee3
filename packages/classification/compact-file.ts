import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Name of the one file of a compact classification, in whatever directory it is put. */
export const COMPACT_FILE = "classification.ovsc";

export const compactPath = (directory: string): string => join(directory, COMPACT_FILE);

export const hasCompact = (directory: string): boolean => existsSync(compactPath(directory));

export const readCompact = (directory: string): Buffer => readFileSync(compactPath(directory));

/** Puts the file in place in one step: a reader sees the old one or the new one, and a failed write leaves the old. */
export const writeCompact = (directory: string, bytes: Buffer): string => {
  mkdirSync(directory, { recursive: true });
  const path = compactPath(directory);
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return path;
};
