import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Explanation } from "#packages/domain/explanation.ts";
import { assess, scoreOf } from "#packages/matching/assess.ts";
import { divide } from "#packages/matching/requirements.ts";
import { anyPair } from "#test/support/matching/arbitraries.ts";
import {
  COMPETENCIES,
  competency,
  occupation,
  pc4,
  smallClassification,
  smallWorld,
} from "#test/support/matching/small-world.ts";
import { profileTerms, vacancyTerms } from "#test/support/matching/terms.ts";

type Fields = Record<string, unknown>;
const explain = (vacancy: Fields = {}, profile: Fields = {}) => {
  const assessment = assess(vacancyTerms(vacancy), profileTerms(profile), smallWorld);
  if (assessment.kind === "no-match") throw new Error(`kept apart by ${assessment.because}`);
  return assessment.explanation;
};
const must = (index: number, weight = 3) => ({ competency: competency(index), importance: "must", weight });
const nice = (index: number, weight = 3) => ({ competency: competency(index), importance: "nice", weight });

describe("the score", () => {
  it("M4: is the sum of its parts, with the reasons that led to it", () => {
    const { score, parts, requirements, distanceHm, place, completeness } = explain();
    // Weights 2·3·100, 2·3·211 and 1·2·433, so 600, 1,266 and 866 of 2,732: 153,733.53, 324,377.75 and 221,888.73.
    expect(requirements.map(({ worth }) => worth)).toEqual([153_733, 324_378, 221_889]);
    expect(requirements.map(({ outcome }) => outcome)).toEqual(["matched", "matched", "matched"]);
    expect(parts).toEqual({
      competencies: 700_000,
      occupation: 150_000,
      distance: 50_000,
      availability: 50_000,
    });
    expect(score).toBe(950_000);
    expect({ distanceHm, place, completeness }).toEqual({
      distanceHm: 100,
      place: 0,
      completeness: { vacancy: 100, profile: 100 },
    });
  });

  it("the worked example of the README adds up", () => {
    const { score, parts, requirements, lift } = explain(
      { mustHaves: { mode: "strict", share: 100 } },
      {
        competencies: [competency(0), competency(4)],
        occupations: [occupation(2)],
        availableFromDate: "2021-03-07",
      },
    );
    expect(requirements.map(({ points }) => points)).toEqual([153_733, 162_189, 0]);
    expect(parts).toEqual({
      competencies: 315_922,
      occupation: 120_000,
      distance: 50_000,
      availability: 40_000,
    });
    expect(score).toBe(525_922);
    expect(lift.map(({ gain }) => gain)).toEqual([221_889, 162_189]);
  });

  it("a near competency counts half, rounded down, and the explanation tells which it was", () => {
    // Weights 2·3·100 and 1·3·211, so 600 of 1,233: 340,632.60.
    const [first] = explain(
      { requirements: [must(0), nice(3)] },
      { competencies: [competency(2)] },
    ).requirements;
    expect(first).toEqual({
      competency: competency(0),
      outcome: "near",
      by: competency(2),
      importance: "must",
      borrowed: false,
      points: 170_316,
      worth: 340_633,
    });
  });

  it("of two near competencies the first by URI is told", () => {
    const { requirements } = explain(
      { requirements: [must(1)] },
      { competencies: [competency(2), competency(0)] },
    );
    expect(requirements[0]?.by).toBe(competency(0));
  });

  it("the same competency as a must-have weighs twice as much as a nice-to-have, and rarity and the employer's weight count", () => {
    const worthOf = (...requirements: Fields[]) =>
      explain({ requirements }).requirements.map(({ worth }) => worth);
    // Competencies 0 and 3 have rarities 100 and 211.
    expect(worthOf(must(0), nice(3))[0]).toBe(340_633);
    expect(worthOf(nice(0), nice(3))).toEqual([225_080, 474_920]);
    expect(worthOf(nice(0, 5), nice(3, 1))).toEqual([492_264, 207_736]);
  });

  it("a vacancy without competencies borrows the essential ones of its occupation, marked, for half of the points", () => {
    const { requirements, parts } = explain(
      { requirements: [] },
      { competencies: [4, 5, 6, 7].map(competency) },
    );
    expect(requirements.map(({ competency: uri, borrowed }) => [uri, borrowed])).toEqual(
      [4, 5, 6, 7].map((index) => [competency(index), true]),
    );
    expect(requirements.every(({ importance }) => importance === "nice")).toBe(true);
    expect(parts.competencies).toBe(350_000);
  });

  it("nothing is borrowed when the occupation has no essential competencies, or is unknown", () => {
    expect(explain({ requirements: [], occupation: occupation(5) }).requirements).toEqual([]);
    expect(explain({ requirements: [], occupation: undefined }).parts.competencies).toBe(0);
  });

  it("what the classification does not know neither weighs nor counts among the must-haves", () => {
    const unheardOf = { competency: "https://example.org/unheard-of", importance: "must", weight: 5 };
    const mustHaves = { mode: "strict", share: 100 };
    const { requirements } = explain(
      { requirements: [must(0), unheardOf], mustHaves, occupation: "https://example.org/work" },
      {
        competencies: [competency(0), "https://example.org/unheard-of"],
        occupations: ["https://example.org/work"],
      },
    );
    expect(requirements.map(({ competency: uri, worth }) => [uri, worth])).toEqual([
      [competency(0), 700_000],
    ]);
  });

  it.each([
    { own: [1], points: 150_000 },
    { own: [2], points: 120_000 },
    { own: [5, 3, 4], points: 90_000 },
    { own: [], points: 0 },
  ])("occupation: the most similar of $own counts: $points", ({ own, points }) => {
    expect(explain({}, { occupations: own.map(occupation) }).parts.occupation).toBe(points);
  });

  it.each([
    { kilometres: 0, points: 100_000 },
    { kilometres: 1, points: 95_000 },
    { kilometres: 13, points: 35_000 },
    { kilometres: 20, points: 0 },
  ])("distance: $kilometres km of 20 gives $points", ({ kilometres, points }) => {
    expect(explain({}, { pc4: pc4(kilometres) }).parts.distance).toBe(points);
  });

  it("distance is to the nearest place with an open position, and the explanation tells which", () => {
    const place = (kilometres: number, open: number) => ({ pc4: pc4(kilometres), region: "AM01", open });
    const { place: index, distanceHm } = explain({
      places: [place(30, 1), place(10, 0), place(16, 2), place(4, 1)],
    });
    expect([index, distanceHm]).toEqual([2, 60]);
  });

  it.each([
    { from: "2020-06-01", points: 50_000 },
    { from: "2021-03-01", points: 50_000 },
    { from: "2021-03-02", points: 48_333 },
    { from: "2021-03-16", points: 25_000 },
    { from: "2021-03-31", points: 0 },
    { from: undefined, points: 0 },
  ])("M2: availability from $from for a start on 1 March gives $points", ({ from, points }) => {
    expect(explain({}, { availableFromDate: from }).parts.availability).toBe(points);
  });

  it("unknown never scores: an empty profile has only its distance, and completeness tells why", () => {
    const { score, parts, completeness } = explain(
      { mustHaves: { mode: "soft" } },
      {
        ...{ occupations: [], competencies: [], hoursPerWeek: undefined, availableFromDate: undefined },
        ...{ contractKinds: undefined, languages: undefined, educationLevel: undefined, licences: undefined },
        ...{ irregularHours: undefined, learningJob: undefined },
      },
    );
    expect({ score, distance: parts.distance, profile: completeness.profile }).toEqual({
      score: 50_000,
      distance: 50_000,
      profile: 9,
    });
  });

  it("D2: what would lift a match most comes first, with what learning it would add", () => {
    // Near each other are 0, 1 and 2, and 3, 4 and 5. Learning 0 makes 1 nearly met, and the other way round.
    const { lift, requirements } = explain(
      { requirements: [must(0), must(1), nice(3)], mustHaves: { mode: "soft" } },
      { competencies: [competency(4)] },
    );
    const [first = 0, second = 0, third = 0] = requirements.map(({ worth }) => worth);
    expect(lift).toEqual([
      { competency: competency(1), gain: second + Math.floor(first / 2) },
      { competency: competency(0), gain: first + Math.floor(second / 2) },
      { competency: competency(3), gain: third - Math.floor(third / 2) },
    ]);
  });
});

