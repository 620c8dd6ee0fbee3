/** Draws of one sample: all that is random about it, the same on every machine for the same labels. */
export type Draw = {
  /** From 0 up to, not including, 1. */
  number(): number;
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** Each of the list with that probability, in the order of the list. */
  some<T>(list: readonly T[], probability: number): T[];
};

const ROUNDS_BEFORE_USE = 12;
const FNV_PRIME = 16_777_619;
const FNV_START = 2_166_136_261;

/** FNV-1a over the characters: spreads labels over 32 bits. */
const hashOf = (text: string, start: number): number => {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
};

/** The generator sfc32 of PractRand (Chris Doty-Humphrey): 128 bits of state, one of them a counter. */
const sfc32 = (label: string): (() => number) => {
  let a = hashOf(label, FNV_START);
  let b = hashOf(label, a ^ 0x9e3779b9);
  let c = hashOf(label, b ^ 0x85ebca6b);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < ROUNDS_BEFORE_USE; round += 1) next();
  return next;
};

/** A source of draws that follows from the labels alone; other labels give unrelated draws. */
export const drawFor = (...labels: readonly (string | number)[]): Draw => {
  const next = sfc32(labels.join("/"));
  const number = () => next() / 4_294_967_296;
  const whole = (min: number, max: number) => min + Math.floor(number() * (max - min + 1));
  const chance = (probability: number) => number() < probability;
  return {
    number,
    whole,
    chance,
    pick: ([first, ...others]) => others[whole(0, others.length) - 1] ?? first,
    some: (list, probability) => list.filter(() => chance(probability)),
  };
};

/** Picks by weight. Built once for a list that is drawn from often. */
export type Lottery<T> = { at(share: number): T };

/** Thrown when there is nothing to draw from. */
export class NothingToDraw extends Error {
  override readonly name = "NothingToDraw";
}

/**
 * A lottery over a list with weights of 0 or more; `at` takes a share of 0 up to 1, so a draw or an evenly spread
 * series can be given. Throws NothingToDraw when no weight is above 0.
 */
export const lottery = <T>(list: readonly T[], weightOf: (item: T) => number): Lottery<T> => {
  const tickets = list.filter((item) => weightOf(item) > 0);
  const upTo: number[] = [];
  let total = 0;
  for (const item of tickets) {
    total += weightOf(item);
    upTo.push(total);
  }
  const last = tickets.at(-1);
  if (last === undefined) throw new NothingToDraw("no item of the list has a weight");
  return {
    at: (share) => {
      const wanted = share * total;
      let [low, high] = [0, upTo.length - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((upTo[middle] ?? total) > wanted) high = middle;
        else low = middle + 1;
      }
      return tickets[low] ?? last;
    },
  };
};

const GOLDEN_PART = 0.618_033_988_749_894_9;
/**
 * The share of the n-th of an endless series that is spread evenly however far it is followed (steps of the golden
 * section): 300 of them already reach every region, also the smallest with 0.8 % of the inhabitants.
 */
export const evenly = (start: number, index: number): number => (start + index * GOLDEN_PART) % 1;

/** The object without members that are unknown, as a sender would leave them out. */
export const leaveOutUnknown = <T extends object>(row: T): T => {
  for (const [key, value] of Object.entries(row)) if (value === undefined) Reflect.deleteProperty(row, key);
  return row;
};
