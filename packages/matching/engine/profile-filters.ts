import { LICENCES, SECTORS } from "#packages/domain/conditions.ts";
import type { VacancyTerms } from "../terms.ts";
import { takeOut } from "./excluders.ts";
import {
  contractBits,
  datesOf,
  EARLIEST,
  educationAsked,
  flagsHit,
  hoursOf,
  LANGUAGES_STATED,
  levelNumber,
  licencesAsked,
} from "./facts.ts";
import { KeptBitmaps, type Passes, ReachBitmaps } from "./kept-bitmaps.ts";
import { someIn } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";

/**
 * Bitmaps of the profiles that pass a filter, one bit each. A bitmap is made when a vacancy first asks for it and kept:
 * there are 15 for contracts, 6 for education, 16 for licences, 3 for wishes of work, 21 for sectors, 6 a language, one
 * for every number of hours, for every week in which anybody becomes available, and two for each of 24 reaches.
 */
export class ProfileFilters {
  readonly #columns: ProfileColumns;
  readonly #made: KeptBitmaps;
  readonly #reaches: ReachBitmaps;
  readonly #lastFrom: number;

  constructor(columns: ProfileColumns) {
    this.#columns = columns;
    this.#made = new KeptBitmaps(columns.count);
    this.#reaches = new ReachBitmaps(columns.reach);
    this.#lastFrom = columns.from.reduce((most, day) => Math.max(most, day), EARLIEST);
  }

  /** By distance: the profiles whose own reach may go so far, as `ReachBitmaps` has them. */
  reaching(unknownAs: number): (distance: number) => Int32Array {
    return this.#reaches.reaching(unknownAs);
  }

  /** A bitmap of every profile of the shard; the bits after the last are 0. The caller's own. */
  everybody(): Int32Array {
    const { count } = this.#columns;
    const bitmap = new Int32Array((count + 31) >>> 5).fill(-1);
    const last = bitmap.length - 1;
    if (last >= 0) bitmap[last] = -1 >>> (31 - ((count - 1) & 31));
    return bitmap;
  }

  #bitmap(name: string, passes: Passes): Int32Array {
    return this.#made.of(name, passes);
  }

  get bytes(): number {
    return this.#made.bytes + this.#reaches.bytes;
  }

  /** The bitmaps that a profile must be in, all of them, to suit the vacancy. What they leave open is in the columns. */
  for(vacancy: VacancyTerms): Int32Array[] {
    const { contracts, education, flags } = this.#columns;
    const kinds = contractBits(vacancy.contractKinds);
    const level = educationAsked(vacancy);
    const wishes = flagsHit(vacancy);
    const none: Int32Array[] = [];
    return none.concat(
      vacancy.contractKinds === undefined || vacancy.contractKinds.length === 0
        ? []
        : this.#bitmap(`contract ${kinds}`, (document) => ((contracts[document] ?? 0) & kinds) !== 0),
      level <= 1 ? [] : this.#bitmap(`education ${level}`, (document) => (education[document] ?? 0) >= level),
      wishes === 0
        ? []
        : this.#bitmap(`wishes ${wishes}`, (document) => ((flags[document] ?? 0) & wishes) === 0),
      this.#sector(vacancy),
      this.#licences(vacancy),
      this.#languages(vacancy),
      this.#hours(vacancy),
      this.#from(vacancy),
    );
  }

  #sector({ sector }: VacancyTerms): Int32Array[] {
    if (sector === undefined) return [];
    return [
      this.#made.made(`sector ${sector}`, () => {
        const bitmap = this.everybody();
        takeOut(bitmap, this.#columns.sectorsExcluded, SECTORS.indexOf(sector));
        return bitmap;
      }),
    ];
  }

  #hours(vacancy: VacancyTerms): Int32Array[] {
    if (vacancy.hoursPerWeek === undefined) return [];
    const { hoursMin, hoursMax } = this.#columns;
    const { min, max } = hoursOf(vacancy);
    return [
      this.#bitmap(`at least ${min} hours`, (document) => (hoursMax[document] ?? 0) >= min),
      this.#bitmap(`at most ${max} hours`, (document) => (hoursMin[document] ?? 0) <= max),
    ];
  }

  /** By whole weeks, so some are in who come up to six days too late: the column has the day. */
  #from(vacancy: VacancyTerms): Int32Array[] {
    const { latestFrom } = datesOf(vacancy);
    if (latestFrom >= this.#lastFrom) return [];
    const { from } = this.#columns;
    const last = 7 * Math.ceil(latestFrom / 7);
    return [this.#bitmap(`from ${last}`, (document) => (from[document] ?? 0) <= last)];
  }

  #licences(vacancy: VacancyTerms): Int32Array[] {
    const { licences } = this.#columns;
    const asked = licencesAsked(vacancy.licences);
    return LICENCES.flatMap((licence, index) => {
      const bit = 1 << index;
      return (asked & bit) === 0
        ? []
        : this.#bitmap(`licence ${licence}`, (document) => ((licences[document] ?? 0) & bit) !== 0);
    });
  }

  #languages(vacancy: VacancyTerms): Int32Array[] {
    return (vacancy.languages ?? []).map(({ language, level }) =>
      this.#bitmap(`language ${language} ${level}`, this.#speaks(language, levelNumber(level))),
    );
  }

  #speaks(language: string, level: number): Passes {
    const { flags, languages, languageNumbers } = this.#columns;
    const number = languageNumbers.find(language);
    const least = number === undefined ? Number.POSITIVE_INFINITY : number * 8 + level;
    const past = number === undefined ? 0 : number * 8 + 8;
    return (document) =>
      ((flags[document] ?? 0) & LANGUAGES_STATED) === 0 ||
      someIn(languages, document, (spoken) => spoken >= least && spoken < past);
  }
}
