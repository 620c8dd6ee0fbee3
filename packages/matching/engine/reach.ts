import type { Pc4 } from "#packages/domain/postcode.ts";
import type { World } from "../world.ts";

/** Further than any distance in the country, in hectometres. */
export const TOO_FAR = 65_535;

/** Areas that are passed over together when all of them are too far. */
const BLOCK = 16;

export type Measured = {
  readonly distances: Uint16Array;
  /** Per block of areas the distance to the nearest. */
  readonly nearest: Uint16Array;
};

/**
 * The postcode areas of a shard in the order of its documents, and distances to them. A place that is asked for is
 * measured once and kept: there are about 4,000 areas, so a shard of a region keeps at most a few megabytes.
 */
export class ShardAreas {
  /** Areas by rank; documents of area `r` are `starts[r]` up to `starts[r + 1]`. */
  readonly #areas: readonly Pc4[];
  readonly #starts: Uint32Array;
  readonly #distanceHm: World["distanceHm"];
  readonly #found: number[] = [];
  readonly #measured = new Map<Pc4, Measured>();

  constructor(areas: readonly Pc4[], starts: Uint32Array, distanceHm: World["distanceHm"]) {
    this.#areas = areas;
    this.#starts = starts;
    this.#distanceHm = distanceHm;
  }

  /** Distance of every area to that place, by rank, whole hectometres. Read it, never write it. */
  distancesFrom(place: Pc4): Uint16Array {
    return this.#from(place).distances;
  }

  #from(place: Pc4): Measured {
    const known = this.#measured.get(place);
    if (known !== undefined) return known;
    const measured = withNearest(
      Uint16Array.from(this.#areas, (area) => Math.min(TOO_FAR, this.#distanceHm(place, area))),
    );
    this.#measured.set(place, measured);
    return measured;
  }

  /** Distance of every area to the nearest of those places. */
  fromNearest(places: readonly Pc4[]): Measured {
    const [first, ...others] = places.map((place) => this.#from(place));
    if (first === undefined) return withNearest(new Uint16Array(this.#areas.length).fill(TOO_FAR));
    if (others.length === 0) return first;
    return withNearest(
      first.distances.map((distance, rank) =>
        Math.min(distance, ...others.map(({ distances }) => distances[rank] ?? TOO_FAR)),
      ),
    );
  }

  /** How many documents are in areas. */
  get documents(): number {
    return this.#starts[this.#areas.length] ?? 0;
  }

  /** Ranks of the areas within `limit`, ascending, in a list that the next call writes anew. */
  within({ distances, nearest }: Measured, limit: number): readonly number[] {
    const found = this.#found;
    found.length = 0;
    for (let block = 0; block < nearest.length; block++)
      if ((nearest[block] ?? TOO_FAR) <= limit) this.#addBlock(block, distances, limit);
    return found;
  }

  #addBlock(block: number, distances: Uint16Array, limit: number): void {
    const end = Math.min(distances.length, (block + 1) * BLOCK);
    for (let rank = block * BLOCK; rank < end; rank++)
      if ((distances[rank] ?? TOO_FAR) <= limit) this.#found.push(rank);
  }

  /** The first document of an area; that of the one after it is the end of its own. */
  start(rank: number): number {
    return this.#starts[rank] ?? 0;
  }
}

const withNearest = (distances: Uint16Array): Measured => {
  const nearest = new Uint16Array(Math.ceil(distances.length / BLOCK)).fill(TOO_FAR);
  for (const [rank, distance] of distances.entries()) {
    const block = Math.floor(rank / BLOCK);
    nearest[block] = Math.min(nearest[block] ?? TOO_FAR, distance);
  }
  return { distances, nearest };
};

/** `first` up to `end`. */
export type Range = { readonly first: number; readonly end: number };
export type MutableRange = { first: number; end: number };

/** Adds `first` up to `end` to the ranges before it, as one with the last when at most `gap` is between them. */
export const join = (ranges: MutableRange[], first: number, end: number, gap: number): void => {
  const last = ranges.at(-1);
  if (end === first) return;
  if (last !== undefined && first - last.end <= gap) last.end = Math.max(last.end, end);
  else ranges.push({ first, end });
};
