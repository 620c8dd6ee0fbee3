import type { VacancyId } from "#packages/domain/ids.ts";
import type { BrokerageProposal, Coupling } from "./couple.ts";
import { movesAlong, type Uprooted } from "./moves.ts";
import type { Step, Way } from "./residual.ts";
import { ResidualNetwork } from "./residual.ts";
import type { SurplusGroupId } from "./surplus.ts";

/** Somewhere people can be in a coupling; undefined stands for not being placed. */
export type Placing = { readonly vacancyId: VacancyId; readonly place: number } | undefined;

/** People of one group go from one place to another: one link of a chain. */
export type Move = {
  readonly groupId: SurplusGroupId;
  readonly from: Placing;
  readonly to: Placing;
};

/** The chain of moves by which so many people of a proposal would be elsewhere, the first move being their own. */
export type Alternative = {
  readonly people: number;
  /** Points that the whole coupling would lose a person; 0 means that it is as good. */
  readonly lossPerPerson: number;
  readonly moves: readonly Move[];
};

/**
 * Why a proposal is made: what the whole coupling would lose without it, exactly, and how it would then look at best. The
 * alternatives together have all people of the proposal, the cheapest first. Losses are in the points that are maximised,
 * so with the bonus of stability.
 */
export type CouplingExplanation = {
  readonly proposal: BrokerageProposal;
  readonly loss: number;
  readonly alternatives: readonly [Alternative, ...Alternative[]];
};

/** What a proposal's loss is between, for lists: quick for all proposals at once, where the exact loss is worked out one by one. */
export type LossBounds = {
  readonly proposal: BrokerageProposal;
  readonly atLeast: number;
  readonly atMost: number;
};

/** The coupling has no such proposal. */
export class NoSuchProposal extends Error {
  override readonly name = "NoSuchProposal";
}

type Key = Pick<BrokerageProposal, "groupId" | "vacancyId" | "place">;
const sameKey =
  (one: Key) =>
  (other: Key): boolean =>
    one.groupId === other.groupId && one.vacancyId === other.vacancyId && one.place === other.place;

/** Where a proposal is among the numbers, and its arcs. */
type Located = {
  readonly group: number;
  readonly place: number;
  readonly arcs: readonly number[];
};

/** The lowest and the second lowest of what comes in, the second from another source than the first. */
class TwoLowest {
  readonly #count: number;
  readonly #lowest: Float64Array;
  readonly #source: Int32Array;
  readonly #second: Float64Array;

