import type { Pc4 } from "#packages/domain/postcode.ts";
import { distancePoints } from "../points.ts";
import type { World } from "../world.ts";
import type { Words } from "./postings.ts";

/** Further than any distance in the country, in hectometres. */
export const TOO_FAR = 65_535;

/** Areas that are passed over together when all of them are too far. */
const BLOCK = 16;
/** Distances that a shard keeps, of 2 bytes: those from 500 places when it has all 4,000 areas, in a region those from all. */
const MOST_KEPT = 2_000_000;

export type Measured = {
  readonly distances: Uint16Array;
  /** Per block of areas the distance to the nearest. */
  readonly nearest: Uint16Array;
};

/** So many stretches of documents, `firsts` up to `ends`, each with its step of distance. */
export type Runs = {
  count: number;
  readonly steps: Uint8Array;
  readonly firsts: Uint32Array;
  readonly ends: Uint32Array;
};

/**
 * The postcode areas of a shard in the order of its documents, and distances to them. Those from a place that was asked
 * for are kept until there are too many.
 */
export class ShardAreas {
  /** Areas by rank; documents of area `r` are `starts[r]` up to `starts[r + 1]`. */
  readonly #areas: readonly Pc4[];
  readonly #starts: Uint32Array;
  readonly #world: Pick<World, "distancesHm">;
  readonly #found: number[] = [];
  readonly #measured = new Map<Pc4, Measured>();
  readonly #mostPlaces: number;
  readonly #runs: Runs;

  constructor(areas: readonly Pc4[], starts: Uint32Array, world: Pick<World, "distancesHm">) {
    this.#areas = areas;
    this.#starts = starts;
    this.#world = world;
    const [firsts, ends] = [new Uint32Array(areas.length), new Uint32Array(areas.length)];
    this.#runs = { count: 0, steps: new Uint8Array(areas.length), firsts, ends };
    this.#mostPlaces = Math.ceil(MOST_KEPT / Math.max(1, areas.length));
  }

  #from(place: Pc4): Measured {
    const known = this.#measured.get(place);
    if (known !== undefined) return known;
    if (this.#measured.size >= this.#mostPlaces) this.#measured.clear();
    const measured = withNearest(this.#world.distancesHm(place, this.#areas));
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

  /**
   * Documents of areas within `limit`, in runs of areas that follow each other and whose distances are of the same step.
   * In lists that the next call writes anew.
   */
  runs(measured: Measured, limit: number, steps: Uint8Array): Runs {
    const { ranks, distances } = { ranks: this.within(measured, limit), distances: measured.distances };
    const runs = this.#runs;
    runs.count = 0;
    let end = -1;
    for (let at = 0; at < ranks.length; at++) {
      const rank = ranks[at] ?? 0;
      const step = steps[distances[rank] ?? TOO_FAR] ?? 0;
      const first = this.#starts[rank] ?? 0;
      if (first !== end || step !== runs.steps[runs.count - 1]) {
        runs.steps[runs.count] = step;
        runs.firsts[runs.count] = first;
        runs.count++;
      }
      end = this.#starts[rank + 1] ?? 0;
      runs.ends[runs.count - 1] = end;
    }
    return runs;
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

  /** Words of documents of the areas within `limit`, those that are nearly beside each other as one. */
  ranges(measured: Measured, limit: number): Range[] {
    const ranges: MutableRange[] = [];
    for (const rank of this.within(measured, limit)) {
      const first = this.start(rank) >>> 5;
      const end = (this.start(rank + 1) + 31) >>> 5;
      const distance = measured.distances[rank] ?? TOO_FAR;
      const last = ranges.at(-1);
      if (last !== undefined && first - last.end <= GAP_WORDS) {
        last.end = end;
        last.nearest = Math.min(last.nearest, distance);
      } else ranges.push({ first, end, nearest: distance });
    }
    return ranges;
  }
}

/** Words between two ranges that are worked through rather than left out. */
const GAP_WORDS = 8;

const withNearest = (distances: Uint16Array): Measured => {
  const nearest = new Uint16Array(Math.ceil(distances.length / BLOCK)).fill(TOO_FAR);
  for (let rank = 0; rank < distances.length; rank++) {
    const block = Math.floor(rank / BLOCK);
    nearest[block] = Math.min(nearest[block] ?? TOO_FAR, distances[rank] ?? TOO_FAR);
  }
  return { distances, nearest };
};

/** Words `first` up to `end`, and the distance of the nearest area in them. */
export type Range = { readonly first: number; readonly end: number; readonly nearest: number };
type MutableRange = { first: number; end: number; nearest: number };

/** The ranges in one chunk of documents, from the first word of the first up to the end of the last. */
export type Stretch = Words & { readonly ranges: readonly Range[]; readonly nearest: number };

/** Ranges by chunk, the chunk of the nearest area first. `chunkBits`: a chunk has so many words, as a power of two. */
export const stretchesOf = (ranges: readonly Range[], chunkBits: number): Stretch[] => {
  const byChunk = new Map<number, Range[]>();
  for (const { first, end, nearest } of ranges)
    for (let chunk = first >>> chunkBits; chunk <= (end - 1) >>> chunkBits; chunk++) {
      const [from, to] = [Math.max(first, chunk << chunkBits), Math.min(end, (chunk + 1) << chunkBits)];
      const own = byChunk.get(chunk) ?? [];
      own.push({ first: from, end: to, nearest });
      byChunk.set(chunk, own);
    }
  return [...byChunk]
    .map(([chunk, own]) => ({
      chunk,
      first: own[0]?.first ?? 0,
      end: own.at(-1)?.end ?? 0,
      nearest: Math.min(...own.map(({ nearest }) => nearest)),
      ranges: own,
    }))
    .sort((a, b) => a.nearest - b.nearest);
};

/** Ascending ranges of which some may share words, as ranges that share none. */
export const joined = (ranges: readonly Range[]): Range[] => {
  const apart: MutableRange[] = [];
  for (const { first, end, nearest } of ranges) {
    const last = apart.at(-1);
    if (last !== undefined && first < last.end) {
      last.end = Math.max(last.end, end);
      last.nearest = Math.min(last.nearest, nearest);
    } else if (end > first) apart.push({ first, end, nearest });
  }
  return apart;
};

/** The most points for a distance; nobody has a further limit than `widest`. */
export const mostDistance = (distance: number, widest: number): number =>
  distance >= widest ? 0 : distancePoints(distance, widest);
