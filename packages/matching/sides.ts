import { completenessOfProfile, completenessOfVacancy } from "./completeness.ts";
import type { WeighedRequirement } from "./requirements.ts";
import { weighedRequirements } from "./requirements.ts";
import type { ProfileTerms, VacancyTerms } from "./terms.ts";
import type { MatchingClassification } from "./world.ts";

/** A vacancy with what is the same for every profile worked out once. */
export type VacancySide = {
  readonly requirements: readonly WeighedRequirement[];
  readonly musts: readonly number[];
  readonly occupation: number | undefined;
  readonly completeness: number;
};

/** A profile with what is the same for every vacancy worked out once. */
export type ProfileSide = {
  readonly competencies: ReadonlySet<number>;
  readonly occupations: readonly number[];
  readonly completeness: number;
};

const makeVacancySide = (terms: VacancyTerms, classification: MatchingClassification): VacancySide => {
  const requirements = weighedRequirements(terms, classification);
  return {
    requirements,
    musts: requirements.filter(({ importance }) => importance === "must").map(({ competency }) => competency),
    occupation: terms.occupation === undefined ? undefined : classification.occupationIndex(terms.occupation),
    completeness: completenessOfVacancy(terms),
  };
};

const makeProfileSide = (terms: ProfileTerms, classification: MatchingClassification): ProfileSide => ({
  competencies: new Set(terms.competencies.flatMap((uri) => classification.competencyIndex(uri) ?? [])),
  occupations: terms.occupations.flatMap((uri) => classification.occupationIndex(uri) ?? []),
  completeness: completenessOfProfile(terms),
});

type Make<Terms, Side> = (terms: Terms, classification: MatchingClassification) => Side;

/** Remembers per classification and terms object; what nobody holds any more is forgotten. */
const remembered = <Terms extends object, Side>(make: Make<Terms, Side>): Make<Terms, Side> => {
  const known = new WeakMap<MatchingClassification, WeakMap<Terms, Side>>();
  return (terms, classification) => {
    const sides = known.get(classification) ?? new WeakMap<Terms, Side>();
    known.set(classification, sides);
    const side = sides.get(terms) ?? make(terms, classification);
    sides.set(terms, side);
    return side;
  };
};

/** Terms are never changed in place: a changed vacancy or profile is a new object. */
export const vacancySide = remembered(makeVacancySide);
export const profileSide = remembered(makeProfileSide);
