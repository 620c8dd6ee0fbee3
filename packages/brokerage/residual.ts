import { NodeHeap } from "./node-heap.ts";
import type { TransportProblem, TransportSolution } from "./transport.ts";
import { arcStarts } from "./transport.ts";

/** One arc of a way through the residual network: people come to `place` from their group, or leave it for their group. */
export type Step = { readonly arc: number; readonly change: 1 | -1 };

/** A way to bring people of a group elsewhere so that a place is left by as many, and what it costs a person. */
export type Way = {
  readonly people: number;
  /** Points lost a person along the way; what the people earned where they were is not in it. */
  readonly cost: number;
  readonly steps: readonly Step[];
};

/** How a node was reached: from where, and by which arc (-1: by one without points, to or from a total or the root). */
type Reached = { readonly before: number; readonly arc: number };

const starting = (counts: Int32Array): Int32Array => {
  const starts = new Int32Array(counts.length + 1);
  for (const [at, count] of counts.entries()) starts[at + 1] = (starts[at] ?? 0) + count;
  return starts;
};

/** Lists of indexes by the key of each, as one array with starts. */
class Grouped {
  readonly starts: Int32Array;
  readonly members: Int32Array;

  constructor(keys: Int32Array, count: number, isIn: (index: number) => boolean) {
    const counts = new Int32Array(count);
    for (const [index, key] of keys.entries()) if (isIn(index)) counts[key] = (counts[key] ?? 0) + 1;
    this.starts = starting(counts);
    this.members = new Int32Array(this.starts[count] ?? 0);
    const next = Int32Array.from(this.starts);
    for (const [index, key] of keys.entries()) {
      if (!isIn(index)) continue;
      const at = next[key] ?? 0;
      this.members[at] = index;
      next[key] = at + 1;
    }
  }

  of(key: number): Int32Array {
    return this.members.subarray(this.starts[key] ?? 0, this.starts[key + 1] ?? 0);
  }
}

/** What is the same for every search in a solution. */
export class ResidualNetwork {
  readonly problem: TransportProblem;
  readonly solution: TransportSolution;
  readonly groupArcs: Int32Array;
  readonly carried: Grouped;
  readonly placesOf: Grouped;
  readonly potential: Float64Array;
  /** People by group, by place and by vacancy. */
  readonly placed: Int32Array;
  readonly atPlace: Int32Array;
  readonly atVacancy: Int32Array;
  /** Numbers of the first place, the first vacancy and the root among the nodes; groups come first. */
  readonly place: number;
  readonly vacancy: number;
  readonly root: number;

  constructor(problem: TransportProblem, solution: TransportSolution) {
    const { heads, placeOpen, placeVacancy, vacancyTotal, arcPlace } = problem;
    this.problem = problem;
    this.solution = solution;
    this.groupArcs = arcStarts(problem);
    this.carried = new Grouped(arcPlace, placeOpen.length, (arc) => (solution.flow[arc] ?? 0) > 0);
    this.placesOf = new Grouped(placeVacancy, vacancyTotal.length, () => true);
    this.place = heads.length;
    this.vacancy = this.place + placeOpen.length;
    this.root = this.vacancy + vacancyTotal.length;
    this.potential = new Float64Array(this.root + 1);
    this.placed = new Int32Array(heads.length);
    this.atPlace = new Int32Array(placeOpen.length);
    this.atVacancy = new Int32Array(vacancyTotal.length);
    for (const arc of this.carried.members) this.#count(arc, solution.flow[arc] ?? 0);
    for (const [group, price] of solution.groupPrice.entries()) this.potential[group] = -price;
    this.potential.set(solution.vacancyPrice, this.vacancy);
    for (const [at, price] of solution.placePrice.entries())
      this.potential[this.place + at] = price + (solution.vacancyPrice[placeVacancy[at] ?? 0] ?? 0);
  }

  #count(arc: number, people: number): void {
    const { arcGroup, arcPlace, placeVacancy } = this.problem;
    const [group, place] = [arcGroup[arc] ?? 0, arcPlace[arc] ?? 0];
    const vacancy = placeVacancy[place] ?? 0;
    this.placed[group] = (this.placed[group] ?? 0) + people;
    this.atPlace[place] = (this.atPlace[place] ?? 0) + people;
    this.atVacancy[vacancy] = (this.atVacancy[vacancy] ?? 0) + people;
  }

  /** A search for other ways for the people that a pair's arcs carry: those arcs are closed in it. */
  without(group: number, place: number): Rerouting {
    return new Rerouting(this, group, place);
  }
}

