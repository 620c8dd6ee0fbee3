import * as z from "zod";
import type { Explanation } from "#packages/domain/explanation.ts";
import type { CompetencyUri } from "#packages/domain/ids.ts";
import type { RegionSettings } from "#packages/domain/settings.ts";
import type { LearningTrack } from "#packages/domain/vacancy.ts";
import { assess } from "#packages/matching/assess.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";

/** Nine months: the longest a course of practice learning may take (A6). */
export const LONGEST_ROUTE_WEEKS = 39;
/** The longest for which a training company is paid (A6). */
export const LONGEST_PAID_WEEKS = 30;

export const ROUTE_KINDS = ["course", "practice-statement", "certificate", "diploma"] as const;
export type RouteKind = (typeof ROUTE_KINDS)[number];

/**
 * How long learning is reckoned to take, and up to how many weeks each kind of route goes. Estimates to start a talk with, not
 * facts: no source gives them, so they are settings with a version, and a professional decides.
 */
export const RouteSettings = z.strictObject({
  version: z.number().int().min(0),
  /** Weeks for a competency that is missing, and for one that something near is known of. */
  weeksMissing: z.number().int().min(1).max(LONGEST_ROUTE_WEEKS),
  weeksNear: z.number().int().min(0).max(LONGEST_ROUTE_WEEKS),
  /** Weeks up to which a kind of route reaches, shortest first. */
  longest: z.strictObject({
    course: z.number().int().min(1).max(LONGEST_ROUTE_WEEKS),
    "practice-statement": z.number().int().min(1).max(LONGEST_ROUTE_WEEKS),
    certificate: z.number().int().min(1).max(LONGEST_ROUTE_WEEKS),
    diploma: z.number().int().min(1).max(LONGEST_ROUTE_WEEKS),
  }),
});
export type RouteSettings = z.infer<typeof RouteSettings>;

export const DEFAULT_ROUTE_SETTINGS: RouteSettings = {
  version: 0,
  weeksMissing: 4,
  weeksNear: 1,
  longest: { course: 8, "practice-statement": 20, certificate: 30, diploma: LONGEST_ROUTE_WEEKS },
};

/** With what a region has set, if anything; the version is that of the region's settings. */
export const routeSettingsOf = ({
  learning,
  version,
}: Pick<RegionSettings, "learning" | "version">): RouteSettings => ({
  ...DEFAULT_ROUTE_SETTINGS,
  ...learning,
  version: learning === undefined ? DEFAULT_ROUTE_SETTINGS.version : version,
});

/** One thing to learn. `gain`: points of matching that it would add. */
export type ToLearn = {
  readonly competency: CompetencyUri;
  readonly known: "missing" | "near";
  readonly importance: "must" | "nice";
  readonly gain: number;
};

/** What stands in the way of a kind of route, or what is not known of it. */
export type RouteDoubt =
  | "too-long"
  | "needs-recognised-training-company"
  | "recognition-unknown"
  | "longer-than-paid-weeks";

export type Route = {
  readonly kind: RouteKind;
  /** By practice learning at the employer, or at school or online, where no employer acts as training company. */
  readonly way: "practice" | "school";
  readonly weeks: number;
  readonly fits: boolean;
  readonly doubts: readonly RouteDoubt[];
};

/** What has to be learnt for a pair, and by which routes. */
export type Transition = {
  readonly toLearn: readonly ToLearn[];
  /** As reckoned by the settings; 0 when there is nothing to learn. */
  readonly weeks: number;
  /** Whether it can be done within nine months by any route. */
  readonly canBeMadeSuitable: boolean;
  readonly recognisedTrainingCompany: "yes" | "no" | "unknown";
  /** What the employer of a learning job offers (D3). */
  readonly offered: LearningTrack | undefined;
  /** Routes that fit, the shortest kind first; then those that do not, with what stands in the way. */
  readonly routes: readonly Route[];
  /** Where the weeks come from: no source gives them. */
  readonly source: "own-estimate";
  readonly settingsVersion: number;
};

const gainsOf = ({ lift }: Explanation): ReadonlyMap<string, number> =>
  new Map(lift.map(({ competency, gain }) => [competency, gain]));

