import type { TransportProblem, TransportSolution } from "./transport.ts";

/** What the certificate says of a run. `gap` is 0: anything else throws. */
export type Certificate = {
  /** Points of the flow, bonuses included. */
  readonly primal: number;
  /** Points that no flow can exceed, from the prices. */
  readonly dual: number;
  readonly gap: 0;
  readonly pivots: number;
};

/** A solution breaks a limit, or is not proven to be the best: a fault of the solver, never of the input. */
export class CertificateFailed extends Error {
  override readonly name = "CertificateFailed";
}

const fail = (what: string): never => {
  throw new CertificateFailed(what);
};

/** Adds whole numbers and refuses to become inexact. */
class ExactSum {
  value = 0;
  add(amount: number): void {
    this.value += amount;
    if (!Number.isSafeInteger(amount) || !Number.isSafeInteger(this.value)) fail("a sum is not exact");
  }
}

const within = (used: Int32Array, most: Int32Array, what: string): void => {
  for (const [index, people] of used.entries())
    if (people > (most[index] ?? 0)) fail(`${what} ${index} has ${people} of ${most[index]}`);
};

const plus = (numbers: Int32Array, index: number, people: number): void => {
  numbers[index] = (numbers[index] ?? 0) + people;
};

/** No head, position, total or limit is exceeded. Returns the points. */
export const checkFeasible = (problem: TransportProblem, flow: Int32Array): number => {
  const { heads, placeOpen, placeVacancy, vacancyTotal, arcLimit } = problem;
  if (flow.length !== arcLimit.length) fail("the flow is of another problem");
  const ofGroup = new Int32Array(heads.length);
  const atPlace = new Int32Array(placeOpen.length);
  const atVacancy = new Int32Array(vacancyTotal.length);
  const points = new ExactSum();
  const take = (arc: number, people: number): void => {
    const place = problem.arcPlace[arc] ?? 0;
    plus(ofGroup, problem.arcGroup[arc] ?? 0, people);
    plus(atPlace, place, people);
    plus(atVacancy, placeVacancy[place] ?? 0, people);
    points.add(people * (problem.arcValue[arc] ?? 0));
  };
  for (const [arc, people] of flow.entries()) {
    if (people < 0 || people > (arcLimit[arc] ?? 0)) fail(`arc ${arc} carries ${people}`);
    if (people > 0) take(arc, people);
  }
  within(ofGroup, heads, "group");
  within(atPlace, placeOpen, "place");
  within(atVacancy, vacancyTotal, "vacancy");
  return points.value;
};

const priced = (sum: ExactSum, amounts: Int32Array, prices: Float64Array): void => {
  for (const [index, amount] of amounts.entries()) {
    const price = prices[index] ?? -1;
    if (!(price >= 0)) fail(`price ${index} is ${price}`);
    sum.add(amount * price);
  }
};

/** What the prices say that no flow can exceed. An arc with a limit may be worth more than its ends cost; others not. */
const dualOf = (problem: TransportProblem, solution: TransportSolution): number => {
  const { arcGroup, arcPlace, arcValue, arcLimit, placeVacancy } = problem;
  const { groupPrice, placePrice, vacancyPrice } = solution;
  const sum = new ExactSum();
  priced(sum, problem.heads, groupPrice);
  priced(sum, problem.placeOpen, placePrice);
  priced(sum, problem.vacancyTotal, vacancyPrice);
  // Two factors of 2^31: a limit that is worth something must be small for the product to be exact, and `add` sees to it.
  for (const [arc, value] of arcValue.entries()) {
    const place = arcPlace[arc] ?? 0;
    const price =
      (groupPrice[arcGroup[arc] ?? 0] ?? 0) +
      (placePrice[place] ?? 0) +
      (vacancyPrice[placeVacancy[place] ?? 0] ?? 0);
    if (value > price) sum.add((value - price) * (arcLimit[arc] ?? 0));
  }
  return sum.value;
};

/**
 * Proof that a solution is the best there is, by weak duality: it keeps every limit, and its points equal what its prices
 * say that nobody can exceed. Written against the problem itself and not against the network that was solved, so that a
 * mistake in building the network shows as well. Runs on every solve. Throws `CertificateFailed`.
 */
export const certify = (problem: TransportProblem, solution: TransportSolution): Certificate => {
  const primal = checkFeasible(problem, solution.flow);
  const dual = dualOf(problem, solution);
  if (dual !== primal) fail(`points ${primal}, bound ${dual}`);
  return { primal, dual, gap: 0, pivots: solution.pivots };
};
