import type { Certificate } from "./certificate.ts";
import { certify } from "./certificate.ts";
import type { Network } from "./network-simplex.ts";
import { solveNetwork } from "./network-simplex.ts";
import type { TransportProblem, TransportSolution } from "./transport.ts";
import { checkSizes, UNLIMITED } from "./transport.ts";

/** Numbers of the nodes: groups, places, totals of vacancies with more than one place, root. */
export type Nodes = {
  readonly place: number;
  readonly total: number;
  readonly root: number;
  /** Per vacancy: node of its total; the root for a vacancy of a single place, whose limit is in its place's arc. */
  readonly totalOf: Int32Array;
};

const nodesOf = ({ heads, placeOpen, placeVacancy, vacancyTotal }: TransportProblem): Nodes => {
  const places = new Int32Array(vacancyTotal.length);
  for (const vacancy of placeVacancy) places[vacancy] = (places[vacancy] ?? 0) + 1;
  const total = heads.length + placeOpen.length;
  const root = total + places.filter((count) => count > 1).length;
  let next = total;
  const totalOf = places.map((count) => (count > 1 ? next++ : root));
  return { place: heads.length, total, root, totalOf };
};

/** Arcs of a network in the making. */
class Arcs {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Int32Array;
  readonly capacity: Int32Array;
  count = 0;

  constructor(most: number) {
    this.from = new Int32Array(most);
    this.to = new Int32Array(most);
    this.cost = new Int32Array(most);
    this.capacity = new Int32Array(most);
  }

  add(from: number, to: number, capacity: number): number {
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.capacity[this.count] = capacity;
    this.count += 1;
    return this.count - 1;
  }
}

/** Positions of a place that can be had: the total of its vacancy may leave fewer than are open. */
const roomAt = ({ placeOpen, placeVacancy, vacancyTotal }: TransportProblem, place: number): number =>
  Math.min(placeOpen[place] ?? 0, vacancyTotal[placeVacancy[place] ?? 0] ?? 0);

/** Arcs that cannot carry anybody are left out: the simplex wants no capacity of 0. */
const usableArcs = (problem: TransportProblem): Int32Array =>
  Int32Array.from(problem.arcValue.keys()).filter(
    (arc) =>
      (problem.arcLimit[arc] ?? 0) > 0 &&
      (problem.heads[problem.arcGroup[arc] ?? 0] ?? 0) > 0 &&
      roomAt(problem, problem.arcPlace[arc] ?? 0) > 0,
  );

const addPairs = (arcs: Arcs, problem: TransportProblem, nodes: Nodes, usable: Int32Array): void => {
  for (const arc of usable) {
    const limit = problem.arcLimit[arc] ?? 0;
    const at = arcs.add(problem.arcGroup[arc] ?? 0, nodes.place + (problem.arcPlace[arc] ?? 0), limit);
    arcs.cost[at] = -(problem.arcValue[arc] ?? 0);
  }
};

/** Per place: what its arc can carry. Of a single place its vacancy's total is in it. */
const placeCapacity = (problem: TransportProblem, nodes: Nodes, place: number): number => {
  const single = nodes.totalOf[problem.placeVacancy[place] ?? 0] === nodes.root;
  return Math.max(1, single ? roomAt(problem, place) : (problem.placeOpen[place] ?? 0));
};

/**
 * The same arcs, every so many in turn: arcs of one group follow each other in a problem, and a block of the simplex
 * should see many groups.
 */
const mixed = (arcs: Int32Array): Int32Array => {
  const stride = Math.max(1, Math.ceil(Math.sqrt(arcs.length)));
  const order = new Int32Array(arcs.length);
  let at = 0;
  for (let first = 0; first < stride; first++)
    for (let arc = first; arc < arcs.length; arc += stride) order[at++] = arcs[arc] ?? 0;
  return order;
};

/**
 * The network of a problem. Whoever is not placed goes straight to the root, which is what the flow to start from does
 * with everybody: a strongly feasible tree without any artificial arc. A place or total without room keeps an arc
 * that nothing can reach.
 */
