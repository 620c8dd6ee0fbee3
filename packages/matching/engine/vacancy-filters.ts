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
import { someIn } from "./postings.ts";
import type { VacancyColumns } from "./vacancy-columns.ts";

/** Bitmaps that are kept: people are of many kinds. */
const MOST_KEPT = 128;

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
    const none: Int32Array[] = [];
    return none.concat(
      this.#made.of(`contract ${kinds}`, (document) => ((contracts[document] ?? 0) & kinds) !== 0),
      this.#hours(profile),
      this.#made.of(`education ${held}`, (document) => (education[document] ?? 0) <= held),
      this.#from(profile),
      this.#languages(profile),
      wishes === 0
        ? []
        : this.#made.of(`wishes ${wishes}`, (document) => ((flags[document] ?? 0) & wishes) === 0),
    );
  }

  #hours(profile: ProfileTerms): Int32Array[] {
    if (profile.hoursPerWeek === undefined) return [];
    const { hoursMin, hoursMax } = this.#columns;
    const { min, max } = hoursOf(profile);
    return [
      this.#made.of(`at least ${min} hours`, (document) => (hoursMax[document] ?? 0) >= min),
      this.#made.of(`at most ${max} hours`, (document) => (hoursMin[document] ?? 0) <= max),
    ];
  }

  /** By whole weeks, so some are in that this person comes up to six days too late for: the column has the day. */
  #from({ availableFromDate }: ProfileTerms): Int32Array[] {
    if (availableFromDate === undefined) return [];
    const { latestFrom } = this.#columns;
    const first = 7 * Math.floor(dayNumber(availableFromDate) / 7);
    return [this.#made.of(`from ${first}`, (document) => (latestFrom[document] ?? 0) >= first)];
  }

  /** For who states one language, as most do: nothing that asks another, or this one at a higher level. */
  #languages({ languages }: ProfileTerms): Int32Array[] {
    const [first, ...others] = languages ?? [];
    if (first === undefined || others.length > 0) return [];
    const { languages: asked, languageNumbers } = this.#columns;
    const number = languageNumbers.find(first.language);
    const [from, past] = number === undefined ? [0, -1] : [number * 8, number * 8 + levelNumber(first.level)];
    const suits = (one: number) => one >= from && one <= past;
    return [
      this.#made.of(
        `language ${first.language} ${first.level}`,
        (document) => !someIn(asked, document, (one) => !suits(one)),
      ),
    ];
  }
}
