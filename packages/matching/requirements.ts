import { COMPETENCY_POINTS } from "#packages/domain/explanation.ts";
import type { VacancyTerms } from "./terms.ts";
import type { MatchingClassification } from "./world.ts";

/** A must-have weighs this many times a nice-to-have of the same weight. */
const MUST_HAVE_FACTOR = 2;

/** What borrowed competencies are worth together: half of the part, since the employer did not ask for them. */
const BORROWED_POINTS = COMPETENCY_POINTS / 2;

/** A competency asked, as matching counts it. */
export type WeighedRequirement = {
  /** Number of the competency in the classification; by ascending number is by URI. */
  readonly competency: number;
  readonly importance: "must" | "nice";
  readonly borrowed: boolean;
  /** Points of an exact hit. */
  readonly worth: number;
};

type Unweighed = Omit<WeighedRequirement, "worth"> & { readonly raw: number };

/** Half of what an exact hit gives, rounded down. */
export const nearPoints = (worth: number): number => Math.floor(worth / 2);

/**
 * Divides `total` points in proportion to `raw`, in whole points that add up to `total` exactly: everybody gets the
 * quotient rounded down, and what is left goes one by one to the largest remainders (Hamilton's method), ties to the
 * earlier. All whole numbers below 2^53, so the same on every machine. Nothing to divide over gives an empty list.
 */
export const divide = (total: number, raw: readonly number[]): number[] => {
  const sum = raw.reduce((all, one) => all + one, 0);
  const shares = raw.map((one) => {
    const remainder = (total * one) % sum;
    return { points: (total * one - remainder) / sum, remainder };
  });
  const left = total - shares.reduce((all, { points }) => all + points, 0);
  const lucky = new Set(
    shares
      .map(({ remainder }, index) => ({ remainder, index }))
      .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return shares.map(({ points }, index) => points + (lucky.has(index) ? 1 : 0));
};

const asked = (vacancy: VacancyTerms, classification: MatchingClassification): Unweighed[] =>
  vacancy.requirements.flatMap(({ competency: uri, importance, weight }) => {
    const competency = classification.competencyIndex(uri);
    if (competency === undefined) return [];
    const factor = importance === "must" ? MUST_HAVE_FACTOR : 1;
    return [
      { competency, importance, borrowed: false, raw: factor * weight * classification.rarity(competency) },
    ];
  });

const borrowed = (vacancy: VacancyTerms, classification: MatchingClassification): Unweighed[] => {
  const occupation =
    vacancy.occupation === undefined ? undefined : classification.occupationIndex(vacancy.occupation);
  if (occupation === undefined) return [];
  return [...classification.essential(occupation)].map((competency) => ({
    competency,
    importance: "nice",
    borrowed: true,
    raw: classification.rarity(competency),
  }));
};

/**
 * The competencies that count for a vacancy, by ascending number, with what each is worth: 700,000 in all for those
 * asked, by importance, the employer's weight and rarity. When none is asked, the essential ones of the occupation, for
 * 350,000 in all, by rarity; they are nobody's must-haves. What the classification in force does not know is left out:
 * nothing can be near it, and nobody can be told what it is.
 */
export const weighedRequirements = (
  vacancy: VacancyTerms,
  classification: MatchingClassification,
): WeighedRequirement[] => {
  const own = asked(vacancy, classification);
  const list = own.length > 0 ? own : borrowed(vacancy, classification);
  list.sort((a, b) => a.competency - b.competency);
  const worth = divide(
    own.length > 0 ? COMPETENCY_POINTS : BORROWED_POINTS,
    list.map(({ raw }) => raw),
  );
  return list.map(({ raw: _, ...requirement }, index) => ({ ...requirement, worth: worth[index] ?? 0 }));
};
