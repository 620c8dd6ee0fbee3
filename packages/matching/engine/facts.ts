import type { ContractKind, Licence, Sector } from "#packages/domain/conditions.ts";
import {
  CONTRACT_KINDS,
  EDUCATION_LEVELS,
  LANGUAGE_LEVELS,
  LICENCES,
  SECTORS,
} from "#packages/domain/conditions.ts";
import type { LocalDate } from "#packages/domain/dates.ts";
import { daysBetween } from "#packages/domain/dates.ts";
import { allowedBy } from "../licences.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";

/** A fact of conditions as a number. Unknown is always the number that no filter stops. */

export const UNKNOWN_REACH = 65_535;
export const EARLIEST = -2_000_000_000;
export const LATEST = 2_000_000_000;
const MOST_HOURS = 255;
const ANY_CONTRACT = 2 ** CONTRACT_KINDS.length - 1;
const EVERY_LICENCE = 2 ** LICENCES.length - 1;

const EPOCH = "2000-01-01";
/** Days since 1 January 2000. */
export const dayNumber = (day: LocalDate): number => daysBetween(EPOCH, day);

/** One bit for each thing that is in the list, by its place in `all`. */
const bitsOf = <T>(list: Iterable<T>, all: readonly T[]): number =>
  [...list].reduce((bits, one) => bits | (1 << all.indexOf(one)), 0);

export const hoursOf = ({ hoursPerWeek }: VacancyTerms | ProfileTerms): { min: number; max: number } =>
  hoursPerWeek ?? { min: 0, max: MOST_HOURS };

/** An empty list of kinds is unknown, and anything goes. */
export const contractBits = (kinds: readonly ContractKind[] | undefined): number =>
  kinds === undefined || kinds.length === 0 ? ANY_CONTRACT : bitsOf(kinds, CONTRACT_KINDS);

/** What a person may drive, lower licences included. */
export const licencesHeld = (held: readonly Licence[] | undefined): number =>
  held === undefined ? EVERY_LICENCE : bitsOf(allowedBy(held), LICENCES);
export const licencesAsked = (asked: readonly Licence[] | undefined): number => bitsOf(asked ?? [], LICENCES);

export const sectorBits = (sectors: readonly Sector[]): number => bitsOf(sectors, SECTORS);
export const sectorBit = (sector: Sector | undefined): number =>
  sector === undefined ? 0 : sectorBits([sector]);

/** 1 for the lowest level; unknown is above all for a person and below all for a vacancy. */
export const educationHeld = ({ educationLevel }: ProfileTerms): number =>
  educationLevel === undefined ? EDUCATION_LEVELS.length + 1 : EDUCATION_LEVELS.indexOf(educationLevel) + 1;
export const educationAsked = ({ educationLevel }: VacancyTerms): number =>
  educationLevel === undefined ? 0 : EDUCATION_LEVELS.indexOf(educationLevel) + 1;

/** 1 for A1 up to 6 for C2. */
export const levelNumber = (level: (typeof LANGUAGE_LEVELS)[number]): number =>
  LANGUAGE_LEVELS.indexOf(level) + 1;

/** Flags of a profile: what the person states not to want, and whether any language is stated. */
export const NO_IRREGULAR_HOURS = 1;
export const NO_LEARNING_JOB = 2;
export const LANGUAGES_STATED = 4;

export const flagsOf = ({ irregularHours, learningJob, languages }: ProfileTerms): number =>
  (irregularHours === false ? NO_IRREGULAR_HOURS : 0) |
  (learningJob === false ? NO_LEARNING_JOB : 0) |
  (languages !== undefined && languages.length > 0 ? LANGUAGES_STATED : 0);

/** Wishes that a vacancy runs into. */
export const flagsHit = ({ irregularHours, learning }: VacancyTerms): number =>
  (irregularHours === true ? NO_IRREGULAR_HOURS : 0) | (learning ? NO_LEARNING_JOB : 0);
