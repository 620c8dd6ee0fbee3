import { CompetencyUri, OccupationUri } from "#packages/domain/ids.ts";
import { Pc4 } from "#packages/domain/postcode.ts";
import type { MatchingClassification, World } from "#packages/matching/world.ts";
import { worldOf } from "#packages/matching/world.ts";

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** 24 competencies in groups of three: 0, 1 and 2 are near each other, 3, 4 and 5, and so on. */
export const COMPETENCIES = Array.from({ length: 24 }, (_, index) =>
  CompetencyUri.parse(`http://data.europa.eu/esco/skill/${uuid(index)}`),
);
/** Six occupations on a line: neighbours are 800 permille alike, then 600, 400, 200 and 0. */
export const OCCUPATIONS = Array.from({ length: 6 }, (_, index) =>
  OccupationUri.parse(`http://data.europa.eu/esco/occupation/${uuid(1000 + index)}`),
);
export const competency = (index: number): CompetencyUri => COMPETENCIES[index] ?? CompetencyUri.parse("");
export const occupation = (index: number): OccupationUri => OCCUPATIONS[index] ?? OccupationUri.parse("");

const indexIn = (list: readonly string[]) => {
  const known = new Map(list.map((uri, index) => [uri, index]));
  return (uri: string) => known.get(uri);
};

/** Rarity goes up with the number, from 100; occupation `i` has the essential competencies 4i to 4i + 3, the last none. */
export const smallClassification: MatchingClassification = {
  version: "small-1",
  rulesVersion: "small-1.a",
  competencyIndex: indexIn(COMPETENCIES),
  competencyUri: competency,
  occupationIndex: indexIn(OCCUPATIONS),
  near: (index) => {
    const first = index - (index % 3);
    return Uint32Array.from([first, first + 1, first + 2].filter((other) => other !== index));
  },
  similarity: (a, b) => Math.max(0, 1000 - 200 * Math.abs(a - b)),
  rarity: (index) => 100 + 37 * index,
  essential: (index) => Uint32Array.from(index === 5 ? [] : [0, 1, 2, 3].map((offset) => 4 * index + offset)),
};

/** Places on a line, one kilometre apart for each step of the number: 1000, 1001, 1002 … */
export const pc4 = (kilometres: number): Pc4 => Pc4.parse(String(1000 + kilometres));

export const smallWorld: World = worldOf(smallClassification, (a, b) => 10 * Math.abs(Number(a) - Number(b)));
