import { expect, it } from "vitest";
import { checkFeasible } from "#packages/brokerage/certificate.ts";
import { couple } from "#packages/brokerage/couple-firms.ts";
import { DEFAULT_COUPLING_SETTINGS } from "#packages/brokerage/coupling-settings.ts";
import { CouplingExplainer } from "#packages/brokerage/explain.ts";
import { solveTransport } from "#packages/brokerage/solve-transport.ts";
import { benchWorld, inputOf, REGION } from "#test/bench/brokerage/market.ts";
import { measureStability } from "#test/bench/brokerage/stability.ts";
import { bestPairFirst, largestGroupFirst } from "#test/support/brokerage/greedy.ts";
import { solveWithHighs } from "#test/support/brokerage/highs.ts";

const coupling = couple(inputOf({ ...REGION, groups: 90, vacancies: 700 }), benchWorld());
const { problem, certificate, proposals } = coupling;

it("B1: in a seeded region of real occupations and places, the coupling is what HiGHS proves", async () => {
  const highs = await solveWithHighs(problem);
  expect(highs).toMatchObject({ status: true, points: certificate.primal });
});

it("B1: better than what a desk does by hand, best pair first or largest group first", () => {
  expect(checkFeasible(problem, bestPairFirst(problem))).toBeLessThan(certificate.primal);
  expect(checkFeasible(problem, largestGroupFirst(problem, coupling.pairs))).toBeLessThan(certificate.primal);
});

it("the loss of a proposal is what forbidding it costs", () => {
  const explainer = new CouplingExplainer(coupling);
  for (const proposal of proposals.filter((_, index) => index % 50 === 0)) {
    const arcLimit = problem.arcLimit.map((limit, arc) => {
      const to = coupling.pairs.places[problem.arcPlace[arc] ?? 0];
      const from = coupling.pairs.surplus[problem.arcGroup[arc] ?? 0];
      const same =
        from?.id === proposal.groupId && to?.vacancyId === proposal.vacancyId && to.place === proposal.place;
      return same ? 0 : limit;
    });
    const without = solveTransport({ ...problem, arcLimit }).certificate.primal;
    expect(explainer.explain(proposal).loss).toBe(certificate.primal - without);
  }
});

it("stability: at most 2.5 % of proposals change after 1 % of the input did, losing at most 0.05 % of the points", () => {
  for (const row of measureStability([DEFAULT_COUPLING_SETTINGS.stabilityPoints], [1, 4])) {
    expect(row.changedPercent).toBeLessThanOrEqual(2.5);
    expect(row.changedPercent).toBeLessThan(row.changedWithoutBonusPercent);
    expect(row.lostPointsPercent).toBeLessThanOrEqual(0.05);
  }
});
