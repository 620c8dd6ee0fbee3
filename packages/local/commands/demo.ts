import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CannotRun } from "../cannot-run.ts";
import { runDemo } from "../demo/demo.ts";
import { writeFigures } from "../demo/figures-file.ts";
import { DEMO_SIZES, type SampleSizes } from "../demo/sample-input.ts";
import { startPlatform } from "../start-platform.ts";
import { synthesize } from "../synthesize.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `npm run demo -- [--json FILE] [--vacancies N] [--notices N] [--profiles N] [--self-registrations N]
                  [--verbose]
  --json FILE     writes the figures there, with sizes and versions
  --vacancies N   seeded vacancies, besides the 30 written by hand (default ${DEMO_SIZES.vacancies})
  --notices N     surplus notices (default ${DEMO_SIZES.notices})
  --profiles N    market profiles (default ${DEMO_SIZES.profiles})
  --self-registrations N
                  people who come forward alone (default ${DEMO_SIZES.selfRegistrations})
  --verbose       say what functions complain about`;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        json: { type: "string" },
        vacancies: { type: "string" },
        notices: { type: "string" },
        profiles: { type: "string" },
        "self-registrations": { type: "string" },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (cause) {
    throw new CannotRun(`${cause instanceof Error ? cause.message : cause}\n${USAGE}`);
  }
};

const countOf = (name: keyof SampleSizes, given: string | undefined, option: string = name): number => {
  if (given === undefined) return DEMO_SIZES[name];
  const count = Number(given);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new CannotRun(`--${option} ${given}: give a whole number`);
};

await runCommand(async () => {
  const began = performance.now();
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const sizes: SampleSizes = {
    vacancies: countOf("vacancies", options.vacancies),
    notices: countOf("notices", options.notices),
    profiles: countOf("profiles", options.profiles),
    selfRegistrations: countOf("selfRegistrations", options["self-registrations"], "self-registrations"),
  };
  process.env["TZ"] = "UTC";
  const log = (line: string) => console.log(line);
  const dataDir = mkdtempSync(join(tmpdir(), "overstap-demo-"));
  try {
    const assembly = await synthesize({
      root: process.cwd(),
      onStart: () => log("Synthesizing the template (only when something changed) …"),
    });
    const synthesized = performance.now();
    const platform = await startPlatform({ dataDir, assembly, log, quiet: !options.verbose });
    const startedAt = performance.now();
    try {
      const outcome = await runDemo(platform, sizes, log);
      const all = performance.now() - began;
      const ms = {
        synthesis: Math.round(synthesized - began),
        start: Math.round(startedAt - synthesized),
        ...outcome.ms,
        all: Math.round(all),
      };
      if (options.json !== undefined) writeFigures(options.json, { sizes, ...outcome, ms });
      log(`\n${outcome.proposals} voorstellen, na ${(all / 1000).toFixed(0)} s`);
      if (Object.keys(outcome.faults).length > 0)
        throw new CannotRun("Niet alles klopt: zie FOUT hierboven.");
    } finally {
      await platform.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
