import { EDUCATION_LEVELS, LANGUAGE_LEVELS } from "#packages/domain/conditions.ts";
import { addDays } from "#packages/domain/dates.ts";
import { covers } from "./licences.ts";
import type { ProfileTerms, VacancyTerms } from "./terms.ts";

/** Days that a start may come late, or an end early, before the dates do not fit. */
export const TOLERANCE_DAYS = 30;

/**
 * Reach when neither side states one, in whole kilometres. The distance of such a pair is known, only the willingness is
 * not; without a limit every vacancy would be proposed in all 35 regions.
 */
export const DEFAULT_REACH_KM = 50;

/** Everything that can keep a pair apart, in the order in which it is reported. */
export const FILTERS = [
  "distance",
  "hours",
  "start",
  "end",
  "contract-kinds",
  "languages",
  "education",
  "licences",
  "irregular-hours",
  "learning-job",
  "excluded-occupation",
  "excluded-sector",
  "must-haves",
] as const;
export type Filter = (typeof FILTERS)[number];

/** Filters that look at the two sides only; `distance` and `must-haves` need the world and are in `assess.ts`. */
type TermsFilter = Exclude<Filter, "distance" | "must-haves">;
type Fails = (vacancy: VacancyTerms, profile: ProfileTerms) => boolean;

const known = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list;

const hours: Fails = ({ hoursPerWeek: asked }, { hoursPerWeek: wanted }) =>
  asked !== undefined && wanted !== undefined && (asked.min > wanted.max || asked.max < wanted.min);

const start: Fails = (vacancy, { availableFromDate: from }) => {
  if (from === undefined) return false;
  const { startDate, endDate } = vacancy;
  const tooLate = startDate !== undefined && from > addDays(startDate, TOLERANCE_DAYS);
  return tooLate || (endDate !== undefined && from > endDate);
};

const end: Fails = ({ startDate, endDate }, { availableUntilDate: until }) => {
  if (until === undefined) return false;
  const tooShort = endDate !== undefined && addDays(until, TOLERANCE_DAYS) < endDate;
  return tooShort || (startDate !== undefined && until < startDate);
};

const contractKinds: Fails = (vacancy, profile) => {
  const wanted = known(profile.contractKinds);
  const offered = known(vacancy.contractKinds);
  return wanted !== undefined && offered !== undefined && !offered.some((kind) => wanted.includes(kind));
};

const languages: Fails = (vacancy, profile) => {
  const spoken = known(profile.languages);
  if (spoken === undefined) return false;
  const levelOf = (language: string): number =>
    Math.max(
      -1,
      ...spoken.filter((one) => one.language === language).map(({ level }) => LANGUAGE_LEVELS.indexOf(level)),
    );
  return (vacancy.languages ?? []).some(
    ({ language, level }) => levelOf(language) < LANGUAGE_LEVELS.indexOf(level),
  );
};

const education: Fails = ({ educationLevel: asked }, { educationLevel: has }) =>
  asked !== undefined && has !== undefined && EDUCATION_LEVELS.indexOf(has) < EDUCATION_LEVELS.indexOf(asked);

const licences: Fails = ({ licences: asked }, { licences: has }) =>
  asked !== undefined && has !== undefined && !covers(has, asked);

const irregularHours: Fails = (vacancy, profile) =>
  vacancy.irregularHours === true && profile.irregularHours === false;

const learningJob: Fails = (vacancy, profile) => vacancy.learning && profile.learningJob === false;

const excludedOccupation: Fails = ({ occupation }, { excludedOccupations }) =>
  occupation !== undefined && excludedOccupations.includes(occupation);

const excludedSector: Fails = ({ sector }, { excludedSectors }) =>
  sector !== undefined && excludedSectors.includes(sector);

const CHECKS: Readonly<Record<TermsFilter, Fails>> = {
  hours,
  start,
  end,
  "contract-kinds": contractKinds,
  languages,
  education,
  licences,
  "irregular-hours": irregularHours,
  "learning-job": learningJob,
  "excluded-occupation": excludedOccupation,
  "excluded-sector": excludedSector,
};

/** Whether that filter keeps the two apart. Unknown on either side never does. */
export const fails = (filter: TermsFilter, vacancy: VacancyTerms, profile: ProfileTerms): boolean =>
  CHECKS[filter](vacancy, profile);

/** The limit of the distance in hectometres: the smaller reach; one side's when the other's is unknown. */
export const reachHm = (
  vacancy: Pick<VacancyTerms, "reachKm">,
  profile: Pick<ProfileTerms, "reachKm">,
): number => {
  const stated = [vacancy.reachKm, profile.reachKm].filter((reach) => reach !== undefined);
  return 10 * (stated.length === 0 ? DEFAULT_REACH_KM : Math.min(...stated));
};
