import { componentsEn } from "./en/components.ts";
import { couplingsEn } from "./en/couplings.ts";
import { frameEn } from "./en/frame.ts";
import { occupationsEn } from "./en/occupations.ts";
import { publicEn } from "./en/public.ts";
import { surplusEn } from "./en/surplus.ts";
import { vacanciesEn } from "./en/vacancies.ts";
import { componentsNl } from "./nl/components.ts";
import { couplingsNl } from "./nl/couplings.ts";
import { frameNl } from "./nl/frame.ts";
import { occupationsNl } from "./nl/occupations.ts";
import { publicNl } from "./nl/public.ts";
import { surplusNl } from "./nl/surplus.ts";
import { vacanciesNl } from "./nl/vacancies.ts";

export const LANGUAGES = ["nl", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Everything that people read, by room. Dutch is the measure: a text that English lacks does not compile. */
const nl = {
  components: componentsNl,
  couplings: couplingsNl,
  frame: frameNl,
  occupations: occupationsNl,
  public: publicNl,
  surplus: surplusNl,
  vacancies: vacanciesNl,
};
export type Texts = typeof nl;
const en: Texts = {
  components: componentsEn,
  couplings: couplingsEn,
  frame: frameEn,
  occupations: occupationsEn,
  public: publicEn,
  surplus: surplusEn,
  vacancies: vacanciesEn,
};

export const TEXTS: Readonly<Record<Language, Texts>> = { nl, en };
