import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import * as z from "zod";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { worldOf } from "#packages/matching/world.ts";

const packageFile = new URL("../../../package.json", import.meta.url);

/** The machine that figures were taken on, and the versions of what was measured. */
export const circumstances = () => ({
  machine: {
    processor: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    platform: `${process.platform} ${process.arch}`,
  },
  versions: {
    project: z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, "utf8"))).version,
    node: process.version,
    rules: worldOf(loadClassification()).rules,
  },
  takenAt: new Date().toISOString(),
});

/** Writes figures with the machine and the versions they belong to. */
export const writeFigures = (file: string, figures: object): void =>
  writeFileSync(file, `${JSON.stringify({ ...circumstances(), ...figures }, null, 2)}\n`);
