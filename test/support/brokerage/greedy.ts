import type { Pairs } from "#packages/brokerage/pairs.ts";
import type { TransportProblem } from "#packages/brokerage/transport.ts";

/** What a desk does by hand: pairs in an order, each with as many people as still fit. */
const inTurn = (problem: TransportProblem, order: readonly number[]): Int32Array => {
  const heads = Int32Array.from(problem.heads);
  const open = Int32Array.from(problem.placeOpen);
  const total = Int32Array.from(problem.vacancyTotal);
  const flow = new Int32Array(problem.arcValue.length);
  for (const arc of order) {
    const group = problem.arcGroup[arc] ?? 0;
    const place = problem.arcPlace[arc] ?? 0;
    const vacancy = problem.placeVacancy[place] ?? 0;
    const people = Math.min(heads[group] ?? 0, open[place] ?? 0, total[vacancy] ?? 0);
    flow[arc] = people;
    heads[group] = (heads[group] ?? 0) - people;
    open[place] = (open[place] ?? 0) - people;
    total[vacancy] = (total[vacancy] ?? 0) - people;
  }
  return flow;
};

const byValue =
  ({ arcValue }: TransportProblem) =>
  (a: number, b: number): number =>
    (arcValue[b] ?? 0) - (arcValue[a] ?? 0) || a - b;

/** Best pair first. */
export const bestPairFirst = (problem: TransportProblem): Int32Array =>
  inTurn(problem, [...problem.arcValue.keys()].sort(byValue(problem)));

/** Largest group first, each to its best vacancies. */
export const largestGroupFirst = (problem: TransportProblem, { surplus }: Pairs): Int32Array => {
  const better = byValue(problem);
  const heads = (arc: number): number => surplus[problem.arcGroup[arc] ?? 0]?.heads ?? 0;
  const group = (arc: number): number => problem.arcGroup[arc] ?? 0;
  return inTurn(
    problem,
    [...problem.arcValue.keys()].sort((a, b) => heads(b) - heads(a) || group(a) - group(b) || better(a, b)),
  );
};
