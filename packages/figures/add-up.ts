import { addFlow } from "./count-flow.ts";
import { emptyStock } from "./count-stock.ts";
import type { DayFigures, Flow, Mean, Stock } from "./region-figures.ts";

const addMean = (a: Mean, b: Mean): Mean => ({ sum: a.sum + b.sum, of: a.of + b.of });

/** Sums of states, added one by one. */
const addRecord = <R extends Record<string, number>>(a: R, b: R): R => {
  const sum: R = { ...a };
  for (const key in b)
    if (Object.hasOwn(b, key)) Object.assign(sum, { [key]: (a[key] ?? 0) + (b[key] ?? 0) });
  return sum;
};

const addTwo = (a: Stock, b: Stock): Stock => ({
  // In the country a vacancy counts once: where its first open place is.
  vacancies: a.vacancies + b.ownVacancies,
  ownVacancies: a.ownVacancies + b.ownVacancies,
  learningJobs: a.learningJobs + b.learningJobs,
  positions: a.positions + b.positions,
  notices: a.notices + b.notices,
  heads: a.heads + b.heads,
  profiles: a.profiles + b.profiles,
  work: addRecord(a.work, b.work),
  late: a.late + b.late,
  toCheck: a.toCheck + b.toCheck,
  ageing: a.ageing.map((count, index) => count + (b.ageing[index] ?? 0)),
  couplings: addRecord(a.couplings, b.couplings),
  couplingPeople: a.couplingPeople + b.couplingPeople,
  vacancyCompleteness: addMean(a.vacancyCompleteness, b.vacancyCompleteness),
  profileCompleteness: addMean(a.profileCompleteness, b.profileCompleteness),
});

/** The stock of the country from those of its regions. Learning jobs and notices in several regions count in each. */
export const addStocks = (stocks: readonly Stock[]): Stock =>
  stocks.reduce<Stock>((sum, stock) => addTwo(sum, stock), emptyStock());

/** What a day keeps of a stock. */
export const dayStockOf = ({ vacancies, positions, profiles, late, work }: Stock): DayFigures["stock"] => ({
  vacancies,
  positions,
  profiles,
  late,
  open: Object.values(work).reduce((sum, count) => sum + count, 0),
});

const addDayStocks = (a: DayFigures["stock"], b: DayFigures["stock"]): DayFigures["stock"] => {
  if (a === undefined || b === undefined) return a ?? b;
  return addRecord(a, b);
};

const addHours = (days: readonly DayFigures[]): DayFigures["hours"] => {
  const hours = new Map<string, Flow>();
  for (const day of days)
    for (const [hour, flow] of Object.entries(day.hours))
      hours.set(hour, addFlow(hours.get(hour) ?? {}, flow));
  return Object.fromEntries(hours);
};

/** A day of the country from that day in its regions. */
export const addDayFigures = (days: readonly DayFigures[], day: string): DayFigures => ({
  day,
  hours: addHours(days),
  stock: days.reduce<DayFigures["stock"]>((sum, one) => addDayStocks(sum, one.stock), undefined),
});
