import type { Classification } from "#packages/classification/classification.ts";
import type { Pc4 } from "#packages/domain/postcode.ts";
import { distanceInHectometres, distancesInHectometres } from "#packages/geography/distance.ts";

/** What matching asks of the classification. Integers are only good together with `version`. */
export type MatchingClassification = Pick<
  Classification,
  | "version"
  | "rulesVersion"
  | "competencyIndex"
  | "competencyUri"
  | "occupationIndex"
  | "near"
  | "similarity"
  | "rarity"
  | "essential"
>;

/** Version of the definition in this folder. Any change that can give a pair another score or outcome is a new one. */
export const RULES = "rules-1";

/** All that a score depends on besides the two sides: nothing else, and no clock. */
export type World = {
  readonly classification: MatchingClassification;
  /** Distance between two postcode areas, whole hectometres, symmetric. */
  readonly distanceHm: (a: Pc4, b: Pc4) => number;
  /** The same from one area to each of many, at most 65,535. */
  readonly distancesHm: (from: Pc4, to: readonly Pc4[]) => Uint16Array;
  /** Version of the rules with that of the classification: old scores keep adding up under theirs. */
  readonly rules: string;
};

type Distance = World["distanceHm"];
const MOST_HECTOMETRES = 65_535;
const each =
  (distanceHm: Distance): World["distancesHm"] =>
  (from, to) =>
    Uint16Array.from(to, (pc4) => Math.min(MOST_HECTOMETRES, distanceHm(from, pc4)));

/** The world in force with this classification; with distances of one's own in tests. */
export const worldOf = (classification: MatchingClassification, distanceHm?: Distance): World => ({
  classification,
  distanceHm: distanceHm ?? distanceInHectometres,
  distancesHm: distanceHm === undefined ? distancesInHectometres : each(distanceHm),
  rules: `${RULES}+${classification.rulesVersion}`,
});
