import { SECTORS } from "#packages/domain/conditions.ts";
import type { VacancyTerms } from "../terms.ts";
import { bitsOf, type Zeros } from "./bitmaps.ts";
import { takeOut } from "./excluders.ts";
import {
  contractBits,
  EARLIEST,
  educationAsked,
  flagsHit,
  hoursOf,
  LANGUAGES_STATED,
  levelNumber,
  licencesAsked,
} from "./facts.ts";
import { KeptBitmaps, ReachBitmaps, type Reaching } from "./kept-bitmaps.ts";
import { ROW_LIMIT } from "./numbering.ts";
import { someIn } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";

/** Kinds of bitmaps. */
const [CONTRACT, EDUCATION, WISHES, SECTOR, LEAST_HOURS, MOST_HOURS, FROM, LICENCE, LANGUAGE] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
];
/** The number of a language that nobody in the shard speaks: rows have smaller ones. */
const NOBODYS = ROW_LIMIT;

/**
 * Bitmaps of the profiles that pass a filter, one bit each. A bitmap is made when a vacancy first asks for it and kept:
 * there are 15 for contracts, 6 for education, 16 for licences, 3 for wishes of work, 21 for sectors, 6 a language, one
 * for every number of hours, for every week in which anybody becomes available, and two for each of 24 reaches.
 */
export class ProfileFilters {
  readonly #columns: ProfileColumns;
  readonly #zeros: Zeros;
  readonly #made: KeptBitmaps;
  readonly #reaches: ReachBitmaps;
  readonly #lastFrom: number;

  /** `make` says where bitmaps are to be. */
  constructor(columns: ProfileColumns, make: Zeros) {
    this.#columns = columns;
    this.#zeros = make;
    this.#made = new KeptBitmaps(columns.count, Number.POSITIVE_INFINITY, make);
    this.#reaches = new ReachBitmaps(columns.reach, make);
    this.#lastFrom = columns.from.reduce((most, day) => Math.max(most, day), EARLIEST);
  }

  /** By distance: the profiles whose own reach may go so far, as `ReachBitmaps` has them. */
  reaching(unknownAs: number): Reaching {
    return this.#reaches.reaching(unknownAs);
  }

  /** A bitmap of every profile of the shard; the bits after the last are 0. The caller's own. */
  everybody(): Int32Array {
    const { count } = this.#columns;
    const bitmap = this.#zeros((count + 31) >>> 5).fill(-1);
    const last = bitmap.length - 1;
    if (last >= 0) bitmap[last] = -1 >>> (31 - ((count - 1) & 31));
    return bitmap;
  }

  get bytes(): number {
    return this.#made.bytes + this.#reaches.bytes;
  }

  /** The bitmaps that a profile must be in, all of them, to suit the vacancy. What they leave open is in the columns. */
  for(vacancy: VacancyTerms, latestFrom: number): Int32Array[] {
    const bitmaps: Int32Array[] = [];
    this.#addKinds(vacancy, bitmaps);
    this.#addSector(vacancy, bitmaps);
    this.#addLicences(vacancy, bitmaps);
    this.#addLanguages(vacancy, bitmaps);
    this.#addHours(vacancy, bitmaps);
    this.#addFrom(latestFrom, bitmaps);
    return bitmaps;
  }

  #addKinds(vacancy: VacancyTerms, bitmaps: Int32Array[]): void {
    const { contracts, education, flags } = this.#columns;
    const kinds = contractBits(vacancy.contractKinds);
    const level = educationAsked(vacancy);
    const wishes = flagsHit(vacancy);
    if (vacancy.contractKinds !== undefined && vacancy.contractKinds.length > 0)
      bitmaps.push(this.#made.of(CONTRACT, kinds, (document) => ((contracts[document] ?? 0) & kinds) !== 0));
    if (level > 1)
      bitmaps.push(this.#made.of(EDUCATION, level, (document) => (education[document] ?? 0) >= level));
    if (wishes !== 0)
      bitmaps.push(this.#made.of(WISHES, wishes, (document) => ((flags[document] ?? 0) & wishes) === 0));
  }

  #addSector({ sector }: VacancyTerms, bitmaps: Int32Array[]): void {
    if (sector === undefined) return;
    const number = SECTORS.indexOf(sector);
    const withoutExcluders = () => {
      const bitmap = this.everybody();
      takeOut(bitmap, this.#columns.sectorsExcluded, number);
      return bitmap;
    };
    bitmaps.push(this.#made.made(SECTOR, number, withoutExcluders));
  }

  #addHours(vacancy: VacancyTerms, bitmaps: Int32Array[]): void {
    if (vacancy.hoursPerWeek === undefined) return;
    const { hoursMin, hoursMax } = this.#columns;
    const { min, max } = hoursOf(vacancy);
    bitmaps.push(
      this.#made.of(LEAST_HOURS, min, (document) => (hoursMax[document] ?? 0) >= min),
      this.#made.of(MOST_HOURS, max, (document) => (hoursMin[document] ?? 0) <= max),
    );
  }

  /** By whole weeks, so some are in who come up to six days too late: the column has the day. */
  #addFrom(latestFrom: number, bitmaps: Int32Array[]): void {
    if (latestFrom >= this.#lastFrom) return;
    const { from } = this.#columns;
    const last = 7 * Math.ceil(latestFrom / 7);
    bitmaps.push(this.#made.of(FROM, last, (document) => (from[document] ?? 0) <= last));
  }

  #addLicences(vacancy: VacancyTerms, bitmaps: Int32Array[]): void {
    const { licences } = this.#columns;
    for (let left = licencesAsked(vacancy.licences); left !== 0; left &= left - 1) {
      const bit = left & -left;
      bitmaps.push(this.#made.of(LICENCE, bit, (document) => ((licences[document] ?? 0) & bit) !== 0));
    }
  }

  #addLanguages({ languages }: VacancyTerms, bitmaps: Int32Array[]): void {
    for (const { language, level } of languages ?? []) {
      const number = this.#columns.languageNumbers.find(language) ?? NOBODYS;
      const least = number * 8 + levelNumber(level);
      bitmaps.push(this.#made.made(LANGUAGE, least, () => this.#speakers(number, least)));
    }
  }

  /** Who speaks a language at that level, or states none. */
  #speakers(number: number, least: number): Int32Array {
    const { count, flags, languages } = this.#columns;
    const past = number * 8 + 8;
    return bitsOf(
      count,
      (document) =>
        ((flags[document] ?? 0) & LANGUAGES_STATED) === 0 ||
        someIn(languages, document, (spoken) => spoken >= least && spoken < past),
      this.#zeros,
    );
  }
}
