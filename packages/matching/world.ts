import type { Classification } from "#packages/classification/classification.ts";
import type { Pc4 } from "#packages/domain/postcode.ts";
import { distanceInHectometres } from "#packages/geography/distance.ts";

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
  /** Version of the rules with that of the classification: old scores keep adding up under theirs. */
  readonly rules: string;
};

/** The world in force with this classification. */
export const worldOf = (
  classification: MatchingClassification,
  distanceHm: World["distanceHm"] = distanceInHectometres,
): World => ({ classification, distanceHm, rules: `${RULES}+${classification.rulesVersion}` });
