/** Seeded random numbers: what a bench draws is the same on every machine. */
export type Random = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `end`. */
  below(end: number): number;
  chance(share: number): boolean;
  one<T>(list: readonly T[]): T;
};

/** Marsaglia's xorshift with 13, 17 and 5 (Journal of Statistical Software 8(14), 2003), from any whole seed. */
export const randomFrom = (seed: number): Random => {
  let state = Math.imul(seed + 1, 2_654_435_761) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 16; warm++) next();
  return {
    next,
    below: (end) => Math.floor(next() * end),
    chance: (share) => next() < share,
    one: (list) => {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new RangeError("nothing to pick from");
      return picked;
    },
  };
};

/** Draws places of a list in proportion to its weights. */
export const weighted = (weights: readonly number[]): ((random: Random) => number) => {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    sum += weight;
    sums[index] = sum;
  }
  return (random) => {
    const wanted = random.next() * sum;
    let [low, high] = [0, weights.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};

/** 0 up to `count` in a random order (Fisher and Yates). */
export const shuffled = (count: number, random: Random): number[] => {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
};
