import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addingUp, shownPoints } from "#packages/desk/components/shown-points.ts";

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

describe("D2: points as people read them, out of 100 with one decimal", () => {
  it("add up on the page, and none is a tenth or more from what it is", () => {
    const scored = fc
      .record({
        requirements: fc.array(fc.nat(70_000), { maxLength: 10 }),
        occupation: fc.nat(150_000),
        distance: fc.nat(100_000),
        availability: fc.nat(50_000),
      })
      .map(({ requirements, ...rest }) => {
        const parts = { competencies: sum(requirements), ...rest };
        return {
          requirements: requirements.map((points) => ({ points })),
          parts,
          score: sum(Object.values(parts)),
        };
      });
    fc.assert(
      fc.property(scored, (explanation) => {
        const shown = shownPoints(explanation);
        expect(sum(Object.values(shown.parts))).toBe(shown.score);
        expect(sum(shown.requirements)).toBe(shown.parts.competencies);
        const { parts } = explanation;
        const pairs = [
          [parts.occupation, shown.parts.occupation],
          [parts.distance, shown.parts.distance],
          [parts.availability, shown.parts.availability],
          [explanation.score, shown.score],
          ...explanation.requirements.map(({ points }, index) => [points, shown.requirements[index]]),
        ];
        for (const [is = 0, reads = 0] of pairs) expect(Math.abs(is - reads)).toBeLessThan(1000);
      }),
    );
  });

  it("what rounds down the furthest is shown a tenth higher", () => {
    expect(addingUp([1_400, 1_400, 1_200], 4_000)).toEqual([2_000, 1_000, 1_000]);
  });
});
