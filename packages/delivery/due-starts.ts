import { addDays, type LocalDate } from "#packages/domain/dates.ts";
import type { Redelivery } from "#packages/domain/redelivery.ts";
import { type AllSettings, defaultSettings, type RegionSettings } from "#packages/domain/settings.ts";
import { endOfDayInAmsterdam } from "#packages/domain/working-days.ts";

/**
 * How long after a start what was waiting is sent. Longer than a run of `publish-changes` takes (30 s), than the clocks
 * of functions differ and than an index lags: whoever still held a proposal back has finished, and the index shows it.
 * What is written from the start on goes out by itself.
 */
export const START_MARGIN_MS = 60_000;

/** Midnight with which a day begins in the Netherlands. */
const startOfDayInAmsterdam = (day: LocalDate): number =>
  endOfDayInAmsterdam(addDays(day, -1)).getTime() + 1000;

/** Whether that start, and the moment at which it was set, are far enough in the past. */
const hasCome = ({ startDate, changedAt }: RegionSettings, now: Date): boolean =>
  Math.max(startOfDayInAmsterdam(startDate), Date.parse(changedAt ?? "1970-01-01T00:00:00.000Z")) +
    START_MARGIN_MS <=
  now.getTime();

/** Regions whose start date was set by somebody and has come. All others had started before the platform began. */
export const dueStarts = (all: AllSettings, now: Date): RegionSettings[] =>
  Object.values(all.regions).filter((settings) => hasCome(settings, now));

/**
 * Whether what waited for a start is still to be sent: it is planned; or nobody planned it and the date is not the one
 * that every region has by default.
 */
export const isToBegin = (settings: RegionSettings, known: Redelivery | undefined): boolean =>
  known === undefined
    ? settings.startDate !== defaultSettings(settings.region).startDate
    : known.state === "planned";
