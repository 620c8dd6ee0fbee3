import { LICENCES } from "#packages/domain/conditions.ts";
import type { VacancyTerms } from "../terms.ts";
import {
  contractBits,
  educationAsked,
  flagsHit,
  LANGUAGES_STATED,
  levelNumber,
  licencesAsked,
  sectorBit,
} from "./facts.ts";
import { someIn } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";

type Passes = (document: number) => boolean;

/**
 * Bitmaps of the profiles that pass a filter, one bit each. A bitmap is made when a vacancy first asks for it and kept:
 * there are 15 for contracts, 6 for education, 16 for licences, 3 for wishes of work, 21 for sectors and 6 a language.
 */
export class ProfileFilters {
  readonly #columns: ProfileColumns;
  readonly #made = new Map<string, Int32Array>();

  constructor(columns: ProfileColumns) {
    this.#columns = columns;
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
    return this.#make(() => true);
  }

  #bitmap(name: string, passes: Passes): Int32Array {
    const made = this.#made.get(name) ?? this.#make(passes);
    this.#made.set(name, made);
    return made;
  }

  get bytes(): number {
    return [...this.#made.values()].reduce((sum, bitmap) => sum + bitmap.byteLength, 0);
  }

  /** The bitmaps that a profile must be in, all of them, to suit the vacancy. Filters not among them are in the columns. */
  for(vacancy: VacancyTerms): Int32Array[] {
    const { contracts, education, flags, sectorsExcluded } = this.#columns;
    const kinds = contractBits(vacancy.contractKinds);
    const level = educationAsked(vacancy);
    const wishes = flagsHit(vacancy);
    const sector = sectorBit(vacancy.sector);
    const none: Int32Array[] = [];
    return none.concat(
      vacancy.contractKinds === undefined || vacancy.contractKinds.length === 0
        ? []
        : this.#bitmap(`contract ${kinds}`, (document) => ((contracts[document] ?? 0) & kinds) !== 0),
      level <= 1 ? [] : this.#bitmap(`education ${level}`, (document) => (education[document] ?? 0) >= level),
      wishes === 0
        ? []
        : this.#bitmap(`wishes ${wishes}`, (document) => ((flags[document] ?? 0) & wishes) === 0),
      sector === 0
        ? []
        : this.#bitmap(`sector ${sector}`, (document) => ((sectorsExcluded[document] ?? 0) & sector) === 0),
      this.#licences(vacancy),
      this.#languages(vacancy),
    );
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
