import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { MarketOptions } from "#test/support/brokerage/generated-market.ts";
import { measureBadCases } from "./bad-cases.ts";
import { compareBorders } from "./borders.ts";
import { compareGreedy, compareHighs, comparePruned } from "./comparisons.ts";
import { measureExplanations } from "./explanations.ts";
import { REGION, writeInput } from "./market.ts";
import { reachText } from "./must-reach.ts";
import { measureSize } from "./sizes.ts";
import { measureStability } from "./stability.ts";
import { measureTogether } from "./together.ts";

/**
 * Figures of brokerage, each section in a process of its own so that memory is its own:
 *   npm run bench:brokerage -- [--sections region,greedy,…] [--groups 5000 --vacancies 50000] [--json FILE]
 * Without `--groups` the country is 5,000 groups and 50,000 vacancies. `--sections short` leaves out what takes long.
 */
const { values } = parseArgs({
  options: {
    sections: { type: "string" },
    groups: { type: "string", default: "5000" },
    vacancies: { type: "string", default: "50000" },
    json: { type: "string" },
    section: { type: "string" },
    input: { type: "string", default: "" },
  },
});
const COUNTRY = { groups: Number(values.groups), vacancies: Number(values.vacancies) };
const part = (share: number) => ({
  groups: Math.round(COUNTRY.groups * share),
  vacancies: Math.round(COUNTRY.vacancies * share),
});

/** Markets whose coupling is measured; each is written to a file first. */
const SIZES: Readonly<Record<"region" | "quarter" | "half" | "country" | "double", MarketOptions>> = {
  region: REGION,
  quarter: part(0.25),
  half: part(0.5),
  country: COUNTRY,
  double: part(2),
};
const sizeOf = (section: string) => Object.entries(SIZES).find(([name]) => name === section)?.[1];

/** Memory of a section's process, as a function with so little of it would divide it. */
const HEAP: Readonly<Record<string, readonly string[]>> = {
  region: ["--max-old-space-size=100", "--max-semi-space-size=8"],
  country: ["--max-old-space-size=600"],
};

const SECTIONS: Readonly<Record<string, () => unknown>> = {
  region: () => measureSize(SIZES.region, 5, values.input),
  "bad-cases": measureBadCases,
  highs: compareHighs,
  greedy: compareGreedy,
  pruned: comparePruned,
  stability: () => measureStability([1_000, 10_000, 50_000], [1, 2, 3, 4, 5, 6, 7, 8]),
  explanations: () => measureExplanations(REGION, 200),
  together: () => measureTogether([100_000, 500_000], 20),
  quarter: () => measureSize(SIZES.quarter, 1, values.input),
  half: () => measureSize(SIZES.half, 1, values.input),
  country: () => measureSize(SIZES.country, 1, values.input),
  borders: () => compareBorders(part(0.25)),
  double: () => measureSize(SIZES.double, 1, values.input),
  "country-explanations": () => measureExplanations(COUNTRY, 20),
};
const SHORT = ["region", "bad-cases", "highs", "pruned", "explanations"];

const run = (section: string): unknown => {
  const folder = mkdtempSync(join(tmpdir(), "bench-brokerage-"));
  const input = join(folder, "input.json");
  try {
    const size = sizeOf(section);
    if (size !== undefined) writeInput(size, input);
    return runOn(section, input);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const runOn = (section: string, input: string): unknown => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...process.execArgv,
      ...(HEAP[section] ?? []),
      import.meta.filename,
      "--section",
      section,
      "--groups",
      values.groups,
      "--vacancies",
      values.vacancies,
      "--input",
      input,
    ],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`section ${section} failed: ${stderr}`);
  const figures: unknown = JSON.parse(stdout);
  return figures;
};

const namesOf = (wanted: string | undefined): readonly string[] => {
  if (wanted === undefined) return Object.keys(SECTIONS);
  const names = wanted === "short" ? SHORT : wanted.split(",");
  const unknown = names.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0)
    throw new RangeError(`unknown sections ${unknown.join()}; there are ${Object.keys(SECTIONS).join()}`);
  return names;
};

if (values.section === undefined) {
  const figures: Record<string, unknown> = {
    machine: {
      processor: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      memoryMb: Math.round(totalmem() / 1_048_576),
      node: process.version,
    },
  };
  for (const name of namesOf(values.sections)) {
    figures[name] = run(name);
    console.log(name);
    const rows = figures[name];
    if (Array.isArray(rows)) console.log(rows.map((row) => JSON.stringify(row)).join("\n"));
    else console.log(rows);
  }
  console.log(`\nWhat it must reach:\n${reachText(figures)}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
} else process.stdout.write(JSON.stringify(await SECTIONS[values.section]?.()));
