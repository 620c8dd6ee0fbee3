import type { LocalDate } from "#packages/domain/dates.ts";

const pad = (value: number) => String(value).padStart(2, "0");

/** The same day of a later month, or the last day of that month where it has no such day (as 30 November to 28 February). */
export const addMonths = (day: LocalDate, months: number): LocalDate => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDate = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return `${target.getUTCFullYear()}-${pad(target.getUTCMonth() + 1)}-${pad(Math.min(date, lastDate))}`;
};
