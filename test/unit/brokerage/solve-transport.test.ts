import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CertificateFailed, certify, checkFeasible } from "#packages/brokerage/certificate.ts";
import { solveTransport } from "#packages/brokerage/solve-transport.ts";
import type { TransportProblem } from "#packages/brokerage/transport.ts";
import { pointsOf, TransportProblemInvalid } from "#packages/brokerage/transport.ts";
import { solveWithHighs } from "#test/support/brokerage/highs.ts";
import {
  anySmallProblem,
  bestByEnumeration,
  type PlainProblem,
  problemOf,
  seededProblem,
} from "#test/support/brokerage/transport.ts";

const solve = (plain: PlainProblem) => {
  const problem = problemOf(plain);
  return { problem, ...solveTransport(problem) };
};

describe("B1: the best coupling of all", () => {
  it("is what trying everything finds, on every small case, with a gap of exactly 0", () => {
    fc.assert(
      fc.property(anySmallProblem, (plain) => {
        const { problem, solution, certificate } = solve(plain);
        expect(certificate.primal).toBe(bestByEnumeration(plain));
        expect(certificate.dual).toBe(certificate.primal);
        expect(certificate.gap).toBe(0);
        expect(pointsOf(problem, solution.flow)).toBe(certificate.primal);
      }),
      { numRuns: 400 },
    );
  });

  it.each([1, 2, 3, 4, 5, 6])("is what HiGHS proves, in seeded region %i", async (seed) => {
    const { problem, certificate } = solve(
      seededProblem(seed, { groups: 20 + 15 * seed, vacancies: 80 * seed, density: 3 + seed }),
    );
    const highs = await solveWithHighs(problem);
    expect(highs.status).toBe(true);
    expect(certificate.primal).toBe(highs.points);
  });

  it("is the same for the same input", () => {
    const plain = seededProblem(7, { groups: 40, vacancies: 200, density: 8 });
    expect(solve(plain).solution).toEqual(solve(plain).solution);
  });
});

describe("a sensible result in bad cases", () => {
  const pair = { group: 0, place: 0, value: 10 };
  const one = { heads: [5], places: [{ vacancy: 0, open: 3 }], totals: [3], arcs: [pair] };
  it.each<{ what: string; plain: PlainProblem; flow: number[] }>([
    { what: "no demand", plain: { heads: [5], places: [], totals: [], arcs: [] }, flow: [] },
    { what: "no supply", plain: { ...one, heads: [], arcs: [] }, flow: [] },
    { what: "nothing at all", plain: { heads: [], places: [], totals: [], arcs: [] }, flow: [] },
    { what: "zero positions", plain: { ...one, places: [{ vacancy: 0, open: 0 }], totals: [0] }, flow: [0] },
    { what: "zero heads", plain: { ...one, heads: [0] }, flow: [0] },
    { what: "more people than positions", plain: one, flow: [3] },
    { what: "a total below the positions (D1)", plain: { ...one, totals: [2] }, flow: [2] },
    {
      what: "one vacancy with 10,000 positions",
      plain: { ...one, heads: [9_999], places: [{ vacancy: 0, open: 10_000 }], totals: [10_000] },
      flow: [9_999],
    },
  ])("$what", ({ plain, flow }) => {
    const { solution, certificate } = solve(plain);
    expect([...solution.flow]).toEqual(flow);
    expect(certificate.gap).toBe(0);
  });

  it("all pairs equal: everybody who fits is placed, and it ends", () => {
    const groups = 60;
    const vacancies = 120;
    const { solution, certificate } = solve({
      heads: Array.from({ length: groups }, () => 4),
      places: Array.from({ length: vacancies }, (_, vacancy) => ({ vacancy, open: 2 })),
      totals: Array.from({ length: vacancies }, () => 2),
      arcs: Array.from({ length: groups * vacancies }, (_, at) => ({
        group: Math.floor(at / vacancies),
        place: at % vacancies,
        value: 1_000_000,
      })),
    });
    expect(solution.flow.reduce((sum, people) => sum + people, 0)).toBe(240);
    expect(certificate.primal).toBe(240_000_000);
  });

  it("D1: places of a national employer share one total that is not given away twice", () => {
    const { solution } = solve({
      heads: [4, 4],
      places: [
        { vacancy: 0, open: 4 },
        { vacancy: 0, open: 4 },
      ],
      totals: [5],
      arcs: [pair, { group: 1, place: 1, value: 9 }],
    });
    expect([...solution.flow]).toEqual([4, 1]);
  });
});

