/** No limit of its own: what an arc can carry is then limited by its group and its place only. */
export const UNLIMITED = 2 ** 31 - 1;

/**
 * Who can go where, as numbers: a transportation problem. Groups have heads; places have open positions; places of one
 * vacancy share its total, which cannot be given away twice (D1). An arc is one way to bring people of a group to a place,
 * worth `arcValue` points a person. Arcs are in order of group; two arcs of the same pair are parallel (the second one
 * is the bonus of stability, with a limit).
 *
 * All arrays hold 32-bit whole numbers. Bounds that `checkSizes` keeps: a value is below 2^30, the heads of
 * all groups together below 2^31, and heads × the highest value below 2^53, so that every sum of points is exact.
 */
export type TransportProblem = {
  /** Per group: people to be placed, 0 or more. */
  readonly heads: Int32Array;
  /** Per place: open positions, 0 or more. */
  readonly placeOpen: Int32Array;
  /** Per place: index of its vacancy in `vacancyTotal`. */
  readonly placeVacancy: Int32Array;
  /** Per vacancy: open positions over all its places. */
  readonly vacancyTotal: Int32Array;
  readonly arcGroup: Int32Array;
  readonly arcPlace: Int32Array;
  /** Points a person, 0 or more. */
  readonly arcValue: Int32Array;
  /** People that the arc can carry; `UNLIMITED` for the ordinary ones. */
  readonly arcLimit: Int32Array;
};

/** A solution with its prices: what one head, one position or one of a vacancy's total is worth at the margin. */
export type TransportSolution = {
  /** Per arc: people. */
  readonly flow: Int32Array;
  /** Whole numbers, 0 or more. They prove optimality; they never tell what one position more would bring (see `what-if.ts`). */
  readonly groupPrice: Float64Array;
  readonly placePrice: Float64Array;
  readonly vacancyPrice: Float64Array;
  readonly pivots: number;
};

/** The problem is larger than whole numbers can hold exactly, or an array holds something it cannot mean. */
export class TransportProblemInvalid extends Error {
  override readonly name = "TransportProblemInvalid";
}

const HIGHEST_VALUE = 2 ** 30;

const sumOf = (numbers: Int32Array): number => numbers.reduce((sum, one) => sum + one, 0);
const highest = (numbers: Int32Array): number => numbers.reduce((most, one) => Math.max(most, one), 0);
const lowest = (numbers: Int32Array): number => numbers.reduce((least, one) => Math.min(least, one), 0);

const indexesFit = (indexes: Int32Array, count: number): boolean =>
  indexes.every((index) => index >= 0 && index < count);

/** Throws `TransportProblemInvalid` for a problem whose sums could be inexact or whose arrays do not fit together. */
export const checkSizes = (problem: TransportProblem): void => {
  const people = sumOf(problem.heads);
  const value = highest(problem.arcValue);
  const arcs = problem.arcValue.length;
  const faults: readonly (readonly [boolean, string])[] = [
    [people > UNLIMITED, "more than 2^31 - 1 heads in all"],
    [sumOf(problem.placeOpen) > UNLIMITED, "more than 2^31 - 1 positions in all"],
    [value >= HIGHEST_VALUE, "an arc of 2^30 points or more"],
    [people * value > Number.MAX_SAFE_INTEGER, "heads times points above 2^53 - 1"],
    [
      [problem.heads, problem.placeOpen, problem.vacancyTotal, problem.arcValue, problem.arcLimit].some(
        (numbers) => lowest(numbers) < 0,
      ),
      "a number below 0",
    ],
    [!indexesFit(problem.placeVacancy, problem.vacancyTotal.length), "a place of an unknown vacancy"],
    [!indexesFit(problem.arcGroup, problem.heads.length), "an arc of an unknown group"],
    [!indexesFit(problem.arcPlace, problem.placeOpen.length), "an arc to an unknown place"],
    [
      [problem.arcGroup, problem.arcPlace, problem.arcLimit].some((numbers) => numbers.length !== arcs),
      "arrays of arcs of different lengths",
    ],
    [
      problem.arcGroup.some((group, arc) => arc > 0 && group < (problem.arcGroup[arc - 1] ?? 0)),
      "arcs that are not in order of group",
    ],
  ];
  for (const [broken, what] of faults) if (broken) throw new TransportProblemInvalid(`has ${what}`);
};

/** Points of a flow, bonuses included. */
export const pointsOf = (problem: TransportProblem, flow: Int32Array): number =>
  flow.reduce((sum, people, arc) => sum + people * (problem.arcValue[arc] ?? 0), 0);

/** Where the arcs of each group begin: those of group g are `starts[g]` up to `starts[g + 1]`. */
export const arcStarts = (problem: TransportProblem): Int32Array => {
  const starts = new Int32Array(problem.heads.length + 1);
  for (const group of problem.arcGroup) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let group = 0; group < problem.heads.length; group++)
    starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  return starts;
};
