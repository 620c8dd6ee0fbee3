import type { Language } from "../../texts/texts.ts";

const POINTS_OF_ONE_IN_HUNDRED = 10_000;
const LOCALES: Readonly<Record<Language, string>> = { nl: "nl-NL", en: "en-GB" };

/** Points (a million in all) as people read them, out of 100: "14,3". */
export const outOf100 = (points: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(
    points / POINTS_OF_ONE_IN_HUNDRED,
  );

/** Hectometres as kilometres: "7,4". */
export const kilometres = (hectometres: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(hectometres / 10);