  constructor(count: number) {
    this.#count = count;
    this.#lowest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.#source = new Int32Array(count).fill(-1);
    this.#second = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  }

  offer(at: number, source: number, amount: number): void {
    if (at >= this.#count) return;
    const lowest = this.#lowest[at] ?? 0;
    if (source === this.#source[at]) this.#lowest[at] = Math.min(lowest, amount);
    else if (amount < lowest) {
      this.#second[at] = lowest;
      this.#lowest[at] = amount;
      this.#source[at] = source;
    } else this.#second[at] = Math.min(this.#second[at] ?? 0, amount);
  }

  /** The lowest of any other source. */
  without(at: number, source: number): number {
    return (this.#source[at] === source ? this.#second[at] : this.#lowest[at]) ?? 0;
  }
}

/** Answers why a coupling is as it is. Made once for a coupling; each question is worked out when it is asked. */
export class CouplingExplainer {
  readonly #coupling: Coupling;
  readonly #network: ResidualNetwork;
  readonly #groups: ReadonlyMap<string, number>;
  readonly #places: ReadonlyMap<string, number>;

  constructor(coupling: Coupling) {
    const { pairs, problem, solution } = coupling;
    this.#coupling = coupling;
    this.#network = new ResidualNetwork(problem, solution);
    this.#groups = new Map(pairs.surplus.map(({ id }, index) => [id, index]));
    this.#places = new Map(
      pairs.places.map(({ vacancyId, place }, index) => [`${vacancyId} ${place}`, index]),
    );
  }

  /** The next best alternative of a proposal and the exact loss. Throws `NoSuchProposal`. */
  explain(key: Key): CouplingExplanation {
    const proposal = this.#coupling.proposals.find(sameKey(key));
    if (proposal === undefined)
      throw new NoSuchProposal(`no proposal of ${key.groupId} to ${key.vacancyId}, place ${key.place}`);
    const located = this.#locate(proposal);
    const ways = this.#network.without(located.group, located.place).ways(proposal.people);
    const earned = this.#earned(located);
    const [first, ...others] = this.#alternatives(ways, earned, located);
    if (first === undefined) throw new NoSuchProposal(`no people in the proposal of ${key.groupId}`);
    const loss = [first, ...others].reduce((sum, one) => sum + one.people * one.lossPerPerson, 0);
    return { proposal, loss, alternatives: [first, ...others] };
  }

  /** Bounds for every proposal, in their order, from the reduced costs: one pass over the pairs. */
  bounds(): LossBounds[] {
    const leaving = this.#leaving();
    const entering = this.#entering();
    return this.#coupling.proposals.map((proposal) => {
      const { group, place, arcs } = this.#locate(proposal);
      const elsewhere = leaving.without(group, place) + entering.without(place, group);
      const flow = (arc: number): number => this.#coupling.solution.flow[arc] ?? 0;
      return {
        proposal,
        atLeast: arcs.reduce((sum, arc) => sum + flow(arc) * (elsewhere - this.#reducedCost(arc)), 0),
        atMost: arcs.reduce((sum, arc) => sum + flow(arc) * this.#value(arc), 0),
      };
    });
  }

  #locate({ groupId, vacancyId, place: index }: Key): Located {
    const group = this.#groups.get(groupId) ?? 0;
    const place = this.#places.get(`${vacancyId} ${index}`) ?? 0;
    const { groupArcs, carried, problem } = this.#network;
    const [first, end] = [groupArcs[group] ?? 0, groupArcs[group + 1] ?? 0];
    const arcs = [...carried.of(place)].filter(
      (arc) => arc >= first && arc < end && problem.arcPlace[arc] === place,
    );
    return { group, place, arcs };
  }

  #value(arc: number): number {
    return this.#network.problem.arcValue[arc] ?? 0;
  }

  #reducedCost(arc: number): number {
    const { problem, potential, place } = this.#network;
    const from = potential[problem.arcGroup[arc] ?? 0] ?? 0;
    const to = potential[place + (problem.arcPlace[arc] ?? 0)] ?? 0;
    return -this.#value(arc) - from + to;
  }

  #hasRoom(arc: number): boolean {
    return (this.#coupling.solution.flow[arc] ?? 0) < (this.#network.problem.arcLimit[arc] ?? 0);
  }

  /** What it costs at least to leave each group: for another place, or for nowhere. */
  #leaving(): TwoLowest {
    const { arcGroup, arcPlace } = this.#network.problem;
    const { groupPrice } = this.#coupling.solution;
    const lowest = new TwoLowest(groupPrice.length);
    for (const [arc, group] of arcGroup.entries())
      if (this.#hasRoom(arc)) lowest.offer(group, arcPlace[arc] ?? 0, this.#reducedCost(arc));
    for (const [group, price] of groupPrice.entries()) lowest.offer(group, -1, price);
    return lowest;
  }

  /** What it costs at least to fill a position of each place from another group, or to leave it open. */
  #entering(): TwoLowest {
    const { arcGroup, arcPlace, placeVacancy } = this.#network.problem;
    const { placePrice, vacancyPrice } = this.#coupling.solution;
    const lowest = new TwoLowest(placePrice.length);
    for (const [arc, place] of arcPlace.entries())
      if (this.#hasRoom(arc)) lowest.offer(place, arcGroup[arc] ?? 0, this.#reducedCost(arc));
    for (const [place, price] of placePrice.entries()) {
      const vacancy = placeVacancy[place] ?? 0;
      // Another place of the same vacancy may take the position over: then its total costs nothing.
      const alone = this.#network.placesOf.of(vacancy).length === 1;
      lowest.offer(place, -1, price + (alone ? (vacancyPrice[vacancy] ?? 0) : 0));
    }
    return lowest;
  }

  /** What the people earn where they are: people with their points, the fewest points first. */
  #earned({ arcs }: Located): { people: number; value: number }[] {
    return arcs
      .map((arc) => ({ people: this.#coupling.solution.flow[arc] ?? 0, value: this.#value(arc) }))
      .sort((a, b) => a.value - b.value);
  }

  /** Pairs off what people earn with the ways out, splitting a way where earnings differ. */
  #alternatives(
    ways: readonly Way[],
    earned: readonly { people: number; value: number }[],
    { group, place }: Located,
  ): Alternative[] {
    const left = earned.map((one) => ({ ...one }));
    return ways.flatMap((way) => {
      const moves = this.#moves(way.steps, { group, from: place });
      const alternatives: Alternative[] = [];
      for (let people = way.people; people > 0; ) {
        const next = left.find((one) => one.people > 0);
        if (next === undefined) break;
        const some = Math.min(people, next.people);
        next.people -= some;
        people -= some;
        alternatives.push({ people: some, lossPerPerson: next.value + way.cost, moves });
      }
      return alternatives;
    });
  }

  #moves(steps: readonly Step[], own: Uprooted): Move[] {
    return movesAlong(steps, own, this.#network.problem).flatMap(({ group, from, to }) => {
      const one = this.#coupling.pairs.surplus[group];
      return one === undefined ? [] : [{ groupId: one.id, from: this.#placing(from), to: this.#placing(to) }];
    });
  }

  #placing(place: number | undefined): Placing {
    const at = place === undefined ? undefined : this.#coupling.pairs.places[place];
    return at === undefined ? undefined : { vacancyId: at.vacancyId, place: at.place };
  }
}