const networkOf = (problem: TransportProblem, nodes: Nodes, usable: Int32Array): Network => {
  const arcs = new Arcs(usable.length + nodes.root);
  addPairs(arcs, problem, nodes, usable);
  const flow = new Int32Array(usable.length + nodes.root);
  const parentArc = new Int32Array(nodes.root + 1).fill(-1);
  for (const [group, people] of problem.heads.entries()) {
    const arc = arcs.add(group, nodes.root, UNLIMITED);
    parentArc[group] = arc;
    flow[arc] = people;
  }
  for (const [place, vacancy] of problem.placeVacancy.entries()) {
    const above = nodes.totalOf[vacancy] ?? nodes.root;
    const node = nodes.place + place;
    parentArc[node] = arcs.add(node, above, placeCapacity(problem, nodes, place));
  }
  for (const [vacancy, node] of nodes.totalOf.entries()) {
    if (node === nodes.root) continue;
    parentArc[node] = arcs.add(node, nodes.root, Math.max(1, problem.vacancyTotal[vacancy] ?? 0));
  }
  const { from, to, cost, capacity } = arcs;
  return { nodeCount: nodes.root + 1, from, to, cost, capacity, flow, parentArc };
};

type Prices = Omit<TransportSolution, "flow" | "pivots">;

const raise = (prices: Float64Array, index: number, price: number): void => {
  prices[index] = Math.max(prices[index] ?? 0, price);
};

/** What a node is worth more than the node after it, never below 0. */
const pricesOf = (problem: TransportProblem, nodes: Nodes, potential: Float64Array): Prices => {
  const at = (node: number): number => potential[node] ?? 0;
  const groupPrice = Float64Array.from(problem.heads, (_, group) => Math.max(0, -at(group)));
  const placePrice = new Float64Array(problem.placeOpen.length);
  const vacancyPrice = Float64Array.from(nodes.totalOf, (node) => Math.max(0, at(node)));
  for (const [place, vacancy] of problem.placeVacancy.entries()) {
    const above = nodes.totalOf[vacancy] ?? nodes.root;
    const price = at(nodes.place + place) - at(above);
    // Of a single place that its vacancy's total limits, the total has the price.
    const total = above === nodes.root ? (problem.vacancyTotal[vacancy] ?? 0) : UNLIMITED;
    if (total < (problem.placeOpen[place] ?? 0)) raise(vacancyPrice, vacancy, price);
    else raise(placePrice, place, price);
  }
  return { groupPrice, placePrice, vacancyPrice };
};

/** A head count, place or total of 0 makes its arcs unusable, and its price is free: high enough for all of them. */
const priceUnusable = (problem: TransportProblem, prices: Prices): void => {
  const { heads, placeOpen, placeVacancy, vacancyTotal } = problem;
  for (const [arc, value] of problem.arcValue.entries()) {
    const group = problem.arcGroup[arc] ?? 0;
    const place = problem.arcPlace[arc] ?? 0;
    const vacancy = placeVacancy[place] ?? 0;
    if (heads[group] === 0) raise(prices.groupPrice, group, value);
    if (placeOpen[place] === 0) raise(prices.placePrice, place, value);
    if (vacancyTotal[vacancy] === 0) raise(prices.vacancyPrice, vacancy, value);
  }
};

export type SolvedTransport = { readonly solution: TransportSolution; readonly certificate: Certificate };

/**
 * The flow with the most points, proven. Throws `TransportProblemInvalid` for a problem that whole numbers cannot hold,
 * and `CertificateFailed` when the proof fails, which would be a fault of this code.
 */
export const solveTransport = (problem: TransportProblem): SolvedTransport => {
  checkSizes(problem);
  const nodes = nodesOf(problem);
  const usable = mixed(usableArcs(problem));
  const solved = solveNetwork(networkOf(problem, nodes, usable));
  const flow = new Int32Array(problem.arcValue.length);
  for (const [at, arc] of usable.entries()) flow[arc] = solved.flow[at] ?? 0;
  const prices = pricesOf(problem, nodes, solved.potential);
  priceUnusable(problem, prices);
  const solution = { flow, ...prices, pivots: solved.pivots };
  return { solution, certificate: certify(problem, solution) };
};
