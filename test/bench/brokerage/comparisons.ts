import { checkFeasible } from "#packages/brokerage/certificate.ts";
import { prepareCoupling } from "#packages/brokerage/couple.ts";
import { couple } from "#packages/brokerage/couple-firms.ts";
import type { Pairs } from "#packages/brokerage/pairs.ts";
import { solveTransport } from "#packages/brokerage/solve-transport.ts";
import type { TransportProblem } from "#packages/brokerage/transport.ts";
import { bestPairFirst, largestGroupFirst } from "#test/support/brokerage/greedy.ts";
import { solveWithHighs } from "#test/support/brokerage/highs.ts";
import { benchWorld, inputOf, percent, REGION, timed } from "./market.ts";

const TIGHTNESS = [0.5, 0.8, 1, 1.5];
const SPECIALISATION = [0, 50, 100];

/** People, points of the objective, and points of matching alone. */
const worthOf = (problem: TransportProblem, pairs: Pairs, flow: Int32Array) => ({
  people: flow.reduce((sum, people) => sum + people, 0),
  points: checkFeasible(problem, flow),
  scores: flow.reduce((sum, people, arc) => sum + people * (pairs.score[arc] ?? 0), 0),
});

/** Our coupling against two ways by hand, in a region of every kind. All of them, whatever comes out. */
export const compareGreedy = () => {
  const world = benchWorld();
  return TIGHTNESS.flatMap((tightness) =>
    SPECIALISATION.map((specialisation) => {
      const { pairs, problem } = prepareCoupling(inputOf({ ...REGION, tightness, specialisation }), world);
      const own = worthOf(problem, pairs, solveTransport(problem).solution.flow);
      const gains = Object.entries({
        bestPairFirst: bestPairFirst(problem),
        largestGroupFirst: largestGroupFirst(problem, pairs),
      }).map(([name, flow]) => {
        const other = worthOf(problem, pairs, flow);
        return [
          name,
          {
            people: percent(own.people - other.people, other.people),
            points: percent(own.points - other.points, other.points),
            scores: percent(own.scores - other.scores, other.scores),
          },
        ] as const;
      });
      return {
        tightness,
        specialisation,
        pairs: pairs.group.length,
        people: own.people,
        gainPercent: Object.fromEntries(gains),
      };
    }),
  );
};

/** The same region solved by HiGHS to proof, in the same process. */
export const compareHighs = async () => {
  const { problem } = prepareCoupling(inputOf(REGION), benchWorld());
  solveTransport(problem);
  const own = timed(() => solveTransport(problem));
  const highs = await solveWithHighs(problem);
  const equal = highs.status && highs.points === own.result.certificate.primal;
  if (!equal) throw new Error(`HiGHS has ${highs.points}, we have ${own.result.certificate.primal}`);
  return {
    arcs: problem.arcValue.length,
    ownMs: own.ms,
    highsMs: Math.round(highs.ms),
    ratio: Math.round(highs.ms / own.ms),
    equal,
  };
};

/** What is lost when each group keeps only its best vacancies. */
export const comparePruned = () => {
  const world = benchWorld();
  const { problem, certificate, report } = couple(inputOf(REGION), world);
  return [20, 50].map((keep) => {
    const kept = new Set<number>();
    for (let group = 0; group < problem.heads.length; group++) {
      const arcs = [...problem.arcGroup.keys()].filter((arc) => problem.arcGroup[arc] === group);
      arcs.sort((a, b) => (problem.arcValue[b] ?? 0) - (problem.arcValue[a] ?? 0) || a - b);
      for (const arc of arcs.slice(0, keep)) kept.add(arc);
    }
    const arcLimit = problem.arcLimit.map((limit, arc) => (kept.has(arc) ? limit : 0));
    const pruned = solveTransport({ ...problem, arcLimit });
    const people = pruned.solution.flow.reduce((sum, one) => sum + one, 0);
    return {
      keep,
      lostPointsPercent: percent(certificate.primal - pruned.certificate.primal, certificate.primal),
      lostPeoplePercent: percent(report.people - people, report.people),
    };
  });
};
