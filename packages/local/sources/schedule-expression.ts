import { Cron } from "croner";
import { CannotRun } from "../cannot-run.ts";

/** Gives the first time after `after`; undefined when there is none any more. */
export type NextTime = (after: Date) => Date | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads rate(…), cron(…) and at(…) as EventBridge writes them. A rate counts from `start`, the moment at which the
 * platform began. Throws CannotRun for anything else.
 */
export const readSchedule = (expression: string, timeZone: string, start: Date): NextTime => {
  const [, kind, inside] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === "rate" && inside !== undefined) return everySoOften(inside, start, expression);
  if (kind === "cron" && inside !== undefined) return byCalendar(inside, timeZone, expression);
  if (kind === "at" && inside !== undefined) return once(inside, timeZone, expression);
  throw unreadable(expression);
};

const unreadable = (expression: string, cause?: unknown): CannotRun =>
  new CannotRun(
    `the schedule "${expression}" cannot be read: use rate(5 minutes), cron(0 2 * * ? *) or at(…)`,
    {
      cause,
    },
  );

const everySoOften = (inside: string, start: Date, expression: string): NextTime => {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(inside.trim()) ?? [];
  const period = Number(count) * (UNIT_MS[unit ?? ""] ?? Number.NaN);
  if (!(period > 0)) throw unreadable(expression);
  return (after) => {
    const passed = Math.max(0, Math.floor((after.getTime() - start.getTime()) / period));
    return new Date(start.getTime() + (passed + 1) * period);
  };
};

/** AWS: minutes, hours, day of month, month, day of week (1 is Sunday), year. */
const byCalendar = (inside: string, timeZone: string, expression: string): NextTime => {
  const fields = inside.trim().split(/\s+/);
  if (fields.length !== 6) throw unreadable(expression);
  const [minute, hour, day, month, weekday, year] = fields;
  const pattern = ["0", minute, hour, anyFor(day), month, weekdayOf(anyFor(weekday)), year].join(" ");
  try {
    const cron = new Cron(pattern, { timezone: timeZone, paused: true, domAndDow: true, sloppyRanges: true });
    return (after) => cron.nextRun(after) ?? undefined;
  } catch (cause) {
    throw unreadable(expression, cause);
  }
};

const anyFor = (field: string | undefined): string => (field === "?" ? "*" : (field ?? "*"));

/** "2-6" of AWS is "1-5" of everyone else; the part after # counts weeks and a step stays as it is. */
const weekdayOf = (field: string): string =>
  field.replace(
    /(^|[,-])([1-7])(?=$|[,\-#L/])/g,
    (_, before: string, day: string) => `${before}${Number(day) - 1}`,
  );

const once = (inside: string, timeZone: string, expression: string): NextTime => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inside.trim())) throw unreadable(expression);
  const cron = new Cron(inside.trim(), { timezone: timeZone, paused: true });
  return (after) => cron.nextRun(after) ?? undefined;
};
