import { describe, expect, it } from "vitest";
import {
  DEFAULT_ROUTE_SETTINGS,
  LONGEST_ROUTE_WEEKS,
  RouteSettings,
  transitionIfTrained,
  transitionOf,
} from "#packages/brokerage/transition-routes.ts";
import type { Explanation } from "#packages/domain/explanation.ts";
import type { LearningTrack } from "#packages/domain/vacancy.ts";
import { assess } from "#packages/matching/assess.ts";
import { competency, pc4, smallWorld } from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

const explained = (competencies: readonly number[], requirements?: readonly unknown[]): Explanation => {
  const assessment = assess(
    vacancyTerms({ mustHaves: { mode: "soft" }, ...(requirements === undefined ? {} : { requirements }) }),
    profileTerms({ competencies: competencies.map(competency) }),
    smallWorld,
  );
  if (assessment.kind === "no-match") throw new Error(assessment.because.join());
  return assessment.explanation;
};
const track = (over: Partial<LearningTrack> = {}): LearningTrack => ({
  leadsTo: "practice-statement",
  weeks: 26,
  recognisedTrainingCompany: true,
  ...over,
});
const many = Array.from({ length: 8 }, (_, index) => ({
  competency: competency(3 * index),
  importance: "must",
  weight: 3,
}));

describe("D2: can be made suitable", () => {
  it("names what has to be learnt, must-haves first, with what it would add", () => {
    // Competency 1 is near 0; of 3 and 9 nothing is known.
    const { toLearn, weeks } = transitionOf(explained([1]), undefined);
    expect(toLearn.map(({ competency: one, known, importance }) => [one, known, importance])).toEqual([
      [competency(3), "missing", "must"],
      [competency(0), "near", "must"],
      [competency(9), "missing", "nice"],
    ]);
    expect(toLearn.every(({ gain }) => gain > 0)).toBe(true);
    expect(weeks).toBe(4 + 1 + 4);
  });

  it("who lacks nothing needs no route", () => {
    expect(transitionOf(explained([0, 3, 9]), undefined)).toMatchObject({
      toLearn: [],
      weeks: 0,
      canBeMadeSuitable: true,
      routes: [],
    });
  });

  it("what we borrowed from the occupation nobody has to learn", () => {
    expect(transitionOf(explained([], []), undefined).toLearn).toEqual([]);
  });

  it("a little is learnt in a course, and much in no route of nine months (A6)", () => {
    const little = transitionOf(explained([0, 3]), undefined);
    expect(little.routes[0]).toMatchObject({
      kind: "course",
      way: "school",
      weeks: 4,
      fits: true,
      doubts: [],
    });
    const weeks = { ...DEFAULT_ROUTE_SETTINGS, weeksMissing: 6 };
    const much = transitionOf(explained([], many), undefined, weeks);
    expect(much.weeks).toBe(48);
    expect(much.canBeMadeSuitable).toBe(false);
    expect(much.routes.every(({ doubts }) => doubts.includes("too-long"))).toBe(true);
  });

  it("no setting allows more than nine months", () => {
    const { longest } = DEFAULT_ROUTE_SETTINGS;
    expect(RouteSettings.safeParse(DEFAULT_ROUTE_SETTINGS).success).toBe(true);
    expect(
      RouteSettings.safeParse({
        ...DEFAULT_ROUTE_SETTINGS,
        longest: { ...longest, diploma: LONGEST_ROUTE_WEEKS + 1 },
      }).success,
    ).toBe(false);
  });

  it("too few must-haves alone can be learnt away; too far away cannot", () => {
    const vacancy = vacancyTerms({ mustHaves: { mode: "strict", share: 100 } });
    const lacking = profileTerms({ competencies: [competency(0)] });
    expect(assess(vacancy, lacking, smallWorld)).toMatchObject({ kind: "no-match", because: ["must-haves"] });
    const ask = (profile: typeof lacking) =>
      transitionIfTrained(vacancy, profile, { world: smallWorld, learning: undefined });
    expect(ask(lacking)).toMatchObject({ canBeMadeSuitable: true, weeks: 8 });
    expect(ask({ ...lacking, pc4: pc4(90) })).toBeUndefined();
  });
});

describe("D3: practice learning needs a recognised training company", () => {
  const routes = (learning: LearningTrack | undefined, kind: string, way: string) => {
    const transition = transitionOf(explained([0]), learning);
    return { ...transition, route: transition.routes.find((one) => one.kind === kind && one.way === way) };
  };

  it("a learning job leads to what its employer offers, in the weeks that it offers", () => {
    const { route, recognisedTrainingCompany, offered } = routes(track(), "practice-statement", "practice");
    expect(recognisedTrainingCompany).toBe("yes");
    expect(offered).toEqual(track());
    expect(route).toMatchObject({ weeks: 26, fits: true, doubts: [] });
  });

  it("no route in practice at an employer that is not recognised; at school there is", () => {
    const learning = track({ recognisedTrainingCompany: false });
    expect(routes(learning, "practice-statement", "practice").route).toMatchObject({
      fits: false,
      doubts: ["needs-recognised-training-company"],
    });
    expect(routes(learning, "certificate", "school").route).toMatchObject({ fits: true, doubts: [] });
  });

  it("where nothing is known it has to be asked, and does not rule the route out", () => {
    const { route, recognisedTrainingCompany } = routes(undefined, "practice-statement", "practice");
    expect(recognisedTrainingCompany).toBe("unknown");
    expect(route).toMatchObject({ fits: true, doubts: ["recognition-unknown"] });
  });

  it("A6: more than thirty weeks are not paid to the training company, and that is told", () => {
    const learning = track({ leadsTo: "diploma", weeks: 39 });
    expect(routes(learning, "diploma", "practice").route).toMatchObject({
      fits: true,
      doubts: ["longer-than-paid-weeks"],
    });
  });
});
