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

/** Both sides of a pair, with all that is looked at more than once. */
type Pair = {
  readonly vacancy: VacancyTerms;
  readonly profile: ProfileTerms;
  readonly asked: VacancySide;
  readonly offered: ProfileSide;
  readonly classification: MatchingClassification;
  readonly nearest: { readonly place: number; readonly distance: number } | undefined;
  /** Of the distance, in hectometres. */
  readonly limit: number;
};

const pairOf = (
  vacancy: VacancyTerms,
  profile: ProfileTerms,
  { classification, distanceHm }: World,
): Pair => ({
  vacancy,
  profile,
  asked: vacancySide(vacancy, classification),
  offered: profileSide(profile, classification),
  classification,
  nearest: nearestPlace(vacancy, profile, distanceHm),
  limit: reachHm(vacancy, profile),
});

const tooFewMustHaves = ({
  vacancy: { mustHaves },
  asked: { musts },
  offered,
  classification,
}: Pair): boolean => {
  if (mustHaves.mode === "soft") return false;
  const met = musts.filter((must) => hitOf(must, offered, classification).outcome !== "missing");
  return met.length * 100 < mustHaves.share * musts.length;
};

const keepsApart = (filter: Filter, pair: Pair): boolean => {
  if (filter === "distance") return pair.nearest === undefined || pair.nearest.distance > pair.limit;
  if (filter === "must-haves") return tooFewMustHaves(pair);
  return fails(filter, pair.vacancy, pair.profile);
};

const metOf = ({ asked, offered, classification }: Pair): Met[] =>
  asked.requirements.map((requirement) => ({
    requirement,
    hit: hitOf(requirement.competency, offered, classification),
  }));

const partsOf = (pair: Pair, distance: number, met: readonly Met[]): Explanation["parts"] => ({
  competencies: met.reduce((sum, { requirement, hit }) => sum + pointsOf(hit, requirement), 0),
  occupation: occupationPoints(pair.asked, pair.offered, pair.classification),
  distance: distancePoints(distance, pair.limit),
  availability: availability(pair.vacancy, pair.profile),
});

const total = ({
  competencies,
  occupation,
  distance,
  availability: available,
}: Explanation["parts"]): number => competencies + occupation + distance + available;

/**
 * The definition of a match: whether a vacancy and a profile suit each other, both ways, and how well, in whole points
 * with the reasons (M4). Written to be plainly right; the engine must give the same for every pair. The reference of
 * the semantics is the README of this folder. A vacancy without open positions matches nobody (`distance`: there is no
 * place to go to). Throws what `world.distanceHm` throws for a postcode that it does not know.
 */
export const assess = (vacancy: VacancyTerms, profile: ProfileTerms, world: World): Assessment => {
  const pair = pairOf(vacancy, profile, world);
  const { classification, nearest } = pair;
  const [first, ...others] = FILTERS.filter((filter) => keepsApart(filter, pair));
  if (first !== undefined || nearest === undefined)
    return { kind: "no-match", because: [first ?? "distance", ...others] };
  const met = metOf(pair);
  const parts = partsOf(pair, nearest.distance, met);
  return {
    kind: "match",
    explanation: {
      score: total(parts),
      parts,
      requirements: met.map(({ requirement, hit }) => outcomeOf(requirement, hit, classification)),
      distanceHm: nearest.distance,
      place: nearest.place,
      completeness: { vacancy: pair.asked.completeness, profile: pair.offered.completeness },
      lift: liftOf(met, classification),
      rules: world.rules,
      classification: classification.version,
    },
  };
};

/** The score of `assess` without its reasons, for who looks through many pairs; undefined for no match. */
export const scoreOf = (vacancy: VacancyTerms, profile: ProfileTerms, world: World): number | undefined => {
  const pair = pairOf(vacancy, profile, world);
  if (pair.nearest === undefined || FILTERS.some((filter) => keepsApart(filter, pair))) return undefined;
  return total(partsOf(pair, pair.nearest.distance, metOf(pair)));
};
