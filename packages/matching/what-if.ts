import type { CompetencyUri, VacancyId } from "#packages/domain/ids.ts";
import type { ProfileTerms } from "./terms.ts";

type Found = { readonly id: VacancyId; readonly score: number };

/** What learning something would change for one person: D2, candidates who can be made suitable by training. */
export type WhatIf = {
  /** Vacancies that come within reach, best first, with their score then. */
  readonly opened: readonly Found[];
  /** Vacancies that were within reach and would score more, by what they gain, most first. */
  readonly lifted: readonly (Found & { readonly gain: number })[];
};

/**
 * Compares what a person finds now with what the same person finds who has those competencies too. `search` is either
 * direction's search, plain or by the engine, without a limit on the number: all that score enough. One more competency
 * never costs anybody a match, so nothing is ever lost.
 */
export const whatIf = (
  profile: ProfileTerms,
  learned: readonly CompetencyUri[],
  search: (profile: ProfileTerms) => readonly Found[],
): WhatIf => {
  const now = new Map(search(profile).map(({ id, score }) => [id, score]));
  const then = search({ ...profile, competencies: [...new Set([...profile.competencies, ...learned])] });
  return {
    opened: then.filter(({ id }) => !now.has(id)),
    lifted: then
      .map(({ id, score }) => ({ id, score, gain: score - (now.get(id) ?? score) }))
      .filter(({ gain }) => gain > 0)
      .sort((a, b) => b.gain - a.gain),
  };
};
