import { addDays, dayInAmsterdam, type LocalDate } from "./dates.ts";

/** Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher). */
const easterOf = (year: number): LocalDate => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${year}-${pad(Math.floor(f / 31))}-${pad((f % 31) + 1)}`;
};

const isSunday = (day: LocalDate) => new Date(`${day}T00:00:00Z`).getUTCDay() === 0;
const isWeekend = (day: LocalDate) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/**
 * Days on which no term runs out: those of the Algemene termijnenwet, article 3 (Good Friday is equated there). The
 * King's birthday is kept on 26 April when the 27th is a Sunday.
 */
const holidaysOf = (year: number): ReadonlySet<LocalDate> => {
  const easter = easterOf(year);
  const kingsDay = isSunday(`${year}-04-27`) ? `${year}-04-26` : `${year}-04-27`;
  return new Set([
    `${year}-01-01`,
    addDays(easter, -2),
    easter,
    addDays(easter, 1),
    kingsDay,
    `${year}-05-05`,
    addDays(easter, 39),
    addDays(easter, 49),
    addDays(easter, 50),
    `${year}-12-25`,
    `${year}-12-26`,
  ]);
};

const isWorkingDay = (day: LocalDate): boolean =>
  !isWeekend(day) && !holidaysOf(Number(day.slice(0, 4))).has(day);

/** The day that is `days` working days after `day`; `day` itself does not count. */
const addWorkingDays = (day: LocalDate, days: number): LocalDate => {
  let at = day;
  for (let left = days; left > 0; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
};

/** The last second of a day in the Netherlands, as a moment in UTC. */
export const endOfDayInAmsterdam = (day: LocalDate): Date => {
  // The Netherlands are one or two hours ahead of UTC: the later guess is right when it still falls on that day.
  const winter = new Date(`${day}T22:59:59Z`);
  return dayInAmsterdam(winter) === day ? winter : new Date(`${day}T21:59:59Z`);
};

/** When a term of so many working days that starts now is over. */
export const dueAfterWorkingDays = (from: Date, days: number): Date =>
  endOfDayInAmsterdam(addWorkingDays(dayInAmsterdam(from), days));
