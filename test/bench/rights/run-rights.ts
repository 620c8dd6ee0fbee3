import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { comeToRest } from "#packages/local/demo/come-to-rest.ts";
import { runDemo } from "#packages/local/demo/demo.ts";
import { DEMO_SIZES } from "#packages/local/demo/sample-input.ts";
import type { Platform } from "#packages/local/platform.ts";
import { unusedText } from "#packages/local/rights/unused-rights.ts";
import { startPlatform } from "#packages/local/start-platform.ts";
import { synthesize } from "#packages/local/synthesize.ts";
import { askAsJobSeeker, comeForward, staySignedIn } from "./ask-as-job-seeker.ts";
import { askEverything, askerOf } from "./ask-everything.ts";
import { beBusy } from "./be-busy.ts";
import { parkEvents } from "./park-events.ts";
import { speakForMore } from "./rare-couplings.ts";
import { bringAbout, type RareDeed } from "./rare-deeds.ts";
import { loseMessage, moveAndErase } from "./rare-imports.ts";
import { introduceSomebody, rematchByNewRules } from "./rare-proposals.ts";
import { runStories } from "./run-stories.ts";
import { usePages } from "./use-pages.ts";

const HOUR = 3_600_000;
/** Together they let every schedule fall due, and everything that has an end. */
const MOVES = [HOUR, 24 * HOUR, 30 * 24 * HOUR];
/** It is no test of speed: on a busy machine what was begun takes its time. */
const REST_MS = 20 * 60_000;

/** What every day does not bring. */
const RARE: readonly (readonly [what: string, deed: RareDeed])[] = [
  ["a re-match by new rules", rematchByNewRules],
  ["an introduction", introduceSomebody],
  ["more people than it seemed", speakForMore],
  ["somebody who moves, and is erased", moveAndErase],
  ["an import whose message was lost", loseMessage],
];

type Part = readonly [what: string, work: () => Promise<unknown>];

/** Everything once. The pages come before the clock moves: the provider's clock does not. */
const partsOf = (platform: Platform): Part[] => {
  const asker = askerOf(platform);
  const rest = () => comeToRest(platform, REST_MS);
  return [
    ["the demo", () => runDemo(platform, DEMO_SIZES, () => {})],
    ["pages", () => usePages(platform)],
    ["clients that ask much", () => beBusy(platform, asker)],
    ["every operation, every role", () => askEverything(platform, asker)],
    ["look-ups", () => asker.with(undefined, "/v1/regions").then((answer) => answer.arrayBuffer())],
    ["somebody who comes forward", () => comeForward(asker)],
    ["a job seeker", () => askAsJobSeeker(platform, asker)],
    ["what follows of it", rest],
    ...RARE.map(([what, deed]): Part => [what, () => bringAbout(platform, rest, deed)]),
    ["a session that goes on", () => staySignedIn(platform, asker).then(rest)],
    ["events that the stream lost", () => parkEvents(platform)],
    ...MOVES.map((ms): Part => {
      const move = async () => {
        await platform.moveClock(ms);
        await rest();
      };
      return [`${ms / HOUR} hours later`, move];
    }),
  ];
};

/** A part that fails leaves rights unused that others may still use: it is told, and the rest is done. */
const runParts = async (parts: readonly Part[]): Promise<string[]> => {
  const failed: string[] = [];
  for (const [what, work] of parts) {
    const began = performance.now();
    try {
      await work();
      console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${what}`);
    } catch (error) {
      failed.push(what);
      console.log(`FAILED: ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failed;
};

const linesOf = (file: string): string[] => (existsSync(file) ? readFileSync(file, "utf8").split("\n") : []);

const directory = mkdtempSync(join(tmpdir(), "overstap-rights-"));
const usedInStories = join(directory, "used-in-stories");
try {
  const failedStories = await runParts([["the stories in a browser", () => runStories(usedInStories)]]);
  process.env["TZ"] = "UTC";
  const assembly = await synthesize({ root: process.cwd(), onStart: () => console.log("Synthesizing …") });
  const platform = await startPlatform({ dataDir: directory, assembly, log: console.log, quiet: true });
  try {
    const failed = [...failedStories, ...(await runParts(partsOf(platform)))];
    const unused = platform.unusedRights(linesOf(usedInStories));
    const refusals = platform.refusals();
    console.log(unusedText(unused));
    for (const { who, right } of refusals)
      console.log(`refused: ${who} asked ${right.action} on ${right.resource}`);
    if (unused.unexplained.length + refusals.length + failed.length > 0) process.exitCode = 1;
  } finally {
    await platform.stop();
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
