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
  UNKNOWN_REACH,
} from "./facts.ts";
import { someIn } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";

/** Reaches that have a bitmap. */
const MOST_REACHES = 24;

/** Every so many-th of an ascending list, so that few enough are left. */
const thinned = (ascending: readonly number[]): number[] => {
  const every = Math.ceil(ascending.length / MOST_REACHES);
  return ascending.filter((_, index) => index % every === 0);
};

type Passes = (document: number) => boolean;

/**
 * Bitmaps of the profiles that pass a filter, one bit each. A bitmap is made when a vacancy first asks for it and kept:
 * there are 15 for contracts, 6 for education, 16 for licences, 3 for wishes of work, 21 for sectors, 6 a language, one
 * for every number of hours, for every week in which anybody becomes available, and two for each of 24 reaches.
 */
export class ProfileFilters {
  readonly #columns: ProfileColumns;
  readonly #made = new Map<string, Int32Array>();
  /** Reaches that people have, ascending, thinned out to a few: who has at least one of them is known by a bitmap. */
  readonly #reaches: readonly number[];
  readonly #reaching = new Map<number, Int32Array[]>();
  readonly #lastFrom: number;

  constructor(columns: ProfileColumns) {
    this.#columns = columns;
    this.#reaches = thinned([...new Set(columns.reach)].sort((a, b) => a - b));
    this.#lastFrom = columns.from.reduce((most, day) => Math.max(most, day), EARLIEST);
  }

  /**
   * By distance: the profiles whose own reach may go so far. `unknownAs` is the reach of who states none. Nobody who goes
   * so far is left out; of a shard with more than 24 different reaches, some who do not are in.
   */
  reaching(unknownAs: number): (distance: number) => Int32Array {
    const { reach } = this.#columns;
    const made: Int32Array[] = this.#reaching.get(unknownAs) ?? [];
    this.#reaching.set(unknownAs, made);
    return (distance) => {
      let shorter = 0;
      while ((this.#reaches[shorter] ?? distance) < distance) shorter++;
      const known = made[shorter];
      if (known !== undefined) return known;
      const least = this.#reaches[shorter - 1] ?? 0;
      const bitmap = this.#make((document) => {
        const own = reach[document] ?? UNKNOWN_REACH;
        return (own === UNKNOWN_REACH ? unknownAs : own) > least;
      });
      made[shorter] = bitmap;
      return bitmap;
    };
  }

  #make(passes: Passes): Int32Array {
    const { count } = this.#columns;
    const bitmap = new Int32Array((count + 31) >>> 5);
    for (let document = 0; document < count; document++)
      if (passes(document)) bitmap[document >>> 5] = (bitmap[document >>> 5] ?? 0) | (1 << (document & 31));
    return bitmap;
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
    const made = this.#made.get(name) ?? this.#make(passes);
    this.#made.set(name, made);
    return made;
  }

  get bytes(): number {
    const bitmaps = [...this.#made.values(), ...[...this.#reaching.values()].flat()];
    return bitmaps.reduce((sum, bitmap) => sum + bitmap.byteLength, 0);
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
    const name = `sector ${sector}`;
    const bitmap = this.#made.get(name) ?? this.everybody();
    if (!this.#made.has(name)) takeOut(bitmap, this.#columns.sectorsExcluded, SECTORS.indexOf(sector));
    this.#made.set(name, bitmap);
    return [bitmap];
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