/**
 * Sends people of a group elsewhere, one cheapest way after the other (successive shortest paths with potentials: Ahuja,
 * Magnanti and Orlin, Network Flows, 9.7), until as many have left the place. The ways together are the best that the
 * whole coupling can do without the pair.
 */
export class Rerouting {
  readonly #network: ResidualNetwork;
  readonly #group: number;
  readonly #place: number;
  readonly #flow: Int32Array;
  readonly #potential: Float64Array;
  readonly #placed: Int32Array;
  readonly #atPlace: Int32Array;
  readonly #atVacancy: Int32Array;
  /** Arcs that carry nobody in the solution, and do after a way was taken: by place. */
  readonly #newlyCarried = new Map<number, number[]>();
  readonly #distance: Float64Array;
  readonly #before: Int32Array;
  readonly #by: Int32Array;
  readonly #heap: NodeHeap;

  constructor(network: ResidualNetwork, group: number, place: number) {
    const { solution, root } = network;
    this.#network = network;
    this.#group = group;
    this.#place = place;
    this.#flow = Int32Array.from(solution.flow);
    this.#potential = Float64Array.from(network.potential);
    this.#placed = Int32Array.from(network.placed);
    this.#atPlace = Int32Array.from(network.atPlace);
    this.#atVacancy = Int32Array.from(network.atVacancy);
    this.#distance = new Float64Array(root + 1);
    this.#before = new Int32Array(root + 1);
    this.#by = new Int32Array(root + 1);
    this.#heap = new NodeHeap(this.#distance);
  }

  /** All people of the pair are sent elsewhere. */
  ways(people: number): Way[] {
    const ways: Way[] = [];
    for (let left = people; left > 0; ) {
      const way = this.#cheapest(left);
      ways.push(way);
      left -= way.people;
    }
    return ways;
  }

