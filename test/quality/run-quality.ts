import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compileClassification } from "#packages/classification/compact/compile.ts";
import { openClassification } from "#packages/classification/compact/open-classification.ts";
import { readEsco } from "#packages/classification/source/read-esco.ts";
import { type LinkingReport, measureLinking, readLinkingData } from "./linking-quality.ts";
import type { Figures } from "./rankings.ts";
import { measureTransitions, readRelatedCodes, type TransitionsReport } from "./transitions-quality.ts";

const USAGE = `Usage: npm run quality -- [--transitions DIR] [--linking DIR] [--classification DIR] [--run DIR] [--json FILE]

Measures similarity of occupations and linking of titles. Without --transitions or --linking it takes the reference
data beside the repository; see test/quality/README.md for the formats.`;

const shared = (path: string): string =>
  fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const figure = (value: number): string => value.toFixed(4).replace(/^0/u, "");

type Column = readonly [title: string, pick: (figures: Figures["all"]) => number];
const TRANSITIONS: readonly Column[] = [
  ["MAP", (one) => one.averagePrecision],
  ["MRR", (one) => one.reciprocalRank],
  ["nDCG@10", (one) => one.ndcg10],
  ["recall@10", (one) => one.recall10],
];
const LINKING: readonly Column[] = [
  ["MRR", (one) => one.reciprocalRank],
  ["success@1", (one) => one.success1],
  ["success@10", (one) => one.success10],
];

const line = (name: string, columns: readonly Column[], { all, even, odd }: Figures): string => {
  const [first] = columns;
  const halves = first === undefined ? "" : `  (halves ${figure(first[1](even))} / ${figure(first[1](odd))})`;
  return `  ${name.padEnd(42)}${columns.map(([title, pick]) => `${title} ${figure(pick(all))}`).join("  ")}${halves}`;
};

const tellTransitions = (report: TransitionsReport): void => {
  say(
    `\nSimilar occupations: ${report.judged} of ${report.codes} codes judged, ${report.unknownOccupations} unknown occupations`,
  );
  for (const [name, { primary, unshared }] of Object.entries(report.systems)) {
    say(line(name, TRANSITIONS, primary));
    say(line("  unshared", TRANSITIONS, unshared));
  }
  say(
    "  stated before: ISCO prefix .224, Jaccard .385, IDF cosine .424 (unshared .277), earlier experiment .476 (.343), goal .52 (.40)",
  );
};

const tellLinking = (report: LinkingReport): void => {
  say(`\nLinking of titles: ${report.titles} titles, ${report.labels} labels of ${report.concepts} concepts`);
  for (const protocol of ["published", "product"] as const) {
    say(` protocol: ${protocol}`);
    for (const [name, figures] of Object.entries(report.systems)) say(line(name, LINKING, figures[protocol]));
  }
  say(
    "  stated before, published: edit distance .494, character TF-IDF .553, E5 .613, OpenAI .626; earlier experiment .587",
  );
  say("  stated before, product: earlier experiment .641");
  const { linked, linkedRight, suggestedRight, medianMilliseconds } = report.linkTitle;
  say(
    `  linkTitle: ${linked} linked, ${linkedRight} of them right; right one suggested for ${suggestedRight} of the other ` +
      `${report.titles - linked}; ${medianMilliseconds} ms a title (median)`,
  );
};

/** A run file, emptied first; nothing when no directory is given. */
const runFile = (directory: string | undefined, name: string): ((lines: string) => void) => {
  if (directory === undefined) return () => undefined;
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${name}.run`);
  rmSync(path, { force: true });
  return (lines) => appendFileSync(path, lines);
};

type Chosen = {
  classification: string;
  transitions?: string | undefined;
  linking?: string | undefined;
  run?: string | undefined;
  json?: string | undefined;
};

const measure = async (chosen: Chosen): Promise<void> => {
  const { source } = await readEsco(chosen.classification);
  const classification = openClassification(compileClassification(source).bytes);
  const { version, rulesVersion, counts } = classification;
  say(`classification ${version}, rules ${rulesVersion}`);
  const report: { transitions?: TransitionsReport; linking?: LinkingReport } = {};
  if (chosen.transitions !== undefined) {
    const write = runFile(chosen.run, "transitions");
    report.transitions = measureTransitions(readRelatedCodes(chosen.transitions), classification, write);
    tellTransitions(report.transitions);
  }
  if (chosen.linking !== undefined) {
    const write = runFile(chosen.run, "linking");
    report.linking = measureLinking(readLinkingData(chosen.linking), { source, classification }, write);
    tellLinking(report.linking);
  }
  if (chosen.json !== undefined) {
    const text = JSON.stringify({ version, rulesVersion, counts, node: process.version, ...report }, null, 2);
    writeFileSync(chosen.json, `${text}\n`);
  }
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      transitions: { type: "string" },
      linking: { type: "string" },
      classification: { type: "string", default: shared("esco-1.1.1") },
      run: { type: "string" },
      json: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return say(USAGE);
  const named = values.transitions !== undefined || values.linking !== undefined;
  const data = named
    ? values
    : {
        transitions: shared("benchmarks/onet-related"),
        linking: shared("benchmarks/occupation-linking-be-nl"),
      };
  const { transitions, linking } = data;
  const absent = [values.classification, transitions, linking].filter(
    (path) => path !== undefined && !existsSync(path),
  );
  if (absent.length === 0) return measure({ ...values, transitions, linking });
  say(
    `Skipped: ${absent.join(", ")} not found. Name other data with --classification, --transitions, --linking.`,
  );
  if (named) process.exitCode = 2;
};

await main();