describe("for all vacancies and profiles", () => {
  const assessed = anyPair.map(({ vacancy, profile }) => ({
    vacancy,
    profile,
    assessment: assess(vacancy, profile, smallWorld),
  }));

  it("a match explains itself by its contract, its parts add up, and each part keeps to its share", () => {
    let matches = 0;
    fc.assert(
      fc.property(assessed, ({ assessment }) => {
        if (assessment.kind === "no-match") {
          expect(assessment.because).not.toEqual([]);
          return;
        }
        matches += 1;
        const explanation = Explanation.parse(assessment.explanation);
        const { parts, requirements } = explanation;
        const sum = requirements.reduce((total, { points }) => total + points, 0);
        const worth = requirements.reduce((total, one) => total + one.worth, 0);
        const whole = requirements.some(({ borrowed }) => borrowed) ? 350_000 : 700_000;
        expect(sum).toBe(parts.competencies);
        expect(worth).toBe(requirements.length === 0 ? 0 : whole);
        expect(parts.occupation).toBeLessThanOrEqual(150_000);
        expect(parts.distance).toBeLessThanOrEqual(100_000);
        expect(parts.availability).toBeLessThanOrEqual(50_000);
      }),
      { numRuns: 500 },
    );
    expect(matches).toBeGreaterThan(50);
  });

  it("one more competency never lowers the score and never parts a pair, and lifts by what was told", () => {
    fc.assert(
      fc.property(assessed, fc.constantFrom(...COMPETENCIES), ({ vacancy, profile, assessment }, learned) => {
        if (assessment.kind === "no-match") return;
        const competencies = [...new Set([...profile.competencies, learned])];
        const then = assess(vacancy, { ...profile, competencies }, smallWorld);
        const after = then.kind === "match" ? then.explanation.score : -1;
        const told = assessment.explanation.lift.find((one) => one.competency === learned)?.gain;
        expect(after).toBeGreaterThanOrEqual(assessment.explanation.score);
        expect(after - assessment.explanation.score).toBe(told ?? after - assessment.explanation.score);
      }),
      { numRuns: 500 },
    );
  });

  it("over-qualification never counts against anybody: a higher level, language or licence parts no pair", () => {
    fc.assert(
      fc.property(assessed, ({ vacancy, profile, assessment }) => {
        if (assessment.kind === "no-match") return;
        const higher = assess(
          vacancy,
          {
            ...profile,
            educationLevel: "wo",
            licences: ["A", "CE", "DE", "T"],
            languages: ["nl", "en", "de"].map((language) => ({ language, level: "C2" })),
          },
          smallWorld,
        );
        expect(higher).toMatchObject({ kind: "match", explanation: { score: assessment.explanation.score } });
      }),
      { numRuns: 500 },
    );
  });

  it("the score alone is that of the explanation", () => {
    fc.assert(
      fc.property(assessed, ({ vacancy, profile, assessment }) => {
        const expected = assessment.kind === "match" ? assessment.explanation.score : undefined;
        expect(scoreOf(vacancy, profile, smallWorld)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("the order of lists does not matter", () => {
    fc.assert(
      fc.property(assessed, ({ vacancy, profile, assessment }) => {
        const turned = assess(
          {
            ...vacancy,
            requirements: vacancy.requirements.toReversed(),
            languages: vacancy.languages?.toReversed(),
            licences: vacancy.licences?.toReversed(),
          },
          {
            ...profile,
            competencies: profile.competencies.toReversed(),
            occupations: profile.occupations.toReversed(),
            languages: profile.languages?.toReversed(),
          },
          smallWorld,
        );
        expect(turned).toEqual(assessment);
      }),
      { numRuns: 200 },
    );
  });

  it("a vacancy without open positions suits nobody", () => {
    fc.assert(
      fc.property(assessed, ({ vacancy, profile }) => {
        const places = vacancy.places.map((place) => ({ ...place, open: 0 }));
        expect(assess({ ...vacancy, places }, profile, smallWorld).kind).toBe("no-match");
      }),
    );
  });
});

describe("dividing points", () => {
  it("adds up to the total, in proportion to within one point, the same for the same weight to within one", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 7_600 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(700_000, 350_000, 3), weights, (total, raw) => {
        const points = divide(total, raw);
        const sum = raw.reduce((all, one) => all + one, 0);
        expect(points.reduce((all, one) => all + one, 0)).toBe(total);
        const off = points.map((one, index) => Math.abs(one * sum - total * (raw[index] ?? 0)));
        expect(Math.max(...off)).toBeLessThan(sum);
      }),
    );
  });

  it("gives what is left to the largest remainders, and among equals to the earlier", () => {
    expect(divide(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(divide(10, [5, 3, 3])).toEqual([4, 3, 3]);
    expect(divide(7, [2, 3, 2])).toEqual([2, 3, 2]);
    expect(divide(2, [1, 2, 1])).toEqual([1, 1, 0]);
    expect(divide(5, [])).toEqual([]);
  });
});

it("the rules' version names the rules and the classification", () => {
  expect(explain().rules).toBe(`rules-1+${smallClassification.rulesVersion}`);
  expect(explain().classification).toBe("small-1");
});
