import type { ProfileTerms, VacancyTerms } from "./terms.ts";

const share = (facts: readonly unknown[]): number => {
  const known = facts.filter((fact) => fact !== undefined && !(Array.isArray(fact) && fact.length === 0));
  return Math.floor((100 * known.length) / facts.length);
};

/**
 * How much of what could be known of a vacancy is known, in whole percent, rounded down: eleven facts of the same
 * weight. An end date is not among them, since most work has none.
 */
export const completenessOfVacancy = (vacancy: VacancyTerms): number =>
  share([
    vacancy.occupation,
    vacancy.requirements,
    vacancy.hoursPerWeek,
    vacancy.startDate,
    vacancy.contractKinds,
    vacancy.languages,
    vacancy.educationLevel,
    vacancy.licences === undefined ? undefined : true,
    vacancy.irregularHours,
    vacancy.reachKm,
    vacancy.sector,
  ]);

/** The same of a profile. Wishes to exclude something are not among the facts, since having none is no gap. */
export const completenessOfProfile = (profile: ProfileTerms): number =>
  share([
    profile.occupations,
    profile.competencies,
    profile.hoursPerWeek,
    profile.availableFromDate,
    profile.contractKinds,
    profile.languages,
    profile.educationLevel,
    profile.licences === undefined ? undefined : true,
    profile.irregularHours,
    profile.reachKm,
    profile.learningJob,
  ]);
