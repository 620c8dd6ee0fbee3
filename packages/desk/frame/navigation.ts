import type { Role } from "#packages/domain/actor.ts";
import type { Texts } from "../texts/texts.ts";
import { REQUEST_ROLES } from "./waiting.ts";

type Entry = {
  readonly path: `/${string}`;
  readonly text: keyof Texts["frame"]["navigation"];
  /** Roles that find it in their menu; the API decides what they may do there. */
  readonly roles: readonly Role[];
};

/** Requests of people who came forward alone; how many wait stands beside it. */
export const REQUESTS_PATH = "/zelf-gemeld";

/** The main menu, in its order. A room with a list of its own adds a line. */
const ENTRIES: readonly Entry[] = [
  { path: "/werkvoorraad", text: "queue", roles: ["team", "coordinator"] },
  { path: REQUESTS_PATH, text: "requests", roles: REQUEST_ROLES },
  { path: "/vacatures", text: "vacancies", roles: ["employer"] },
  { path: "/overschot", text: "surplus", roles: ["employer", "sector-organisation"] },
  {
    path: "/koppelingen",
    text: "couplings",
    roles: ["employer", "sector-organisation", "team", "coordinator"],
  },
  { path: "/bestanden-sturen", text: "upload", roles: ["employer", "sector-organisation"] },
  { path: "/mijn/voorstellen", text: "ownProposals", roles: ["job-seeker"] },
  { path: "/mijn/wachtlijsten", text: "ownLists", roles: ["job-seeker"] },
  { path: "/mijn/gegevens", text: "ownData", roles: ["job-seeker"] },
  { path: "/mijn/toestemmingen", text: "ownConsents", roles: ["job-seeker"] },
  { path: "/mijn/inzage", text: "readings", roles: ["job-seeker"] },
  { path: "/mijn/rechten", text: "rights", roles: ["job-seeker"] },
  {
    path: "/beroepen",
    text: "occupations",
    roles: ["job-seeker", "team", "coordinator", "responsible-party"],
  },
  { path: "/regio", text: "region", roles: ["team", "coordinator"] },
  {
    path: "/nederland",
    text: "country",
    roles: ["team", "coordinator", "national-point", "steering-group", "auditor", "administrator"],
  },
];

export const menuOf = (role: Role | undefined): readonly Entry[] =>
  role === undefined ? [] : ENTRIES.filter(({ roles }) => roles.includes(role));

/** Whether a page lies under an entry of the menu. */
export const isUnder = (here: string, path: string): boolean => new RegExp(`^${path}(?:[/?#]|$)`).test(here);
