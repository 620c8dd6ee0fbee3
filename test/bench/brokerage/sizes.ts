import { prepareCoupling, solveCoupling } from "#packages/brokerage/couple.ts";
import type { MarketOptions } from "#test/support/brokerage/generated-market.ts";
import { benchWorld, median, megabytes, readInput, timed } from "./market.ts";

/** How long a coupling takes and how much memory the whole process had at most, with input and classification. */
export const measureSize = ({ groups, vacancies }: MarketOptions, runs: number, file: string) => {
  const world = benchWorld();
  const input = readInput(file);
  const beforeMb = megabytes();
  const cpuBefore = process.cpuUsage();
  const times = Array.from({ length: runs }, () => {
    const prepared = timed(() => prepareCoupling(input, world));
    const solved = timed(() => solveCoupling(prepared.result));
    const { pairs, report, proposals, certificate } = solved.result;
    return {
      prepareMs: prepared.ms,
      solveMs: solved.ms,
      facts: {
        pairs: report.pairs,
        heads: pairs.surplus.reduce((sum, { heads }) => sum + heads, 0),
        positions: pairs.demands.reduce((sum, { total }) => sum + total, 0),
        people: report.people,
        proposals: proposals.length,
        points: report.points,
        gap: certificate.gap,
        pivots: certificate.pivots,
      },
    };
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  const prepareMs = median(times.map((one) => one.prepareMs));
  const solveMs = median(times.map((one) => one.solveMs));
  return {
    groups,
    vacancies,
    runs,
    firstMs: Math.round((times[0]?.prepareMs ?? 0) + (times[0]?.solveMs ?? 0)),
    prepareMs,
    solveMs,
    totalMs: Math.round(prepareMs + solveMs),
    /** Of all threads, the garbage collector's too: what others on the machine do plays a small part only. */
    cpuMsPerRun: Math.round((user + system) / 1000 / runs),
    beforeMb,
    peakMb: megabytes(),
    ...times[0]?.facts,
  };
};
