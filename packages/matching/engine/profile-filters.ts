import type { VacancyTerms } from "../terms.ts";
import { bitsOf } from "./bitmaps.ts";
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
  sectorBit,
  UNKNOWN_REACH,
} from "./facts.ts";
import { someIn } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";

/** Kinds of filter, and how many different things a kind can ask at most. */
const CONTRACT = 0;
const EDUCATION = 1;
const WISHES = 2;
const SECTOR = 3;
const LICENCE = 4;
const LANGUAGE = 5;
const LEAST_HOURS = 6;
const MOST_HOURS = 7;
const FROM = 8;
const ASKED = 2 ** 32;
/** Weeks are counted from the year 2000, and may be before it. */
const WEEKS = 2 ** 30;
/** A language that nobody states: whoever states any does not speak it. */
const NOBODY = ASKED - 1;

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
 * there are 15 for contracts, 6 for education, 16 for licences, 3 for wishes of work, 21 for sectors, 6 a language, two
 * for every number of hours, one for every week in which anybody becomes available, and two for each of 24 reaches.
 */
export class ProfileFilters {
  readonly #columns: ProfileColumns;
  /** By kind of filter and what is asked. */
  readonly #made = new Map<number, Int32Array>();
  readonly #lastFrom: number;
  /** Reaches that people have, ascending, thinned out to a few. */
  readonly #reaches: readonly number[];
  /** By who states none, 0 or 1, and how many of those reaches are shorter: who goes further. */
  readonly #reaching: readonly Int32Array[][] = [[], []];

  constructor(columns: ProfileColumns) {
    this.#columns = columns;
    this.#lastFrom = columns.from.reduce((most, day) => Math.max(most, day), EARLIEST);
    const reaches = new Set(columns.reach);
    this.#reaches = thinned([...reaches].sort((a, b) => a - b));
  }

  /** How many of the reaches that have a bitmap are shorter than that distance. */
  shorter(distance: number): number {
    let shorter = 0;
    while ((this.#reaches[shorter] ?? distance) < distance) shorter++;
    return shorter;
  }

  /**
   * The profiles that go further than that many of the reaches; `unknownAs` is the reach of who states none. Nobody who
   * goes so far as the distance is left out; of a shard with more than 24 different reaches, some who do not are in.
   */
  reaching(shorter: number, unknownAs: number): Int32Array {
    const made = this.#reaching[unknownAs === UNKNOWN_REACH ? 0 : 1] ?? [];
    const known = made[shorter];
    if (known !== undefined) return known;
    const least = this.#reaches[shorter - 1] ?? 0;
    const bitmap = bitsOf(this.#columns.count, (document) => {
      const own = this.#columns.reach[document] ?? UNKNOWN_REACH;
      return (own === UNKNOWN_REACH ? unknownAs : own) > least;
    });
    made[shorter] = bitmap;
    return bitmap;
  }

  #bitmap(kind: number, asked: number, passes: () => Passes): Int32Array {
    const name = kind * ASKED + asked;
    const made = this.#made.get(name) ?? bitsOf(this.#columns.count, passes());
    this.#made.set(name, made);
    return made;
  }

  get bytes(): number {
    const bitmaps = [...this.#made.values(), ...this.#reaching.flat()];
    return bitmaps.reduce((sum, bitmap) => sum + bitmap.byteLength, 0);
  }

  /** The bitmaps that a profile must be in, all of them, to suit the vacancy. What they leave open is in the columns. */
  for(vacancy: VacancyTerms): Int32Array[] {
    const columns = this.#columns;
    const { sectorsExcluded } = columns;
    const made: Int32Array[] = [];
    const kinds = contractBits(vacancy.contractKinds);
    if (vacancy.contractKinds !== undefined && vacancy.contractKinds.length > 0)
      made.push(
        this.#bitmap(CONTRACT, kinds, () => (document) => ((columns.contracts[document] ?? 0) & kinds) !== 0),
      );
    const level = educationAsked(vacancy);
    if (level > 1)
      made.push(
        this.#bitmap(EDUCATION, level, () => (document) => (columns.education[document] ?? 0) >= level),
      );
    const wishes = flagsHit(vacancy);
    if (wishes !== 0)
      made.push(
        this.#bitmap(WISHES, wishes, () => (document) => ((columns.flags[document] ?? 0) & wishes) === 0),
      );
    const sector = sectorBit(vacancy.sector);
    if (sector !== 0)
      made.push(
        this.#bitmap(SECTOR, sector, () => (document) => ((sectorsExcluded[document] ?? 0) & sector) === 0),
      );
    this.#addDemands(vacancy, made);
    this.#addTimes(vacancy, made);
    return made;
  }

  #addTimes(vacancy: VacancyTerms, made: Int32Array[]): void {
    const columns = this.#columns;
    if (vacancy.hoursPerWeek !== undefined) {
      const { min, max } = hoursOf(vacancy);
      made.push(
        this.#bitmap(LEAST_HOURS, min, () => (document) => (columns.hoursMax[document] ?? 0) >= min),
        this.#bitmap(MOST_HOURS, max, () => (document) => (columns.hoursMin[document] ?? 0) <= max),
      );
    }
    const { latestFrom } = datesOf(vacancy);
    if (latestFrom >= this.#lastFrom) return;
    // By whole weeks, so some are in who come up to six days too late: the column has the day.
    const week = Math.ceil(latestFrom / 7);
    made.push(
      this.#bitmap(FROM, WEEKS + week, () => (document) => (columns.from[document] ?? 0) <= 7 * week),
    );
  }

  #addDemands(vacancy: VacancyTerms, made: Int32Array[]): void {
    const columns = this.#columns;
    const { languageNumbers } = columns;
    for (let asked = licencesAsked(vacancy.licences); asked !== 0; asked &= asked - 1) {
      const bit = asked & -asked;
      made.push(
        this.#bitmap(LICENCE, bit, () => (document) => ((columns.licences[document] ?? 0) & bit) !== 0),
      );
    }
    for (const { language, level } of vacancy.languages ?? []) {
      const number = languageNumbers.find(language);
      const least = number === undefined ? NOBODY : number * 8 + levelNumber(level);
      made.push(this.#bitmap(LANGUAGE, least, () => this.#speaks(number, least)));
    }
  }

  #speaks(number: number | undefined, least: number): Passes {
    const columns = this.#columns;
    const { languages } = columns;
    const past = number === undefined ? 0 : number * 8 + 8;
    return (document) =>
      ((columns.flags[document] ?? 0) & LANGUAGES_STATED) === 0 ||
      someIn(languages, document, (spoken) => spoken >= least && spoken < past);
  }
}
