import { AVAILABILITY_POINTS, OCCUPATION_POINTS } from "#packages/domain/explanation.ts";
import type { VacancySide } from "../sides.ts";
import type { VacancyTerms } from "../terms.ts";
import { all, type Four, fourOf } from "./bitmaps.ts";
import { datesOf, EARLIEST, limitOf, mustsNeeded, reachOf, UNKNOWN_REACH } from "./facts.ts";
import type { Numbering } from "./numbering.ts";
import type { ProfileFilters } from "./profile-filters.ts";
import type { Measured, ShardAreas } from "./reach.ts";
import type { BestSimilarity, Similarities } from "./similarities.ts";

/** What a vacancy asks, as numbers that compare with the columns. */
export type Demand = {
  /** Must-haves to be met; 0 when any number will do. */
  readonly mustsNeeded: number;
  /** Hectometres. */
  readonly reach: number;
  /** Nobody has a further limit than this. */
  readonly widest: number;
  readonly measured: Measured;
  readonly distances: Uint16Array;
  readonly start: number;
  /** Who comes later, or leaves earlier, does not suit. */
  readonly latestFrom: number;
  readonly earliestUntil: number;
  /** Number of the vacancy's occupation among those excluded. */
  readonly excluded: number | undefined;
  readonly bestSimilarity: BestSimilarity | undefined;
  /** The most that anybody can have of the occupation, and of that and availability. */
  readonly mostOccupation: number;
  readonly mostBeside: number;
  /** Bitmaps that everybody who suits is in. */
  readonly filters: readonly Int32Array[];
  /** The same, eight at most, four by four; of more than eight some are worked out together. */
  readonly some: Four;
  readonly others: Four;
};

/** What of a shard a demand is worked out with. */
export type DemandParts = {
  readonly areas: ShardAreas;
  readonly filters: ProfileFilters;
  /** Everybody who was not dropped. */
  readonly live: Int32Array;
  readonly similarities: Similarities;
  readonly excludedNumbers: Numbering;
  /** The furthest reach that anybody states, and whether anybody states none. */
  readonly widestReach: number;
  readonly anyReach: boolean;
};

/** The furthest limit that anybody can have with a vacancy of that reach. */
const widestOf = (reach: number, { widestReach, anyReach }: DemandParts): number =>
  anyReach
    ? Math.max(limitOf(UNKNOWN_REACH, reach), Math.min(widestReach, reach))
    : Math.min(widestReach, reach);

/** Works out what a vacancy asks. */
export const demandOf = (vacancy: VacancyTerms, side: VacancySide, parts: DemandParts): Demand => {
  const { areas, live, similarities, excludedNumbers } = parts;
  const { occupation: uri, places } = vacancy;
  const dates = datesOf(vacancy);
  const measured = areas.fromNearest(places.filter(({ open }) => open > 0).map(({ pc4 }) => pc4));
  const mostOccupation = side.occupation === undefined ? 0 : OCCUPATION_POINTS;
  const mostAvailability = dates.start === EARLIEST ? 0 : AVAILABILITY_POINTS;
  const reach = reachOf(vacancy);
  const filters = [live, ...parts.filters.for(vacancy)];
  const others = filters.length > 8 ? [...filters.slice(4, 7), all(filters.slice(7))] : filters.slice(4);
  return {
    mustsNeeded: mustsNeeded(vacancy, side),
    reach,
    widest: widestOf(reach, parts),
    measured,
    distances: measured.distances,
    ...dates,
    excluded: uri === undefined ? undefined : excludedNumbers.find(uri),
    bestSimilarity: side.occupation === undefined ? undefined : similarities.bestOf(side.occupation),
    mostOccupation,
    mostBeside: mostOccupation + mostAvailability,
    filters,
    some: fourOf(filters.slice(0, 4), live),
    others: fourOf(others, live),
  };
};
