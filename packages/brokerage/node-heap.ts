/**
 * A queue of nodes by their distance, the nearest first and of equals the lowest number, so that searches come out the same
 * each time. A node whose distance shrinks is pushed again and moves up. Distances are kept by the caller.
 */
export class NodeHeap {
  readonly #distance: Float64Array;
  readonly #at: Int32Array;
  readonly #nodes: Int32Array;
  #size = 0;

  constructor(distance: Float64Array) {
    this.#distance = distance;
    this.#at = new Int32Array(distance.length).fill(-1);
    this.#nodes = new Int32Array(distance.length);
  }

  clear(): void {
    for (let at = 0; at < this.#size; at++) this.#at[this.#nodes[at] ?? 0] = -1;
    this.#size = 0;
  }

  push(node: number): void {
    const known = this.#at[node] ?? -1;
    this.#up(known < 0 ? this.#size++ : known, node);
  }

  /** The nearest node, or -1 when there is none. */
  pop(): number {
    if (this.#size === 0) return -1;
    const top = this.#nodes[0] ?? -1;
    this.#at[top] = -1;
    this.#size -= 1;
    if (this.#size > 0) this.#down(this.#nodes[this.#size] ?? 0);
    return top;
  }

  #before(a: number, b: number): boolean {
    const difference = (this.#distance[a] ?? 0) - (this.#distance[b] ?? 0);
    return difference < 0 || (difference === 0 && a < b);
  }

  #put(at: number, node: number): void {
    this.#nodes[at] = node;
    this.#at[node] = at;
  }

  #up(from: number, node: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      const above = this.#nodes[parent] ?? 0;
      if (!this.#before(node, above)) break;
      this.#put(at, above);
      at = parent;
    }
    this.#put(at, node);
  }

  #down(node: number): void {
    let at = 0;
    for (let child = this.#nearerChild(at); child >= 0; child = this.#nearerChild(at)) {
      const below = this.#nodes[child] ?? 0;
      if (!this.#before(below, node)) break;
      this.#put(at, below);
      at = child;
    }
    this.#put(at, node);
  }

  #nearerChild(at: number): number {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    if (left >= this.#size) return -1;
    if (right >= this.#size) return left;
    return this.#before(this.#nodes[right] ?? 0, this.#nodes[left] ?? 0) ? right : left;
  }
}
