import { SpanningTree } from "./spanning-tree.ts";

/**
 * A network with a flow to start from. Costs, capacities and flows are 32-bit whole numbers. The last node is the root.
 * `parentArc` gives for every other node an arc of a spanning tree; the caller promises that it is *strongly feasible*
 * with `flow`: every arc that points to the root can still carry more, every arc away from it carries something, and
 * arcs outside the tree carry nothing. No capacity is 0.
 */
export type Network = {
  readonly nodeCount: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Int32Array;
  readonly capacity: Int32Array;
  readonly flow: Int32Array;
  /** Per node: its arc in the tree; -1 for the root. */
  readonly parentArc: Int32Array;
};

export type NetworkSolution = {
  readonly flow: Int32Array;
  /** Per node, root 0: `cost - potential[from] + potential[to]` is 0 or more where flow can grow, 0 or less where it can shrink. */
  readonly potential: Float64Array;
  readonly pivots: number;
};

const IN_TREE = 0;
const AT_LOWER = 1;
const AT_UPPER = -1;
const NO_NODE = -1;

/** What is blocked first along the cycle of the entering arc. */
type Leaving = { readonly node: number; readonly onFirstSide: boolean; readonly amount: number };

/**
 * The primal network simplex (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 11): strongly feasible
 * spanning trees (11.6), so that it ends whatever the degeneracy, and block search for the entering arc: of each block of
 * about the square root of the number of arcs the one that violates optimality most. Deterministic: the same network
 * gives the same flow.
 */
class NetworkSimplex {
  readonly #network: Network;
  readonly #flow: Int32Array;
  readonly #state: Int8Array;
  readonly #tree: SpanningTree;
  readonly #block: number;
  #scanFrom = 0;
  pivots = 0;

  constructor(network: Network) {
    this.#network = network;
    this.#flow = Int32Array.from(network.flow);
    this.#state = new Int8Array(network.from.length).fill(AT_LOWER);
    for (const arc of network.parentArc) if (arc >= 0) this.#state[arc] = IN_TREE;
    this.#tree = new SpanningTree(network);
    this.#block = Math.max(50, Math.ceil(Math.sqrt(network.from.length)));
  }

  run(): NetworkSolution {
    for (let entering = this.#entering(); entering >= 0; entering = this.#entering()) this.#pivot(entering);
    return { flow: this.#flow, potential: this.#tree.potential, pivots: this.pivots };
  }

  /** The arc to bring in, or -1 when none violates optimality. */
  #entering(): number {
    const arcs = this.#network.from.length;
    let start = this.#scanFrom;
    for (let scanned = 0; scanned < arcs; ) {
      const end = Math.min(start + this.#block, arcs);
      const worst = this.#worstOf(start, end);
      scanned += end - start;
      start = end === arcs ? 0 : end;
      if (worst >= 0) {
        this.#scanFrom = start;
        return worst;
      }
    }
    return -1;
  }

  #worstOf(start: number, end: number): number {
    const { from, to, cost } = this.#network;
    const { potential } = this.#tree;
    const state = this.#state;
    let least = 0;
    let worst = -1;
    for (let arc = start; arc < end; arc++) {
      const reduced =
        (state[arc] ?? 0) *
        ((cost[arc] ?? 0) - (potential[from[arc] ?? 0] ?? 0) + (potential[to[arc] ?? 0] ?? 0));
      if (reduced < least) {
        least = reduced;
        worst = arc;
      }
    }
    return worst;
  }

  #pivot(entering: number): void {
    const { from, to } = this.#network;
    const forward = this.#state[entering] === AT_LOWER;
    // The cycle runs from the apex down to `first`, over the entering arc to `second`, and up again.
    const first = (forward ? from[entering] : to[entering]) ?? 0;
    const second = (forward ? to[entering] : from[entering]) ?? 0;
    const apex = this.#apex(first, second);
    const leaving = this.#leaving(entering, { first, second, apex });
    this.#push(leaving.amount, entering, { first, second, apex });
    this.pivots += 1;
    if (leaving.node === NO_NODE) {
      this.#state[entering] = forward ? AT_UPPER : AT_LOWER;
      return;
    }
    const out = this.#tree.parentArc[leaving.node] ?? 0;
    this.#state[out] = this.#flow[out] === 0 ? AT_LOWER : AT_UPPER;
    this.#state[entering] = IN_TREE;
    const [node, above] = leaving.onFirstSide ? [first, second] : [second, first];
    this.#tree.rehang(leaving.node, node, { above, arc: entering });
  }

  #apex(first: number, second: number): number {
    const { parent, depth } = this.#tree;
    let a = first;
    let b = second;
    while (a !== b) {
      const below = (depth[a] ?? 0) - (depth[b] ?? 0);
      if (below >= 0) a = parent[a] ?? 0;
      if (below <= 0) b = parent[b] ?? 0;
    }
    return a;
  }

  /** The last blocking arc along the cycle from the apex: what keeps the tree strongly feasible. */
  #leaving(entering: number, { first, second, apex }: Cycle): Leaving {
    const { parent } = this.#tree;
    let amount = this.#room(entering, this.#state[entering] === AT_LOWER);
    let node = NO_NODE;
    let onFirstSide = false;
    // Walked from the entering arc up, so the first of equals is the last along the cycle …
    for (let at = first; at !== apex; at = parent[at] ?? apex) {
      const room = this.#roomAbove(at, false);
      if (room < amount) {
        amount = room;
        node = at;
        onFirstSide = true;
      }
    }
    // … and here the last of equals is.
    for (let at = second; at !== apex; at = parent[at] ?? apex) {
      const room = this.#roomAbove(at, true);
      if (room <= amount) {
        amount = room;
        node = at;
        onFirstSide = false;
      }
    }
    return { node, onFirstSide, amount };
  }

  #room(arc: number, growing: boolean): number {
    const flow = this.#flow[arc] ?? 0;
    return growing ? (this.#network.capacity[arc] ?? 0) - flow : flow;
  }

  /** What can still be sent over the arc between a node and its parent, towards the root or away from it. */
  #roomAbove(node: number, towardsRoot: boolean): number {
    const arc = this.#tree.parentArc[node] ?? 0;
    return this.#room(arc, (this.#network.from[arc] === node) === towardsRoot);
  }

  #push(amount: number, entering: number, { first, second, apex }: Cycle): void {
    if (amount === 0) return;
    const { parent } = this.#tree;
    this.#flow[entering] = (this.#flow[entering] ?? 0) + (this.#state[entering] ?? 0) * amount;
    for (let at = first; at !== apex; at = parent[at] ?? apex) this.#pushAbove(at, -amount);
    for (let at = second; at !== apex; at = parent[at] ?? apex) this.#pushAbove(at, amount);
  }

  #pushAbove(node: number, towardsRoot: number): void {
    const arc = this.#tree.parentArc[node] ?? 0;
    const change = this.#network.from[arc] === node ? towardsRoot : -towardsRoot;
    this.#flow[arc] = (this.#flow[arc] ?? 0) + change;
  }
}

type Cycle = { readonly first: number; readonly second: number; readonly apex: number };

/** A flow of least cost. The certificate of the caller's own problem checks what this claims (`certificate.ts`). */
export const solveNetwork = (network: Network): NetworkSolution => new NetworkSimplex(network).run();