  /** The cheapest way from the group to the place; there always is one, by way of the root. */
  #cheapest(most: number): Way {
    const target = this.#network.place + this.#place;
    this.#search(target);
    const path = this.#pathTo(target);
    const people = Math.min(most, ...path.map((step) => this.#room(step)));
    const steps = path.flatMap(({ arc, node }): Step[] =>
      arc < 0 ? [] : [{ arc, change: node >= this.#network.place ? 1 : -1 }],
    );
    const cost = steps.reduce((sum, { arc, change }) => sum - change * this.#value(arc), 0);
    this.#take(path, people);
    this.#settle(target);
    return { people, cost, steps };
  }

  #value(arc: number): number {
    return this.#network.problem.arcValue[arc] ?? 0;
  }

  /** Shortest distances by reduced cost from the group, up to the place (Dijkstra). */
  #search(target: number): void {
    this.#distance.fill(Number.POSITIVE_INFINITY);
    this.#distance[this.#group] = 0;
    this.#heap.clear();
    this.#heap.push(this.#group);
    for (let node = this.#heap.pop(); node >= 0 && node !== target; node = this.#heap.pop())
      this.#leave(node);
  }

  #leave(node: number): void {
    const { place, vacancy, root } = this.#network;
    if (node < place) this.#leaveGroup(node);
    else if (node < vacancy) this.#leavePlace(node - place, node);
    else if (node < root) this.#leaveVacancy(node - vacancy, node);
    else this.#leaveRoot(node);
  }

  #closed(group: number, place: number): boolean {
    return group === this.#group && place === this.#place;
  }

  #leaveGroup(group: number): void {
    const { problem, groupArcs, place, root } = this.#network;
    for (let arc = groupArcs[group] ?? 0; arc < (groupArcs[group + 1] ?? 0); arc++) {
      const to = problem.arcPlace[arc] ?? 0;
      if ((this.#flow[arc] ?? 0) < (problem.arcLimit[arc] ?? 0) && !this.#closed(group, to))
        this.#reach(place + to, -this.#value(arc), { before: group, arc });
    }
    this.#reach(root, 0, { before: group, arc: -1 });
  }

  #leavePlace(place: number, node: number): void {
    const { problem, carried, vacancy } = this.#network;
    for (const arc of carried.of(place)) this.#giveUp(arc, place, node);
    for (const arc of this.#newlyCarried.get(place) ?? []) this.#giveUp(arc, place, node);
    if ((this.#atPlace[place] ?? 0) < (problem.placeOpen[place] ?? 0))
      this.#reach(vacancy + (problem.placeVacancy[place] ?? 0), 0, { before: node, arc: -1 });
  }

  #giveUp(arc: number, place: number, node: number): void {
    const group = this.#network.problem.arcGroup[arc] ?? 0;
    if ((this.#flow[arc] ?? 0) > 0 && !this.#closed(group, place))
      this.#reach(group, this.#value(arc), { before: node, arc });
  }

  #leaveVacancy(vacancy: number, node: number): void {
    const { problem, placesOf, place, root } = this.#network;
    for (const at of placesOf.of(vacancy))
      if ((this.#atPlace[at] ?? 0) > 0) this.#reach(place + at, 0, { before: node, arc: -1 });
    if ((this.#atVacancy[vacancy] ?? 0) < (problem.vacancyTotal[vacancy] ?? 0))
      this.#reach(root, 0, { before: node, arc: -1 });
  }

  #leaveRoot(root: number): void {
    const { problem, vacancy } = this.#network;
    for (const [group, placed] of this.#placed.entries())
      if (placed < (problem.heads[group] ?? 0)) this.#reach(group, 0, { before: root, arc: -1 });
    for (const [at, people] of this.#atVacancy.entries())
      if (people > 0) this.#reach(vacancy + at, 0, { before: root, arc: -1 });
  }

  #reach(node: number, cost: number, { before, arc }: Reached): void {
    const reduced = cost - (this.#potential[before] ?? 0) + (this.#potential[node] ?? 0);
    const distance = (this.#distance[before] ?? 0) + reduced;
    if (distance >= (this.#distance[node] ?? 0)) return;
    this.#distance[node] = distance;
    this.#before[node] = before;
    this.#by[node] = arc;
    this.#heap.push(node);
  }

  #pathTo(target: number): PathStep[] {
    const path: PathStep[] = [];
    for (let node = target; node !== this.#group; node = this.#before[node] ?? 0)
      path.push({ before: this.#before[node] ?? 0, arc: this.#by[node] ?? 0, node });
    return path.reverse();
  }

  /** How many people a step can take. */
  #room(step: PathStep): number {
    const { problem, place } = this.#network;
    if (step.arc < 0) return this.#roomWithoutPoints(step);
    const flow = this.#flow[step.arc] ?? 0;
    return step.node >= place ? (problem.arcLimit[step.arc] ?? 0) - flow : flow;
  }

  #roomWithoutPoints({ before, node }: PathStep): number {
    const { problem, place, vacancy, root } = this.#network;
    const left = (used: Int32Array, most: Int32Array, at: number) => (most[at] ?? 0) - (used[at] ?? 0);
    if (before < place) return Number.POSITIVE_INFINITY;
    if (node < place) return left(this.#placed, problem.heads, node);
    if (before < vacancy) return left(this.#atPlace, problem.placeOpen, before - place);
    if (node === root) return left(this.#atVacancy, problem.vacancyTotal, before - vacancy);
    return (node < vacancy ? this.#atPlace[node - place] : this.#atVacancy[node - vacancy]) ?? 0;
  }

  /**
   * Counts along a way are of the coupling with the way taken *and* the pair's people still there: as it stands in the
   * residual network, where the group has people too many and the place too few until all are sent.
   */
  #take(path: readonly PathStep[], people: number): void {
    for (const { arc, node, before } of path) {
      if (arc >= 0) this.#carry(arc, node >= this.#network.place ? people : -people);
      else this.#shift(before, node, people);
    }
  }

  #carry(arc: number, people: number): void {
    if ((this.#network.solution.flow[arc] ?? 0) === 0 && (this.#flow[arc] ?? 0) === 0) {
      const place = this.#network.problem.arcPlace[arc] ?? 0;
      this.#newlyCarried.set(place, [...(this.#newlyCarried.get(place) ?? []), arc]);
    }
    this.#flow[arc] = (this.#flow[arc] ?? 0) + people;
  }

  /** People over an arc without points: group → root, root → group, place ↔ vacancy, vacancy ↔ root. */
  #shift(before: number, node: number, people: number): void {
    const { place, vacancy, root } = this.#network;
    const add = (list: Int32Array, at: number, amount: number): void => {
      list[at] = (list[at] ?? 0) + amount;
    };
    if (before < place) add(this.#placed, before, -people);
    else if (node < place) add(this.#placed, node, people);
    else if (before < vacancy) add(this.#atPlace, before - place, people);
    else if (node === root) add(this.#atVacancy, before - vacancy, people);
    else if (node < vacancy) add(this.#atPlace, node - place, -people);
    else add(this.#atVacancy, node - vacancy, -people);
  }

  /** Keeps reduced costs at 0 or more for the next search. */
  #settle(target: number): void {
    const far = this.#distance[target] ?? 0;
    for (const [node, distance] of this.#distance.entries())
      this.#potential[node] = (this.#potential[node] ?? 0) - Math.min(distance, far);
  }
}

type PathStep = { readonly before: number; readonly arc: number; readonly node: number };
