import type { Pc4 } from "#packages/domain/postcode.ts";
import type { World } from "../world.ts";

/** Further than any distance in the country, in hectometres. */
export const TOO_FAR = 65_535;

/**
 * The postcode areas of a shard in the order of its documents, and distances to them. A place that is asked for is
 * measured once and kept: there are about 4,000 areas, so a shard of a region keeps at most a few megabytes.
 */
export class ShardAreas {
  /** Areas by rank; documents of area `r` are `starts[r]` up to `starts[r + 1]`. */
  readonly #areas: readonly Pc4[];
  readonly #starts: Uint32Array;
  readonly #distanceHm: World["distanceHm"];
  readonly #measured = new Map<Pc4, Uint16Array>();

  constructor(areas: readonly Pc4[], starts: Uint32Array, distanceHm: World["distanceHm"]) {
    this.#areas = areas;
    this.#starts = starts;
    this.#distanceHm = distanceHm;
  }

  /** Distance of every area to that place, by rank, whole hectometres. Read it, never write it. */
  distancesFrom(place: Pc4): Uint16Array {
    const known = this.#measured.get(place);
    if (known !== undefined) return known;
    const distances = Uint16Array.from(this.#areas, (area) =>
      Math.min(TOO_FAR, this.#distanceHm(place, area)),
    );
    this.#measured.set(place, distances);
    return distances;
  }

  /** Distance of every area to the nearest of those places. */
  distancesFromNearest(places: readonly Pc4[]): Uint16Array {
    const [first, ...others] = places.map((place) => this.distancesFrom(place));
    if (first === undefined) return new Uint16Array(this.#areas.length).fill(TOO_FAR);
    if (others.length === 0) return first;
    return first.map((distance, rank) => Math.min(distance, ...others.map((list) => list[rank] ?? TOO_FAR)));
  }

  /** How many documents are in areas. */
  get documents(): number {
    return this.#starts[this.#areas.length] ?? 0;
  }

  /** Calls with every area within `limit` that has documents, `first` up to `end` of them. */
  each(distances: Uint16Array, limit: number, take: (range: Range, distance: number) => void): void {
    for (let rank = 0; rank < distances.length; rank++) {
      const distance = distances[rank] ?? TOO_FAR;
      if (distance > limit) continue;
      const first = this.#starts[rank] ?? 0;
      const end = this.#starts[rank + 1] ?? first;
      if (end > first) take({ first, end }, distance);
    }
  }

  /** Ranges of documents that hold all of every area within `limit`; areas side by side are one. */
  ranges(distances: Uint16Array, limit: number): Range[] {
    const ranges: Range[] = [];
    this.each(distances, limit, (range) => join(ranges, range, 0));
    return ranges;
  }
}

/** `first` up to `end`. */
export type Range = { readonly first: number; readonly end: number };

/** Adds a range to those before it, as one with the last when at most `gap` is between them. */
export const join = (ranges: Range[], { first, end }: Range, gap: number): void => {
  const last = ranges.at(-1);
  if (end === first) return;
  if (last !== undefined && first - last.end <= gap)
    ranges[ranges.length - 1] = { first: last.first, end: Math.max(end, last.end) };
  else ranges.push({ first, end });
};
