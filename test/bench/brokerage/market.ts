import { readFileSync, writeFileSync } from "node:fs";
import type { CouplingInput } from "#packages/brokerage/couple.ts";
import { DEFAULT_COUPLING_SETTINGS } from "#packages/brokerage/coupling-settings.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import { worldOf } from "#packages/matching/world.ts";
import { generatedMarket, MARKET_DAY, type MarketOptions } from "#test/support/brokerage/generated-market.ts";

/** A region of the size that the issue asks for, around the largest city. */
export const REGION: MarketOptions = { groups: 200, vacancies: 2_000, region: "AM18" };

/** With the classification in force: the starter, unless another was imported. */
export const benchWorld = () => worldOf(loadClassification());

/** All that a coupling of a generated market takes. */
export const inputOf = (options: MarketOptions, over: Partial<CouplingInput> = {}): CouplingInput => ({
  today: MARKET_DAY,
  ...generatedMarket(options),
  earlier: [],
  bans: [],
  settings: DEFAULT_COUPLING_SETTINGS,
  ...over,
});

/** Writes the input of a market to a file, so that a process that is measured need not make it. */
export const writeInput = (options: MarketOptions, file: string): void =>
  writeFileSync(file, JSON.stringify(inputOf(options)));

/** Input as `writeInput` wrote it: every part of it came out of its schema then. */
export const readInput = (file: string) => JSON.parse(readFileSync(file, "utf8")) as CouplingInput;

/** The result and how long it took, in milliseconds. */
export const timed = <T>(work: () => T): { result: T; ms: number } => {
  const began = performance.now();
  const result = work();
  return { result, ms: Math.round((performance.now() - began) * 10) / 10 };
};

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

export const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((100_000 * part) / whole) / 1000;

export const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
