import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { compileClassification } from "../compact/compile.ts";
import type { CompactMeta } from "../compact/meta.ts";
import { openClassification } from "../compact/open-classification.ts";
import { writeCompact } from "../compact-file.ts";
import { importedDirectory } from "../load-classification.ts";
import { NOTICE } from "../notice.ts";
import { ClassificationSourceError } from "../source/classification-source.ts";
import { readEsco } from "../source/read-esco.ts";

const USAGE = `Usage: npm run classification:import -- DIR [--out DIR]

Reads the official ESCO download (classification, CSV, Dutch and English) from DIR and puts its compact form in
packages/classification/data/imported, or in --out DIR. The platform then uses it instead of the starter.`;

const MEGABYTE = 1_000_000;
// Compiling takes about as long as reading; the bar gives it the second half.
const HALF = 50;

const count = (number: number): string => number.toLocaleString("nl-NL");

const report = ({ version, counts }: CompactMeta, path: string, bytes: number): string =>
  [
    `Imported ${version}:`,
    `  ${count(counts.occupations)} occupations, ${count(counts.occupationsWithDutchLabel)} with a Dutch label`,
    `  ${count(counts.competencies)} competencies, ${count(counts.competenciesWithDutchLabel)} with a Dutch label,` +
      ` ${count(counts.competenciesWithoutLabel)} without any label (they match, and are never suggested)`,
    `  ${count(counts.relations)} relations, ${count(counts.groups)} groups of competencies`,
    `Written to ${path} (${(bytes / MEGABYTE).toFixed(1)} MB). Start the platform again to use it.`,
    NOTICE.nl,
  ].join("\n");

const importInto = async (directory: string, out: string, bar: SingleBar): Promise<string[]> => {
  bar.start(2 * HALF, 0, { step: "reading" });
  const { source, warnings } = await readEsco(directory, (file, read, total) =>
    bar.update(Math.floor((HALF * read) / total), { step: file }),
  );
  const { bytes, meta } = compileClassification(source, (step, done, total) =>
    bar.update(HALF + Math.floor((HALF * done) / total), { step }),
  );
  openClassification(bytes);
  const path = writeCompact(out, bytes);
  bar.stop();
  return [...warnings.map((warning) => `Note: ${warning}`), report(meta, path, bytes.length)];
};

// A file that cannot be read or written has a code; anything else is a fault of ours and shows its trace.
const isExpected = (error: unknown): error is Error =>
  error instanceof ClassificationSourceError || (error instanceof Error && "code" in error);

const main = async (): Promise<void> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { out: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const [directory, ...others] = positionals;
  if (values.help || directory === undefined || others.length > 0) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const bar = new SingleBar({
    format: "[{bar}] {percentage}% {step}",
    hideCursor: true,
    clearOnComplete: true,
  });
  try {
    for (const line of await importInto(directory, values.out ?? importedDirectory(), bar)) console.log(line);
  } catch (error) {
    bar.stop();
    if (!isExpected(error)) throw error;
    console.error(`Nothing was imported; what was there before is still in use.\n${error.message}`);
    process.exitCode = 1;
  }
};

await main();
