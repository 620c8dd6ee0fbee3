import { couple } from "#packages/brokerage/couple-firms.ts";
import { keepTogether } from "#packages/brokerage/keep-together.ts";
import { keepTogetherExactly } from "#packages/brokerage/keep-together-exactly.ts";
import { benchWorld, inputOf, percent, REGION, timed } from "./market.ts";

/** Groups kept together in a region: by slope scaling, and by a mixed integer program with a limit of time. */
export const measureTogether = async (points: readonly number[], seconds: number) => {
  const coupling = couple(inputOf(REGION), benchWorld());
  const rows = [];
  for (const one of points) {
    const scaled = timed(() => keepTogether(coupling, { points: one }));
    const heuristic = scaled.result;
    const began = performance.now();
    const exact = await keepTogetherExactly(coupling, heuristic, { points: one, seconds });
    rows.push({
      points: one,
      linksBefore: heuristic.linksBefore,
      links: heuristic.links,
      people: heuristic.coupling.report.people,
      peopleBefore: coupling.report.people,
      gapPercent: percent(heuristic.gap, heuristic.bound),
      ms: scaled.ms,
      mipLinks: exact.links,
      mipGapPercent: percent(exact.gap, exact.bound),
      heuristicGapToMipBoundPercent: percent(exact.bound - heuristic.worth, exact.bound),
      mipMs: Math.round(performance.now() - began),
    });
  }
  return rows;
};
