import { LocalDate } from "#packages/domain/dates.ts";
import type { Language } from "../texts/texts.ts";

const ZONE = "Europe/Amsterdam";
const LOCALES: Readonly<Record<Language, string>> = { nl: "nl-NL", en: "en-GB" };

const formats = new Map<string, Intl.DateTimeFormat>();
const format = (
  language: Language,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat => {
  const key = `${language} ${name}`;
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, ...options });
  formats.set(key, known);
  return known;
};

/** A moment as people in the Netherlands read it: "12 november 2026 om 09:12". */
export const momentText = (moment: string, language: Language): string =>
  format(language, "moment", { dateStyle: "long", timeStyle: "short" }).format(new Date(moment));

/** A day: "12 november 2026". Takes a moment too. */
export const dayText = (day: string, language: Language): string =>
  // A day has no time; noon is the same day in every season.
  format(language, "day", { dateStyle: "long" }).format(
    new Date(day.length === 10 ? `${day}T12:00:00Z` : day),
  );

/** A day as it is typed: "12-11-2026". */
export const typedDay = (day: string | undefined): string =>
  day === undefined ? "" : day.slice(0, 10).split("-").toReversed().join("-");

const TYPED = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/;

/** The day that somebody typed as dd-mm-jjjj (1-3-2027 will do); undefined when there is no such day. */
export const readDay = (typed: string): LocalDate | undefined => {
  const [, day = "", month = "", year = ""] = TYPED.exec(typed.trim()) ?? [];
  const parsed = LocalDate.safeParse(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return parsed.success ? parsed.data : undefined;
};
