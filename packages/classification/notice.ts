import type { Language } from "./source/classification-source.ts";

/** The notice that the European Commission asks for wherever ESCO is used; the English text is its own. */
export const NOTICE: Readonly<Record<Language, string>> = {
  nl: "Deze dienst maakt gebruik van de ESCO-classificatie van de Europese Commissie.",
  en: "This service uses the ESCO classification of the European Commission.",
};