describe("numbers that whole numbers cannot hold are refused", () => {
  const good = problemOf({
    heads: [1],
    places: [{ vacancy: 0, open: 1 }],
    totals: [1],
    arcs: [{ group: 0, place: 0, value: 1 }],
  });
  it.each<[string, Partial<TransportProblem>]>([
    ["2^31 - 1 heads", { heads: Int32Array.of(2 ** 31 - 1, 2 ** 31 - 1) }],
    ["2^31 - 1 positions", { placeOpen: Int32Array.of(2 ** 31 - 1, 1), placeVacancy: Int32Array.of(0, 0) }],
    ["2^30 points", { arcValue: Int32Array.of(2 ** 30) }],
    ["above 2^53 - 1", { heads: Int32Array.of(2 ** 30), arcValue: Int32Array.of(2 ** 29) }],
    ["below 0", { arcValue: Int32Array.of(-1) }],
    ["unknown vacancy", { placeVacancy: Int32Array.of(1) }],
    ["unknown group", { arcGroup: Int32Array.of(1) }],
    ["unknown place", { arcPlace: Int32Array.of(-1) }],
    ["different lengths", { arcLimit: Int32Array.of() }],
  ])("%s", (message, wrong) => {
    const attempt = () => solveTransport({ ...good, ...wrong });
    expect(attempt).toThrow(TransportProblemInvalid);
    expect(attempt).toThrow(message);
  });

  it("arcs out of order", () => {
    const plain = seededProblem(1, { groups: 4, vacancies: 9, density: 60 });
    const problem = problemOf(plain);
    expect(() =>
      solveTransport({ ...problem, arcGroup: Int32Array.from(problem.arcGroup).reverse() }),
    ).toThrow("order of group");
  });
});

describe("the certificate refuses what is not proven", () => {
  const { problem, solution } = solve(seededProblem(3, { groups: 12, vacancies: 30, density: 30 }));
  const carried = solution.flow.findIndex((people) => people > 0);
  const with_ = (flow: (at: Int32Array) => void): Int32Array => {
    const copy = Int32Array.from(solution.flow);
    flow(copy);
    return copy;
  };

  it.each<[string, Int32Array]>([
    [
      "one person fewer",
      with_((flow) => {
        flow[carried] = (flow[carried] ?? 0) - 1;
      }),
    ],
    [
      "people beyond every limit",
      with_((flow) => {
        flow[carried] = 1_000;
      }),
    ],
    [
      "people below zero",
      with_((flow) => {
        flow[carried] = -1;
      }),
    ],
    ["a flow of another problem", solution.flow.slice(1)],
  ])("%s", (_what, flow) => {
    expect(() => certify(problem, { ...solution, flow })).toThrow(CertificateFailed);
  });

  it("prices that are too high, too low or negative", () => {
    const wrong = (price: number) =>
      Float64Array.from(solution.groupPrice, (one, at) => (at === 0 ? price : one));
    for (const price of [2_000_001, -1, 0.5])
      expect(() => certify(problem, { ...solution, groupPrice: wrong(price) })).toThrow(CertificateFailed);
  });

  it("feasibility alone gives the points", () => {
    expect(checkFeasible(problem, solution.flow)).toBe(pointsOf(problem, solution.flow));
  });
});
