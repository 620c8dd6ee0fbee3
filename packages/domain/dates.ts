import * as z from "zod";

/** A day in the Netherlands that exists, as "2026-11-30" (1900 to 2199, which catches typing errors in years). */
export const LocalDate = z.iso
  .date()
  .refine((day) => day >= "1900-01-01" && day < "2200-01-01", "is not a plausible year");
export type LocalDate = z.infer<typeof LocalDate>;

/** A moment in UTC, as "2026-11-30T09:00:00.000Z". */
export const Moment = z.iso.datetime();
export type Moment = z.infer<typeof Moment>;

const DAY_MS = 86_400_000;

/** Whole days from `from` to `to`; negative when `to` is earlier. Days of the calendar, so summer time plays no part. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The day that many days after `day`. */
export const addDays = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const AMSTERDAM_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam", dateStyle: "short" });

/** The day it is in the Netherlands at that moment. */
export const dayInAmsterdam = (moment: Date): LocalDate => AMSTERDAM_DAY.format(moment);
