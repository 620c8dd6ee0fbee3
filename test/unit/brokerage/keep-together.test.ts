import * as fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, it } from "vitest";
import { checkFeasible } from "#packages/brokerage/certificate.ts";
import type { Coupling } from "#packages/brokerage/couple.ts";
import { couple } from "#packages/brokerage/couple-firms.ts";
import { coupleOnLinks, keepTogether } from "#packages/brokerage/keep-together.ts";
import { keepTogetherExactly, SolverFailed } from "#packages/brokerage/keep-together-exactly.ts";
import { chooseLinks, linksQuestion } from "#packages/brokerage/keep-together-mip.ts";
import { linksOf, linksUsed } from "#packages/brokerage/links.ts";
import { loadHighs } from "#packages/brokerage/load-highs.ts";
import { anyRegion, demand, group, input, notice, place } from "#test/support/brokerage/region.ts";
import { pc4, smallWorld } from "#test/support/matching/small-world.ts";

/** The best worth by trying every set of links. */
const bestByTrying = (coupling: Coupling, points: number): number => {
  const { count } = linksOf(coupling.pairs, coupling.problem);
  const worths = Array.from(
    { length: 2 ** count },
    (_, set) => coupleOnLinks(coupling, (link) => ((set >> link) & 1) === 1, { points, bound: 0 }).worth,
  );
  return Math.max(...worths);
};

/** Two groups of two and four firms near: apart, each person would go to the nearest position. */
const spread = (): Coupling => {
  const vacancies = [
    demand({ places: [place({ open: 1, pc4: pc4(10) })] }, 1),
    demand({ places: [place({ open: 1, pc4: pc4(10) })] }, 2),
    demand({ places: [place({ open: 4, pc4: pc4(12) })] }, 3),
  ];
  return couple(input({ notices: [notice([group({ headCount: 2 })])], vacancies }), smallWorld);
};

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

describe("keeping a group together", () => {
  it("few receiving firms where that costs less than it is worth", () => {
    const apart = spread();
    expect(apart.proposals).toHaveLength(2);
    const together = keepTogether(apart, { points: 500_000 });
    expect(together.coupling.proposals).toMatchObject([{ people: 2 }]);
    expect(together).toMatchObject({ links: 1, linksBefore: 2 });
    expect(keepTogether(apart, { points: 10 }).coupling.proposals).toEqual(apart.proposals);
  });

  it("never worth less than the coupling it started from, never more than its bound, and proven on its links", () => {
    fc.assert(
      fc.property(anyRegion, fc.constantFrom(0, 50_000, 400_000, 3_000_000), (region, points) => {
        const before = couple(region, smallWorld);
        const after = keepTogether(before, { points });
        const links = linksOf(before.pairs, before.problem);
        const used = linksUsed(links, before.solution.flow);
        expect(after.worth).toBeGreaterThanOrEqual(before.certificate.primal - points * used);
        expect(after.gap).toBeGreaterThanOrEqual(0);
        expect(after.bound).toBe(after.worth + after.gap);
        expect(after.coupling.certificate.gap).toBe(0);
        expect(after.worth).toBe(
          checkFeasible(before.problem, after.coupling.solution.flow) - points * after.links,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("the integer program finds the best of all sets of links, on small cases", () => {
    fc.assert(
      fc.property(anyRegion, fc.constantFrom(50_000, 400_000, 1_500_000), (region, points) => {
        const before = couple(region, smallWorld);
        fc.pre(linksOf(before.pairs, before.problem).count <= 8);
        fc.pre(before.pairs.group.length > 0);
        const answer = chooseLinks(highs, linksQuestion(before, { points, seconds: 10 }));
        if (answer === undefined) throw new Error("no answer");
        const after = coupleOnLinks(before, (link) => answer.open[link] === true, {
          points,
          bound: answer.bound,
        });
        const best = bestByTrying(before, points);
        expect(after.worth).toBe(best);
        expect(after.gap).toBeGreaterThanOrEqual(0);
        expect(keepTogether(before, { points }).bound).toBeGreaterThanOrEqual(best);
      }),
      { numRuns: 40 },
    );
  });

  it("in a worker of its own, which answers and is gone", async () => {
    const apart = spread();
    const points = 500_000;
    const heuristic = keepTogether(apart, { points });
    const exact = await keepTogetherExactly(apart, heuristic, { points, seconds: 10 });
    expect(exact.worth).toBeGreaterThanOrEqual(heuristic.worth);
    expect(exact.gap).toBeLessThanOrEqual(2);
  });

  it("a worker that fails is an error that says so", async () => {
    const apart = spread();
    const heuristic = keepTogether(apart, { points: 1 });
    const worker = new URL("file:///nowhere/worker.mjs");
    await expect(
      keepTogetherExactly(apart, heuristic, { points: 1, seconds: 1, worker }),
    ).rejects.toBeInstanceOf(SolverFailed);
  });
});
