import type { ProfileTerms } from "../terms.ts";
import {
  contractBits,
  dayNumber,
  educationHeld,
  flagsOf,
  hoursOf,
  LANGUAGES_STATED,
  levelNumber,
} from "./facts.ts";
import { KeptBitmaps } from "./kept-bitmaps.ts";
import { ROW_LIMIT } from "./numbering.ts";
import { someIn } from "./postings.ts";
import type { VacancyColumns } from "./vacancy-columns.ts";

/** Bitmaps that are kept: people are of many kinds. */
const MOST_KEPT = 128;

/** Kinds of bitmaps. */
const [CONTRACT, EDUCATION, WISHES, LEAST_HOURS, MOST_HOURS, FROM, LANGUAGE] = [0, 1, 2, 3, 4, 5, 6];
/** The number of a language that no vacancy of the shard asks: rows have smaller ones. */
const NOBODYS = ROW_LIMIT;

/**
 * Bitmaps of the vacancies that pass a filter, one bit each, so that most of what a person does not suit is left without
 * a look at its columns. What they leave open is compared there.
 */
export class VacancyFilters {
  readonly #columns: VacancyColumns;
  readonly #made: KeptBitmaps;

  constructor(columns: VacancyColumns) {
    this.#columns = columns;
    this.#made = new KeptBitmaps(columns.count, MOST_KEPT);
  }

  /** The bitmaps that a vacancy must be in, all of them, to suit the person: seven at most. */
  for(profile: ProfileTerms): Int32Array[] {
    const { contracts, education, flags } = this.#columns;
    const held = educationHeld(profile);
    const kinds = contractBits(profile.contractKinds);
    const wishes = flagsOf(profile) & ~LANGUAGES_STATED;
    const bitmaps = [
      this.#made.of(CONTRACT, kinds, (document) => ((contracts[document] ?? 0) & kinds) !== 0),
      this.#made.of(EDUCATION, held, (document) => (education[document] ?? 0) <= held),
    ];
    if (wishes !== 0)
      bitmaps.push(this.#made.of(WISHES, wishes, (document) => ((flags[document] ?? 0) & wishes) === 0));
    this.#addHours(profile, bitmaps);
    this.#addFrom(profile, bitmaps);
    this.#addLanguages(profile, bitmaps);
    return bitmaps;
  }

  #addHours(profile: ProfileTerms, bitmaps: Int32Array[]): void {
    if (profile.hoursPerWeek === undefined) return;
    const { hoursMin, hoursMax } = this.#columns;
    const { min, max } = hoursOf(profile);
    bitmaps.push(
      this.#made.of(LEAST_HOURS, min, (document) => (hoursMax[document] ?? 0) >= min),
      this.#made.of(MOST_HOURS, max, (document) => (hoursMin[document] ?? 0) <= max),
    );
  }

  /** By whole weeks, so some are in that this person comes up to six days too late for: the column has the day. */
  #addFrom({ availableFromDate }: ProfileTerms, bitmaps: Int32Array[]): void {
    if (availableFromDate === undefined) return;
    const { latestFrom } = this.#columns;
    const first = 7 * Math.floor(dayNumber(availableFromDate) / 7);
    bitmaps.push(this.#made.of(FROM, first, (document) => (latestFrom[document] ?? 0) >= first));
  }

  /** For who states one language, as most do: nothing that asks another, or this one at a higher level. */
  #addLanguages({ languages }: ProfileTerms, bitmaps: Int32Array[]): void {
    const [first, ...others] = languages ?? [];
    if (first === undefined || others.length > 0) return;
    const { languages: asked, languageNumbers } = this.#columns;
    const number = languageNumbers.find(first.language) ?? NOBODYS;
    const [from, past] = [number * 8, number * 8 + levelNumber(first.level)];
    const asksMore = (one: number) => one < from || one > past;
    bitmaps.push(this.#made.of(LANGUAGE, past, (document) => !someIn(asked, document, asksMore)));
  }
}
