import type { Classification } from "./classification.ts";

/** A competency of the occupation somebody would move to. */
export type TransitionCompetency = { competency: number; kind: "essential" | "optional" };

/** Where somebody can move: what carries over and what is still to be learned. */
export type Transition = {
  occupation: number;
  /** Similarity in permille, 1 to 1000. */
  similarity: number;
  /** Competencies of the new occupation that the old one has too, essential or optional there. */
  shared: TransitionCompetency[];
  /** Competencies of the new occupation that the old one has not. */
  missing: TransitionCompetency[];
};

export type TransitionOptions = {
  /** How many occupations at most; 20 when not given. */
  limit?: number;
};

type Known = Pick<Classification, "essential" | "optional" | "rarity" | "similarOccupations">;

/** Essential ones first, in each kind the most telling first, then by index. */
const competenciesOf = (classification: Known, occupation: number): TransitionCompetency[] => {
  const byRarity = (competencies: Uint32Array): number[] =>
    [...competencies].sort((a, b) => classification.rarity(b) - classification.rarity(a) || a - b);
  return [
    ...byRarity(classification.essential(occupation)).map(
      (competency): TransitionCompetency => ({
        competency,
        kind: "essential",
      }),
    ),
    ...byRarity(classification.optional(occupation)).map(
      (competency): TransitionCompetency => ({
        competency,
        kind: "optional",
      }),
    ),
  ];
};

/**
 * Occupations that somebody can move to from this one, most similar first (ties by index), each with the competencies
 * that carry over and those that are missing. Empty when none is similar. An unknown occupation throws a RangeError.
 */
export const transitionsFrom = (
  classification: Known,
  occupation: number,
  { limit }: TransitionOptions = {},
): Transition[] => {
  const similar = classification.similarOccupations(occupation, limit);
  const has = new Set([...classification.essential(occupation), ...classification.optional(occupation)]);
  return similar.map(({ occupation: other, similarity }) => {
    const asked = competenciesOf(classification, other);
    return {
      occupation: other,
      similarity,
      shared: asked.filter(({ competency }) => has.has(competency)),
      missing: asked.filter(({ competency }) => !has.has(competency)),
    };
  });
};
