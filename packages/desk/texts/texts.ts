import { componentsEn } from "./en/components.ts";
import { frameEn } from "./en/frame.ts";
import { occupationsEn } from "./en/occupations.ts";
import { publicEn } from "./en/public.ts";
import { componentsNl } from "./nl/components.ts";
import { frameNl } from "./nl/frame.ts";
import { occupationsNl } from "./nl/occupations.ts";
import { publicNl } from "./nl/public.ts";

export const LANGUAGES = ["nl", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Everything that people read, by room. Dutch is the measure: a text that English lacks does not compile. */
const nl = { components: componentsNl, frame: frameNl, occupations: occupationsNl, public: publicNl };
export type Texts = typeof nl;
const en: Texts = { components: componentsEn, frame: frameEn, occupations: occupationsEn, public: publicEn };

export const TEXTS: Readonly<Record<Language, Texts>> = { nl, en };
