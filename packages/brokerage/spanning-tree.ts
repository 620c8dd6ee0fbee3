import type { Network } from "./network-simplex.ts";

const NONE = -1;

/**
 * A rooted spanning tree of a network that can hang a part of itself elsewhere. Every node knows its parent, the arc to
 * it and its depth; children are linked lists, so that a part is cut off and hung up in as many steps as the path that
 * turns round is long. Potentials of the nodes live here, since they follow from the tree: an arc in the
 * tree has reduced cost `cost - potential[from] + potential[to] = 0` (Ahuja, Magnanti and Orlin, Network Flows, 11.3).
 */
export class SpanningTree {
  readonly parent: Int32Array;
  readonly parentArc: Int32Array;
  readonly depth: Int32Array;
  /** Whole numbers up to nodes × the highest cost: beyond 32 bits, so doubles. */
  readonly potential: Float64Array;
  readonly #firstChild: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #from: Int32Array;
  readonly #cost: Int32Array;

  constructor({ nodeCount, from, to, cost, parentArc }: Network) {
    this.parent = new Int32Array(nodeCount).fill(NONE);
    this.parentArc = Int32Array.from(parentArc);
    this.depth = new Int32Array(nodeCount);
    this.potential = new Float64Array(nodeCount);
    this.#firstChild = new Int32Array(nodeCount).fill(NONE);
    this.#next = new Int32Array(nodeCount).fill(NONE);
    this.#previous = new Int32Array(nodeCount).fill(NONE);
    this.#from = from;
    this.#cost = cost;
    const root = nodeCount - 1;
    for (let node = root - 1; node >= 0; node--) {
      const arc = parentArc[node] ?? NONE;
      const above = from[arc] === node ? (to[arc] ?? root) : (from[arc] ?? root);
      this.#attach(node, above, arc);
    }
    this.#walk(root, (node) => {
      if (node === root) return;
      const above = this.parent[node] ?? root;
      this.depth[node] = (this.depth[above] ?? 0) + 1;
      this.potential[node] = this.#potentialFrom(node, above, this.parentArc[node] ?? NONE);
    });
  }

  /** Cuts the arc above `top` and hangs the part below it on `above`, by `arc` to its node `node`. */
  rehang(top: number, node: number, { above, arc }: { readonly above: number; readonly arc: number }): void {
    const shift = this.#potentialFrom(node, above, arc) - (this.potential[node] ?? 0);
    let current = node;
    let hangOn = above;
    let by = arc;
    for (;;) {
      const oldParent = this.parent[current] ?? NONE;
      const oldArc = this.parentArc[current] ?? NONE;
      this.#detach(current);
      this.#attach(current, hangOn, by);
      if (current === top) break;
      hangOn = current;
      by = oldArc;
      current = oldParent;
    }
    this.#shift(node, shift);
  }

  #potentialFrom(node: number, above: number, arc: number): number {
    const cost = this.#cost[arc] ?? 0;
    return (this.potential[above] ?? 0) + (this.#from[arc] === node ? cost : -cost);
  }

  #attach(node: number, above: number, arc: number): void {
    const first = this.#firstChild[above] ?? NONE;
    this.parent[node] = above;
    this.parentArc[node] = arc;
    this.#previous[node] = NONE;
    this.#next[node] = first;
    if (first !== NONE) this.#previous[first] = node;
    this.#firstChild[above] = node;
  }

  #detach(node: number): void {
    const next = this.#next[node] ?? NONE;
    const previous = this.#previous[node] ?? NONE;
    if (previous === NONE) this.#firstChild[this.parent[node] ?? 0] = next;
    else this.#next[previous] = next;
    if (next !== NONE) this.#previous[next] = previous;
  }

  /** New potentials and depths for the part under `top`, parents first. */
  #shift(top: number, by: number): void {
    const { parent, depth, potential } = this;
    for (let node = top; node !== NONE; node = this.#following(node, top)) {
      potential[node] = (potential[node] ?? 0) + by;
      depth[node] = (depth[parent[node] ?? 0] ?? 0) + 1;
    }
  }

  #walk(top: number, visit: (node: number) => void): void {
    for (let node = top; node !== NONE; node = this.#following(node, top)) visit(node);
  }

  /** The node after `node` in preorder of the part under `top`, or -1. */
  #following(node: number, top: number): number {
    const child = this.#firstChild[node] ?? NONE;
    if (child !== NONE) return child;
    let at = node;
    while (at !== top) {
      const next = this.#next[at] ?? NONE;
      if (next !== NONE) return next;
      at = this.parent[at] ?? top;
    }
    return NONE;
  }
}
