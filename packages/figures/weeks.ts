import { addDays, type LocalDate } from "#packages/domain/dates.ts";
import { addFlow, flowOfDay } from "./count-flow.ts";
import type { DayFigures, Flow } from "./region-figures.ts";

/** A week by its Monday, with what happened in it and what there was at its last count. */
export type Week = {
  readonly startDate: LocalDate;
  readonly flow: Flow;
  readonly stock: DayFigures["stock"];
};

/** The Monday of the week of a day (ISO 8601). */
export const mondayOf = (day: LocalDate): LocalDate =>
  addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** So many weeks, oldest first, the last one that of `today`; a week without counts is there, and empty. */
export const weeksOf = (days: readonly DayFigures[], today: LocalDate, weeks: number): Week[] => {
  const last = mondayOf(today);
  return Array.from({ length: weeks }, (_, index) => {
    const startDate = addDays(last, -7 * (weeks - 1 - index));
    const own = days
      .filter(({ day }) => mondayOf(day) === startDate)
      .sort((a, b) => (a.day < b.day ? -1 : 1));
    return {
      startDate,
      flow: own.reduce<Flow>((sum, day) => addFlow(sum, flowOfDay(day)), {}),
      stock: own.findLast(({ stock }) => stock !== undefined)?.stock,
    };
  });
};
