import { aboutEn } from "./en/about.ts";
import { comeForwardEn } from "./en/come-forward.ts";
import { componentsEn } from "./en/components.ts";
import { couplingsEn } from "./en/couplings.ts";
import { figuresEn } from "./en/figures.ts";
import { filesEn } from "./en/files.ts";
import { frameEn } from "./en/frame.ts";
import { helpEn } from "./en/help.ts";
import { meEn } from "./en/me.ts";
import { meListsEn } from "./en/me-lists.ts";
import { meRightsEn } from "./en/me-rights.ts";
import { occupationsEn } from "./en/occupations.ts";
import { publicEn } from "./en/public.ts";
import { requestsEn } from "./en/requests.ts";
import { situationsEn } from "./en/situations.ts";
import { surplusEn } from "./en/surplus.ts";
import { teamEn } from "./en/team.ts";
import { vacanciesEn } from "./en/vacancies.ts";
import { aboutNl } from "./nl/about.ts";
import { comeForwardNl } from "./nl/come-forward.ts";
import { componentsNl } from "./nl/components.ts";
import { couplingsNl } from "./nl/couplings.ts";
import { figuresNl } from "./nl/figures.ts";
import { filesNl } from "./nl/files.ts";
import { frameNl } from "./nl/frame.ts";
import { helpNl } from "./nl/help.ts";
import { meNl } from "./nl/me.ts";
import { meListsNl } from "./nl/me-lists.ts";
import { meRightsNl } from "./nl/me-rights.ts";
import { occupationsNl } from "./nl/occupations.ts";
import { publicNl } from "./nl/public.ts";
import { requestsNl } from "./nl/requests.ts";
import { situationsNl } from "./nl/situations.ts";
import { surplusNl } from "./nl/surplus.ts";
import { teamNl } from "./nl/team.ts";
import { vacanciesNl } from "./nl/vacancies.ts";

export const LANGUAGES = ["nl", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Everything that people read, by room. Dutch is the measure: a text that English lacks does not compile. */
const nl = {
  team: teamNl,
  figures: figuresNl,
  about: aboutNl,
  comeForward: comeForwardNl,
  components: componentsNl,
  couplings: couplingsNl,
  files: filesNl,
  frame: frameNl,
  help: helpNl,
  me: meNl,
  meLists: meListsNl,
  meRights: meRightsNl,
  occupations: occupationsNl,
  public: publicNl,
  requests: requestsNl,
  situations: situationsNl,
  surplus: surplusNl,
  vacancies: vacanciesNl,
};
export type Texts = typeof nl;
const en: Texts = {
  team: teamEn,
  figures: figuresEn,
  about: aboutEn,
  comeForward: comeForwardEn,
  components: componentsEn,
  couplings: couplingsEn,
  files: filesEn,
  frame: frameEn,
  help: helpEn,
  me: meEn,
  meLists: meListsEn,
  meRights: meRightsEn,
  occupations: occupationsEn,
  public: publicEn,
  requests: requestsEn,
  situations: situationsEn,
  surplus: surplusEn,
  vacancies: vacanciesEn,
};

export const TEXTS: Readonly<Record<Language, Texts>> = { nl, en };
