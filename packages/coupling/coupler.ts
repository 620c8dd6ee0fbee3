import { DEFAULT_COUPLING_SETTINGS } from "#packages/brokerage/coupling-settings.ts";
import type { VacancyId } from "#packages/domain/ids.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { termsOfVacancy } from "#packages/matching/terms.ts";
import { regionsFor } from "#packages/proposing/subjects.ts";
import { warmMatcher } from "#packages/proposing/warm-matcher.ts";
import type { SurplusReach } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import type { Table } from "#packages/store/platform-table.ts";
import { EVERYWHERE } from "#packages/store/write-notice.ts";
import type { Coupler } from "./couple-regions.ts";
import { warmDemand } from "./warm-demand.ts";

/** A coupler as a function keeps it while it is warm: it reads demand as matching does. */
export const couplerFor = (table: Table, now: () => Date): Coupler => {
  const matcher = warmMatcher(table, now);
  const demand = warmDemand(table, (where) => matcher.vacancies.read(where));
  return { table, now, world: matcher.world, demand, settings: DEFAULT_COUPLING_SETTINGS };
};

/** With held positions as if they were open: whoever they are held for may no longer suit. */
const withHeld = (vacancy: Vacancy): Vacancy => ({
  ...vacancy,
  places: vacancy.places.map((place) => ({ ...place, open: place.open + place.held })),
});

/**
 * Regions with surplus that could go to a vacancy: within the reach of its employer, if there is one, and of a group that is
 * there. Demand that is open to the whole country is so coupled where there is surplus for it, and nowhere else.
 */
export const regionsReachedBy = async (
  table: Table,
  id: VacancyId,
  readReach: () => Promise<SurplusReach>,
): Promise<readonly RegionCode[]> => {
  const vacancy = await find(table, vacancies, id);
  const terms = vacancy === undefined ? undefined : termsOfVacancy(withHeld(vacancy));
  if (terms === undefined) return [];
  const reach = await readReach();
  const places = terms.places.map(({ region }) => region);
  return regionsFor(terms).filter((region) => {
    const there = reach.get(region);
    return there !== undefined && (there.has(EVERYWHERE) || places.some((place) => there.has(place)));
  });
};
