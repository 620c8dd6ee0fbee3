import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { compareGreedy, compareHighs, comparePruned } from "./comparisons.ts";
import { measureExplanations } from "./explanations.ts";
import { REGION } from "./market.ts";
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
  },
});
const COUNTRY = { groups: Number(values.groups), vacancies: Number(values.vacancies) };
const part = (share: number) => ({
  groups: Math.round(COUNTRY.groups * share),
  vacancies: Math.round(COUNTRY.vacancies * share),
});

/** Old space of a section's process in megabytes, as a function with so little memory would set it. */
const HEAP_MB: Readonly<Record<string, number>> = { region: 150, country: 600 };

const SECTIONS: Readonly<Record<string, () => unknown>> = {
  region: () => measureSize(REGION, 5),
  highs: compareHighs,
  greedy: compareGreedy,
  pruned: comparePruned,
  stability: () => measureStability([1_000, 10_000, 50_000], [1, 2, 3, 4, 5, 6, 7, 8]),
  explanations: () => measureExplanations(REGION, 200),
  together: () => measureTogether([100_000, 500_000], 20),
  quarter: () => measureSize(part(0.25), 1),
  half: () => measureSize(part(0.5), 1),
  country: () => measureSize(COUNTRY, 1),
  double: () => measureSize(part(2), 1),
  "country-explanations": () => measureExplanations(COUNTRY, 20),
};
const SHORT = ["region", "highs", "pruned", "explanations"];

const run = (section: string): unknown => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...process.execArgv,
      ...(HEAP_MB[section] === undefined ? [] : [`--max-old-space-size=${HEAP_MB[section]}`]),
      import.meta.filename,
      "--section",
      section,
      "--groups",
      values.groups,
      "--vacancies",
      values.vacancies,
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
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
} else process.stdout.write(JSON.stringify(await SECTIONS[values.section]?.()));
