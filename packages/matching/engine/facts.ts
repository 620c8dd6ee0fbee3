import type { ContractKind, Licence, Sector } from "#packages/domain/conditions.ts";
import {
  CONTRACT_KINDS,
  EDUCATION_LEVELS,
  LANGUAGE_LEVELS,
  LICENCES,
  SECTORS,
} from "#packages/domain/conditions.ts";
import type { LocalDate } from "#packages/domain/dates.ts";
import { DEFAULT_REACH_KM, TOLERANCE_DAYS } from "../filters.ts";
import { allowedBy } from "../licences.ts";
import { availabilityPoints } from "../points.ts";
import type { VacancySide } from "../sides.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";

/** A fact of conditions as a number. Unknown is always the number that no filter stops. */

export const UNKNOWN_REACH = 65_535;
export const DEFAULT_REACH_HM = 10 * DEFAULT_REACH_KM;
export const EARLIEST = -2_000_000_000;
export const LATEST = 2_000_000_000;
const MOST_HOURS = 255;
const ANY_CONTRACT = 2 ** CONTRACT_KINDS.length - 1;
const EVERY_LICENCE = 2 ** LICENCES.length - 1;

const DAY_MS = 86_400_000;
const EPOCH_MS = Date.UTC(2000, 0, 1);
/** Days since 1 January 2000. */
export const dayNumber = (day: LocalDate): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - EPOCH_MS) / DAY_MS);

/** Hectometres. */
export const reachOf = ({ reachKm }: VacancyTerms | ProfileTerms): number =>
  reachKm === undefined ? UNKNOWN_REACH : 10 * reachKm;

/** The smaller of two reaches, the other when one is unknown, the default when both are. */
export const limitOf = (one: number, other: number): number => {
  const smaller = Math.min(one, other);
  return smaller === UNKNOWN_REACH ? DEFAULT_REACH_HM : smaller;
};

/** A vacancy's strict must-haves as a number of them: at least the share, so rounded up; 0 when any number will do. */
export const mustsNeeded = ({ mustHaves }: VacancyTerms, { musts }: VacancySide): number =>
  mustHaves.mode === "soft" ? 0 : Math.ceil((mustHaves.share * musts.length) / 100);

/** The first day of the work (`EARLIEST` when unknown), and between which days a person must be available. */
export const datesOf = ({
  startDate,
  endDate,
}: VacancyTerms): { start: number; latestFrom: number; earliestUntil: number } => {
  const start = startDate === undefined ? EARLIEST : dayNumber(startDate);
  const latestStart = startDate === undefined ? LATEST : start + TOLERANCE_DAYS;
  if (endDate === undefined) return { start, latestFrom: latestStart, earliestUntil: start };
  const end = dayNumber(endDate);
  return {
    start,
    latestFrom: Math.min(latestStart, end),
    earliestUntil: Math.max(end - TOLERANCE_DAYS, start),
  };
};

/** Points for availability; unknown on either side scores nothing. */
export const availabilityOf = (start: number, from: number): number =>
  start === EARLIEST || from === EARLIEST ? 0 : availabilityPoints(from - start);

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
