import { readFileSync } from "node:fs";
import * as z from "zod";
import type { SampleVacancy } from "./vacancies.ts";

/** Samples as JSON Lines, one of the two forms that imports take. */
export const toJsonLines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");

const byHand = new URL("../../samples/vacancies-by-hand.jsonl", import.meta.url);
const AnyVacancy = z.custom<SampleVacancy>((value) => typeof value === "object" && value !== null);

/** The vacancies written by hand, in the words of employers; a test holds each against `VacancyInput`. */
export const vacanciesByHand = (): SampleVacancy[] =>
  readFileSync(byHand, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => AnyVacancy.parse(JSON.parse(line)));
