import { daysBetween } from "#packages/domain/dates.ts";
import type { Explanation, RequirementOutcome } from "#packages/domain/explanation.ts";
import { OCCUPATION_POINTS } from "#packages/domain/explanation.ts";
import type { Filter } from "./filters.ts";
import { FILTERS, fails, reachHm } from "./filters.ts";
import { availabilityPoints, distancePoints } from "./points.ts";
import type { WeighedRequirement } from "./requirements.ts";
import { nearPoints } from "./requirements.ts";
import type { ProfileSide, VacancySide } from "./sides.ts";
import { profileSide, vacancySide } from "./sides.ts";
import type { ProfileTerms, VacancyTerms } from "./terms.ts";
import type { MatchingClassification, World } from "./world.ts";

export type Assessment =
  | { readonly kind: "match"; readonly explanation: Explanation }
  | { readonly kind: "no-match"; readonly because: readonly [Filter, ...Filter[]] };

/** How a requirement is met: exactly (`by` is the competency itself), by a near competency, or not at all. */
type Hit = { readonly outcome: "matched" | "near" | "missing"; readonly by: number | undefined };

const hitOf = (competency: number, profile: ProfileSide, classification: MatchingClassification): Hit => {
  if (profile.competencies.has(competency)) return { outcome: "matched", by: competency };
  const by = classification.near(competency).find((other) => profile.competencies.has(other));
  return { outcome: by === undefined ? "missing" : "near", by };
};

const pointsOf = ({ outcome }: Hit, { worth }: WeighedRequirement): number =>
  ({ matched: worth, near: nearPoints(worth), missing: 0 })[outcome];

/** The nearest place with an open position, the earlier one when two are as near; undefined when no place has any. */
const nearestPlace = (
  { places }: VacancyTerms,
  { pc4 }: ProfileTerms,
  distanceHm: World["distanceHm"],
): { place: number; distance: number } | undefined =>
  places
    .map(({ pc4: there, open }, place) => ({ place, open, distance: distanceHm(there, pc4) }))
    .filter(({ open }) => open > 0)
    .sort((a, b) => a.distance - b.distance || a.place - b.place)[0];

const tooFewMustHaves = ({ mustHaves }: VacancyTerms, { musts }: VacancySide, met: number): boolean =>
  mustHaves.mode === "strict" && met * 100 < mustHaves.share * musts.length;

/** Unknown on either side scores nothing. */
const availability = ({ startDate }: VacancyTerms, { availableFromDate }: ProfileTerms): number =>
  startDate === undefined || availableFromDate === undefined
    ? 0
    : availabilityPoints(daysBetween(startDate, availableFromDate));

/** Similarity in permille of the person's best occupation, so 150 points a permille; unknown scores nothing. */
const occupationPoints = (
  { occupation }: VacancySide,
  { occupations }: ProfileSide,
  classification: MatchingClassification,
): number =>
  occupation === undefined
    ? 0
    : Math.max(0, ...occupations.map((own) => classification.similarity(occupation, own))) *
      (OCCUPATION_POINTS / 1000);

const outcomeOf = (
  requirement: WeighedRequirement,
  hit: Hit,
  classification: MatchingClassification,
): RequirementOutcome => ({
  competency: classification.competencyUri(requirement.competency),
  outcome: hit.outcome,
  ...(hit.outcome === "near" && hit.by !== undefined ? { by: classification.competencyUri(hit.by) } : {}),
  importance: requirement.importance,
  borrowed: requirement.borrowed,
  points: pointsOf(hit, requirement),
  worth: requirement.worth,
});

type Met = { readonly requirement: WeighedRequirement; readonly hit: Hit };

/** What learning one competency adds: its own requirement in full, and half of every missing one that it is near to. */
const gainOf = (learned: number, met: readonly Met[], classification: MatchingClassification): number => {
  const nearby = new Set(classification.near(learned));
  return met.reduce((gain, { requirement, hit }) => {
    if (requirement.competency === learned) return gain + requirement.worth - pointsOf(hit, requirement);
    const comesNear = hit.outcome === "missing" && nearby.has(requirement.competency);
    return comesNear ? gain + nearPoints(requirement.worth) : gain;
  }, 0);
};

const liftOf = (met: readonly Met[], classification: MatchingClassification): Explanation["lift"] =>
  met
    .filter(({ hit }) => hit.outcome !== "matched")
    .map(({ requirement: { competency } }) => ({ competency, gain: gainOf(competency, met, classification) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain || a.competency - b.competency)
    .map(({ competency, gain }) => ({ competency: classification.competencyUri(competency), gain }));

/**
 * The definition of a match: whether a vacancy and a profile suit each other, both ways, and how well, in whole points
 * with the reasons (M4). Written to be plainly right; the engine must give the same for every pair. The reference of
 * the semantics is the README of this folder. A vacancy without open positions matches nobody (`distance`: there is no
 * place to go to). Throws what `world.distanceHm` throws for a postcode that it does not know.
 */
export const assess = (vacancy: VacancyTerms, profile: ProfileTerms, world: World): Assessment => {
  const { classification } = world;
  const asked = vacancySide(vacancy, classification);
  const offered = profileSide(profile, classification);
  const nearest = nearestPlace(vacancy, profile, world.distanceHm);
  const limit = reachHm(vacancy, profile);
  const met = asked.requirements.map((requirement) => ({
    requirement,
    hit: hitOf(requirement.competency, offered, classification),
  }));
  const mustsMet = met.filter(
    ({ requirement, hit }) => requirement.importance === "must" && hit.outcome !== "missing",
  ).length;

  const [first, ...others] = FILTERS.filter((filter) => {
    if (filter === "distance") return nearest === undefined || nearest.distance > limit;
    if (filter === "must-haves") return tooFewMustHaves(vacancy, asked, mustsMet);
    return fails(filter, vacancy, profile);
  });
  if (first !== undefined || nearest === undefined)
    return { kind: "no-match", because: [first ?? "distance", ...others] };

  const parts = {
    competencies: met.reduce((sum, { requirement, hit }) => sum + pointsOf(hit, requirement), 0),
    occupation: occupationPoints(asked, offered, classification),
    distance: distancePoints(nearest.distance, limit),
    availability: availability(vacancy, profile),
  };
  return {
    kind: "match",
    explanation: {
      score: parts.competencies + parts.occupation + parts.distance + parts.availability,
      parts,
      requirements: met.map(({ requirement, hit }) => outcomeOf(requirement, hit, classification)),
      distanceHm: nearest.distance,
      place: nearest.place,
      completeness: { vacancy: asked.completeness, profile: offered.completeness },
      lift: liftOf(met, classification),
      rules: world.rules,
      classification: classification.version,
    },
  };
};
