import {
  type ContractKind,
  EDUCATION_LEVELS,
  type EducationLevel,
  type LanguageLevel,
  LICENCES,
  type Licence,
} from "#packages/domain/conditions.ts";
import type { Draw } from "./draw.ts";
import type { Work } from "./work.ts";

/** Spoken Dutch as it is among those who come to a team: most grew up with it, one in six is learning. */
const DUTCH: readonly [LanguageLevel, ...LanguageLevel[]] = [
  "C2",
  "C2",
  "C2",
  "C2",
  "C1",
  "C1",
  "C1",
  "B2",
  "B2",
  "B1",
  "B1",
  "A2",
  "A1",
];
const OTHER_LANGUAGES = ["de", "fr", "tr", "ar", "pl", "es", "bg", "so", "ti", "uk"] as const;
const LEVELS: readonly [LanguageLevel, ...LanguageLevel[]] = ["A2", "B1", "B2", "C1", "C2"];

type Spoken = { language: string; level: LanguageLevel };

/** Languages that a person speaks, Dutch first. */
export const languagesOf = (draw: Draw): Spoken[] => {
  const spoken: Spoken[] = [{ language: "nl", level: draw.pick(DUTCH) }];
  if (draw.chance(0.5)) spoken.push({ language: "en", level: draw.pick(LEVELS) });
  if (draw.chance(0.18)) spoken.push({ language: draw.pick(OTHER_LANGUAGES), level: draw.pick(LEVELS) });
  return spoken;
};

const ASKED_DUTCH: Readonly<Record<EducationLevel, readonly [LanguageLevel, ...LanguageLevel[]]>> = {
  none: ["A2", "A2", "B1"],
  primary: ["A2", "B1"],
  vmbo: ["B1", "B1", "A2"],
  "mbo-havo-vwo": ["B1", "B2", "B2"],
  hbo: ["B2", "C1"],
  wo: ["C1"],
};
/** Languages that an employer asks for that work. */
export const languagesAsked = ({ level }: Work, draw: Draw): Spoken[] => [
  { language: "nl", level: draw.pick(ASKED_DUTCH[level]) },
  ...(draw.chance(0.12) ? [{ language: "en", level: draw.pick<LanguageLevel>(["A2", "B1", "B2"]) }] : []),
];

/** A level of education at most one step from that of the work. */
export const educationNear = (level: EducationLevel, draw: Draw): EducationLevel => {
  const step = draw.chance(0.6) ? 0 : draw.pick([-1, 1]);
  return EDUCATION_LEVELS[EDUCATION_LEVELS.indexOf(level) + step] ?? level;
};

/** Licences that a person holds: six in ten have B, and those of the work that was done. An empty list is "none". */
export const licencesOf = ({ licences }: Work, draw: Draw): Licence[] => {
  const held = new Set<Licence>(draw.chance(0.62) ? ["B"] : []);
  for (const licence of licences) if (draw.chance(0.85)) held.add(licence).add("B");
  if (draw.chance(0.08)) held.add("AM");
  return LICENCES.filter((licence) => held.has(licence));
};

const SETS: readonly [ContractKind[], ...ContractKind[][]] = [
  ["permanent", "temporary"],
  ["permanent"],
  ["permanent", "temporary", "agency"],
  ["temporary", "agency", "on-call"],
  ["permanent", "temporary", "agency", "on-call"],
];
/** Kinds of contract that a person would take. */
export const contractsWanted = (draw: Draw): ContractKind[] => [...draw.pick(SETS)];
/** Kinds of contract that an employer offers. */
export const contractsOffered = ({ hours }: Work, draw: Draw): ContractKind[] =>
  hours === "small"
    ? [draw.pick<ContractKind>(["on-call", "temporary", "agency", "permanent"])]
    : [draw.pick<ContractKind>(["temporary", "temporary", "permanent", "agency"])];

/** How far people travel to work, in kilometres: most stay within twenty. */
export const reachOf = (draw: Draw): number =>
  draw.pick([5, 7, 10, 10, 15, 15, 20, 20, 25, 30, 30, 40, 50, 75]);
