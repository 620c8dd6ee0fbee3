import type { KvkNumber, VacancyId } from "#packages/domain/ids.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import type { VacancyTerms } from "#packages/matching/terms.ts";
import { termsOfVacancy } from "#packages/matching/terms.ts";

/** One place of the work with open positions. `place` is its index among the places of the vacancy. */
export type DemandPlace = {
  readonly vacancyId: VacancyId;
  readonly place: number;
  readonly open: number;
  /** The terms of the vacancy with this place alone, so that the distance is to here. */
  readonly terms: VacancyTerms;
};

/** A vacancy as coupling knows it. */
export type Demand = {
  readonly vacancyId: VacancyId;
  readonly employer: KvkNumber;
  /** Positions over all places together (D1): what can be given away once. */
  readonly total: number;
  readonly places: readonly DemandPlace[];
};

export type VacancyLeftOut = {
  readonly vacancyId: VacancyId;
  readonly because: "not-open" | "open-hiring" | "no-open-position";
};

/** Why a vacancy takes no part, or undefined: it does. Open hiring never does (D4). */
export const vacancyLeftOutBecause = (
  { kind, status }: Pick<Vacancy, "kind" | "status">,
  open: number,
): VacancyLeftOut["because"] | undefined => {
  if (kind === "open-hiring") return "open-hiring";
  if (status !== "open") return "not-open";
  return open > 0 ? undefined : "no-open-position";
};

/**
 * The demand of a vacancy, or why there is none. Only open positions count: held and filled ones are off. `total` lowers
 * what the places may take together.
 */
export const demandOf = (vacancy: Vacancy, total = Number.POSITIVE_INFINITY): Demand | VacancyLeftOut => {
  const open = vacancy.places.reduce((sum, place) => sum + place.open, 0);
  const because = vacancyLeftOutBecause(vacancy, Math.min(open, total));
  const terms = termsOfVacancy(vacancy);
  if (because !== undefined || terms === undefined)
    return { vacancyId: vacancy.id, because: because ?? "not-open" };
  return {
    vacancyId: vacancy.id,
    employer: terms.employer,
    total: Math.min(open, total),
    places: terms.places.flatMap((place, index) =>
      place.open === 0
        ? []
        : [
            {
              vacancyId: vacancy.id,
              place: index,
              open: place.open,
              terms: { ...terms, places: [place] },
            },
          ],
    ),
  };
};
