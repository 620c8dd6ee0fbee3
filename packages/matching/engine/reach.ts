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

  /**
   * Ranges of words of 32 documents that hold every document of an area within `limit`: pairs of first and end. Ranges
   * less than `gap` words apart are one.
   */
  wordRanges(distances: Uint16Array, limit: number, gap: number): number[] {
    const ranges: number[] = [];
    for (let rank = 0; rank < distances.length; rank++) {
      if ((distances[rank] ?? TOO_FAR) > limit) continue;
      const from = this.#starts[rank] ?? 0;
      const to = this.#starts[rank + 1] ?? from;
      if (to > from) addRange(ranges, from >>> 5, (to + 31) >>> 5, gap);
    }
    return ranges;
  }
}

const addRange = (ranges: number[], first: number, end: number, gap: number): void => {
  const last = ranges.length - 1;
  if (last >= 0 && first - (ranges[last] ?? 0) <= gap) ranges[last] = Math.max(end, ranges[last] ?? 0);
  else ranges.push(first, end);
};
