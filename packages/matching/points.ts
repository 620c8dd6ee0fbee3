import { AVAILABILITY_POINTS, DISTANCE_POINTS } from "#packages/domain/explanation.ts";
import { TOLERANCE_DAYS } from "./filters.ts";

/** 100,000 at the door, falling linearly to 0 at the limit; both in hectometres, the distance within the limit. */
export const distancePoints = (distance: number, limit: number): number =>
  Math.floor((DISTANCE_POINTS * (limit - distance)) / limit);

/** 50,000 for who is there on the first day or before, falling linearly to 0 for who comes 30 days later. */
export const availabilityPoints = (daysLate: number): number => {
  const late = Math.max(0, daysLate);
  return Math.floor((AVAILABILITY_POINTS * Math.max(0, TOLERANCE_DAYS - late)) / TOLERANCE_DAYS);
};
