import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import { CannotRun } from "#packages/local/cannot-run.ts";
import { runCommand } from "#packages/local/commands/run-command.ts";
import { type ApiClient, apiClient } from "#packages/local/demo/api-client.ts";
import { circumstances, writeFigures } from "#packages/local/demo/figures-file.ts";
import type { Platform } from "#packages/local/platform.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";
import { measureImport } from "./bulk-import.ts";
import { measureColdStart } from "./cold-shard.ts";
import { measureLatency } from "./latency.ts";
import { PRICES } from "./prices.ts";
import { keepRematching } from "./rematch-beside.ts";
import { measureUnits } from "./units.ts";

const USAGE = `npm run bench:flow -- [--profiles N] [--import N] [--vacancies N] [--units N] [--cold N] [--json FILE]
  --profiles N   profiles in the country while vacancies are posted (default 20000)
  --import N     profiles in the import that is measured (default 50000)
  --vacancies N  vacancies posted at rest, and as many while an import runs (default 100)
  --units N      profiles in the country where units are counted (default 5000); a tenth as many vacancies
  --cold N       profiles in the one region whose cold start is measured (default 20000)
  --json FILE    writes the figures there, with the machine, sizes and versions`;

/** A vacancy every so often: about 7,000 an hour. */
const EVERY_MS = 500;
const SETTLE_MS = 60 * 60_000;
const WARM_UP = 10;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        profiles: { type: "string", default: "20000" },
        import: { type: "string", default: "50000" },
        vacancies: { type: "string", default: "100" },
        units: { type: "string", default: "5000" },
        cold: { type: "string", default: "20000" },
        json: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (cause) {
    throw new CannotRun(`${cause instanceof Error ? cause.message : cause}\n${USAGE}`);
  }
};

const wholeNumber = (name: string, given: string): number => {
  const value = Number(given);
  if (Number.isInteger(value) && value > 0) return value;
  throw new CannotRun(`--${name} ${given}: give a whole number above 0`);
};

type Sizes = Readonly<Record<"profiles" | "import" | "vacancies" | "units" | "cold", number>>;

const say = <T>(what: string, figures: T): T => {
  console.log(what, JSON.stringify(figures));
  return figures;
};

/**
 * On one platform, one after the other: the country is filled, vacancies at rest, vacancies while an import runs, at rest
 * again with what was imported, and while the country is matched anew.
 */
const measureFlow = async (platform: Platform, api: ApiClient, sizes: Sizes) => {
  const today = dayInAmsterdam(platform.now());
  const filling = say(
    "filling",
    await measureImport(platform, api, { count: sizes.profiles, seed: 1, today }),
  );
  const posting = { api, today, everyMs: EVERY_MS };
  const rest = () => platform.settled(SETTLE_MS);
  await measureLatency(platform, { ...posting, seed: 2, count: WARM_UP, rest });
  const idle = say(
    "at rest",
    await measureLatency(platform, { ...posting, seed: 3, count: sizes.vacancies, rest }),
  );
  const importing = measureImport(platform, api, { count: sizes.import, seed: 4, today });
  const busy = say(
    "while an import runs",
    await measureLatency(platform, {
      ...posting,
      seed: 5,
      count: sizes.vacancies,
      rest: () => importing.then(rest),
    }),
  );
  const taken = say("import", await importing);
  const idleAgain = say(
    "at rest, after the import",
    await measureLatency(platform, { ...posting, seed: 6, count: sizes.vacancies, rest }),
  );
  const rematching = keepRematching(api);
  const besideRematch = say(
    "while re-matches run",
    await measureLatency(platform, {
      ...posting,
      seed: 7,
      count: sizes.vacancies,
      rest: () => rematching.end().then(rest),
    }),
  );
  const rematches = say("re-matches", await rematching.end());
  // The memory of a function, its cold start: of all that was done above.
  const functions = platform.usage();
  for (const usage of functions) say("function", usage);
  return { filling, idle, busy, import: taken, idleAgain, besideRematch, rematches, functions };
};

await runCommand(async () => {
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const sizes: Sizes = {
    profiles: wholeNumber("profiles", options.profiles),
    import: wholeNumber("import", options.import),
    vacancies: wholeNumber("vacancies", options.vacancies),
    units: wholeNumber("units", options.units),
    cold: wholeNumber("cold", options.cold),
  };
  process.env["TZ"] = "UTC";
  say("measured on", circumstances());
  const directory = mkdtempSync(join(tmpdir(), "overstap-bench-"));
  try {
    const assembly = await synthesize({ root: process.cwd(), onStart: () => console.log("Synthesizing …") });
    const platform = await startPlatform({
      dataDir: join(directory, "flow"),
      assembly,
      log: console.log,
      quiet: true,
      // On AWS rights cost the caller nothing; the proxy that checks them here does.
      rights: "unchecked",
    });
    const flow = await measureFlow(platform, apiClient(platform), sizes).finally(() => platform.stop());
    const coldStart = say("cold start of a shard", await measureColdStart(directory, sizes.cold));
    const today = dayInAmsterdam(new Date());
    const posts = Math.max(1, Math.round(sizes.units / 10));
    say("prices", PRICES);
    const units = say(
      "units",
      await measureUnits({ assembly, directory, profiles: sizes.units, posts, today }),
    );
    if (options.json !== undefined)
      writeFigures(options.json, { sizes, prices: PRICES, flow, coldStart, units });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