/** Only what the employer asks has to be learnt: borrowed competencies are a guess of ours. */
const toLearnOf = (explanation: Explanation): ToLearn[] => {
  const gains = gainsOf(explanation);
  return explanation.requirements
    .filter(({ outcome, borrowed }) => outcome !== "matched" && !borrowed)
    .map(({ competency, outcome, importance }) => ({
      competency,
      known: outcome === "near" ? ("near" as const) : ("missing" as const),
      importance,
      gain: gains.get(competency) ?? 0,
    }))
    .sort(
      (a, b) =>
        Number(b.importance === "must") - Number(a.importance === "must") ||
        b.gain - a.gain ||
        Number(a.competency > b.competency) - Number(a.competency < b.competency),
    );
};

type Recognition = Transition["recognisedTrainingCompany"];

/** A practice statement is learnt in practice only; a course at school or online only; the others either way. */
const WAYS: Readonly<Record<RouteKind, readonly Route["way"][]>> = {
  course: ["school"],
  "practice-statement": ["practice"],
  certificate: ["practice", "school"],
  diploma: ["practice", "school"],
};

const doubtsOfPractice = (recognition: Recognition, weeks: number): RouteDoubt[] => [
  ...(recognition === "no" ? (["needs-recognised-training-company"] as const) : []),
  ...(recognition === "unknown" ? (["recognition-unknown"] as const) : []),
  ...(weeks > LONGEST_PAID_WEEKS ? (["longer-than-paid-weeks"] as const) : []),
];

/** Unknown recognition is asked about and does not rule the route out; a firm that is known not to be recognised does. */
const rulesOut = (doubt: RouteDoubt): boolean =>
  doubt === "too-long" || doubt === "needs-recognised-training-company";

const routeOf = (
  kind: RouteKind,
  way: Route["way"],
  { weeks, recognition, longest }: { weeks: number; recognition: Recognition; longest: number },
): Route => {
  const doubts: RouteDoubt[] = [
    ...(weeks > longest ? (["too-long"] as const) : []),
    ...(way === "practice" ? doubtsOfPractice(recognition, weeks) : []),
  ];
  return { kind, way, weeks, fits: !doubts.some(rulesOut), doubts };
};

const recognitionOf = (learning: LearningTrack | undefined): Recognition => {
  if (learning === undefined) return "unknown";
  return learning.recognisedTrainingCompany ? "yes" : "no";
};

/**
 * D2, D3: what the people of a pair have to learn, and which routes lead there. `learning` is the track of a learning job,
 * the only place where an employer states whether it is a recognised training company (erkend leerbedrijf); of
 * others that is unknown. A learning job leads to what its employer offers, in the weeks that it offers.
 */
export const transitionOf = (
  explanation: Explanation,
  learning: LearningTrack | undefined,
  settings: RouteSettings = DEFAULT_ROUTE_SETTINGS,
): Transition => {
  const toLearn = toLearnOf(explanation);
  const reckoned = toLearn.reduce(
    (sum, { known }) => sum + (known === "near" ? settings.weeksNear : settings.weeksMissing),
    0,
  );
  const recognition = recognitionOf(learning);
  const own = (kind: RouteKind): boolean => learning?.leadsTo === kind;
  const routes = ROUTE_KINDS.flatMap((kind) => {
    const weeks = own(kind) && learning !== undefined ? learning.weeks : reckoned;
    const longest = own(kind) ? LONGEST_ROUTE_WEEKS : settings.longest[kind];
    return WAYS[kind].map((way) => routeOf(kind, way, { weeks, recognition, longest }));
  });
  const fitting = routes.filter(({ fits }) => fits);
  return {
    toLearn,
    weeks: reckoned,
    canBeMadeSuitable: toLearn.length === 0 || fitting.length > 0,
    recognisedTrainingCompany: recognition,
    offered: learning,
    routes: toLearn.length === 0 ? [] : [...fitting, ...routes.filter(({ fits }) => !fits)],
    source: "own-estimate",
    settingsVersion: settings.version,
  };
};

/** The pair with what keeps it apart, when that can be learnt: too few must-haves and nothing else (D2). */
export const transitionIfTrained = (
  vacancy: VacancyTerms,
  group: ProfileTerms,
  {
    world,
    learning,
    settings,
  }: {
    readonly world: World;
    readonly learning: LearningTrack | undefined;
    readonly settings?: RouteSettings;
  },
): Transition | undefined => {
  const softly = assess({ ...vacancy, mustHaves: { mode: "soft" } }, group, world);
  return softly.kind === "no-match" ? undefined : transitionOf(softly.explanation, learning, settings);
};
