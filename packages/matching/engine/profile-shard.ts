import { OCCUPATION_POINTS } from "#packages/domain/explanation.ts";
import type { MarketProfileId } from "#packages/domain/ids.ts";
import { distancePoints } from "../points.ts";
import type { VacancySide } from "../sides.ts";
import { vacancySide } from "../sides.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";
import type { World } from "../world.ts";
import type { Hit, SearchOptions } from "./best.ts";
import { Best, hitsOf, rankOf } from "./best.ts";
import { BitCounters } from "./counters.ts";
import {
  availabilityOf,
  datesOf,
  EARLIEST,
  hoursOf,
  limitOf,
  mustsNeeded,
  reachOf,
  UNKNOWN_REACH,
} from "./facts.ts";
import { RequirementMarks } from "./marks.ts";
import { Postings, someIn, termsIn } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";
import { profileColumns } from "./profile-columns.ts";
import { ProfileFilters } from "./profile-filters.ts";
import type { Range } from "./reach.ts";
import { ShardAreas, TOO_FAR } from "./reach.ts";
import type { BestSimilarity } from "./similarities.ts";
import { Similarities } from "./similarities.ts";

/** Words between two ranges that are scanned rather than left out. */
const GAP_WORDS = 16;
const POINTS_PER_PERMILLE = OCCUPATION_POINTS / 1000;

export type ShardOptions = {
  /** For tests: documents in a chunk of postings, as a power of two. */
  readonly chunkBits?: number;
};

/** What a vacancy asks, as numbers that compare with the columns. */
type Demand = {
  readonly side: VacancySide;
  /** Must-haves to be met; 0 when any number will do. */
  readonly mustsNeeded: number;
  /** Hectometres. */
  readonly reach: number;
  readonly distances: Uint16Array;
  readonly hours: { readonly min: number; readonly max: number };
  readonly start: number;
  /** Who comes later, or leaves earlier, does not suit. */
  readonly latestFrom: number;
  readonly earliestUntil: number;
  /** Number of the vacancy's occupation among those excluded. */
  readonly excluded: number | undefined;
  readonly bestSimilarity: BestSimilarity | undefined;
};

/**
 * The profiles of a region in memory, for the direction vacancy → profiles. Gives the scores and the order of the
 * definition (`assess.ts`, `matchVacancy`) without looking at most profiles: areas in reach become ranges of documents,
 * filters and must-haves are worked out 32 documents at a time, and only who is left is scored. Reasons are not kept: the
 * definition gives them for the few that are wanted. Not to be used by two searches at the same time.
 */
export class ProfileShard {
  readonly #world: World;
  readonly #columns: ProfileColumns;
  readonly #ids: readonly MarketProfileId[];
  readonly #areas: ShardAreas;
  readonly #filters: ProfileFilters;
  /** Everybody who was not dropped; the bits after the last document are 0. */
  readonly #live: Int32Array;
  readonly #postings: Postings;
  readonly #similarities: Similarities;
  /** Every reach that anybody has, unknown among them. */
  readonly #reaches: readonly number[];
  readonly #marks = new RequirementMarks();
  readonly #counters: BitCounters;
  readonly #bits: Int32Array;
  readonly #scratch: Int32Array;

  /** Each id comes once. Throws `TooManyNumbers` for a classification of more than 65,536 competencies or occupations. */
  constructor(profiles: readonly ProfileTerms[], world: World, { chunkBits }: ShardOptions = {}) {
    const { ordered, ...columns } = profileColumns(profiles, world);
    const words = (columns.count + 31) >>> 5;
    this.#world = world;
    this.#columns = columns;
    this.#ids = ordered.map(({ id }) => id).sort();
    this.#areas = new ShardAreas(columns.areas, columns.areaStarts, world.distanceHm);
    this.#filters = new ProfileFilters(columns);
    this.#live = this.#filters.everybody();
    this.#postings = new Postings(columns.competencies, chunkBits);
    this.#similarities = new Similarities(world.classification, termsIn(columns.occupations));
    this.#reaches = [...new Set(columns.reach)];
    this.#counters = new BitCounters(words);
    this.#bits = new Int32Array(words);
    this.#scratch = new Int32Array(words);
  }

  get count(): number {
    return this.#columns.count;
  }

  /** Bytes of all that grows with the number of profiles, but for the ids. */
  get bytes(): number {
    const columns = Object.values(this.#columns).flatMap((column) => {
      if (ArrayBuffer.isView(column)) return column.byteLength;
      return typeof column === "object" && "starts" in column
        ? column.starts.byteLength + column.values.byteLength
        : 0;
    });
    const working = this.#live.byteLength + this.#bits.byteLength + this.#scratch.byteLength;
    return columns.reduce((sum, one) => sum + one, working + this.#postings.bytes + this.#filters.bytes);
  }

  /** The best profiles for a vacancy: by score, then by id, as `matchVacancy` ranks them. */
  search(vacancy: VacancyTerms, { limit, atLeast = 0 }: SearchOptions): Hit<MarketProfileId>[] {
    const best = new Best(limit, atLeast);
    const demand = this.#demand(vacancy);
    const { side, distances, reach } = demand;
    this.#marks.set(side.requirements, (competency) => this.#world.classification.near(competency));
    const filters = this.#filters.for(vacancy);
    const widest = Math.max(0, ...this.#reaches.map((own) => limitOf(own, reach)));
    const ranges = this.#areas.wordRanges(distances, widest, GAP_WORDS);
    for (const range of ranges) {
      this.#sieve(demand, filters, range);
      this.#scan(demand, best, range);
    }
    return hitsOf(best, this.#ids);
  }

  /** Leaves a profile out of all searches from now on; one that is not there, or was dropped before, is no matter. */
  drop(id: string): void {
    const rank = rankOf(this.#ids, id);
    const document = rank === undefined ? -1 : this.#columns.idRank.indexOf(rank);
    if (document >= 0)
      this.#live[document >>> 5] = (this.#live[document >>> 5] ?? 0) & ~(1 << (document & 31));
  }

  #demand(vacancy: VacancyTerms): Demand {
    const side = vacancySide(vacancy, this.#world.classification);
    const { occupation: uri, places } = vacancy;
    const open = places.filter((place) => place.open > 0).map(({ pc4 }) => pc4);
    return {
      side,
      mustsNeeded: mustsNeeded(vacancy, side),
      reach: reachOf(vacancy),
      distances: this.#areas.distancesFromNearest(open),
      hours: hoursOf(vacancy),
      ...datesOf(vacancy),
      excluded: uri === undefined ? undefined : this.#columns.excludedNumbers.find(uri),
      bestSimilarity: side.occupation === undefined ? undefined : this.#similarities.bestOf(side.occupation),
    };
  }

  /** Leaves in `#bits` who passes the bitmaps and has must-haves enough. */
  #sieve({ side, mustsNeeded: needed }: Demand, filters: readonly Int32Array[], range: Range): void {
    const { first, end } = range;
    if (needed === 0) this.#bits.fill(-1, first, end);
    else this.#countMusts(side.musts, needed, range);
    and(this.#bits, this.#live, range);
    for (const bitmap of filters) and(this.#bits, bitmap, range);
  }

  #countMusts(musts: readonly number[], needed: number, { first, end }: Range): void {
    this.#counters.reset(musts.length, first, end);
    for (const competency of musts) {
      this.#scratch.fill(0, first, end);
      this.#postings.or(competency, this.#scratch, first, end);
      for (const other of this.#world.classification.near(competency))
        this.#postings.or(other, this.#scratch, first, end);
      this.#counters.add(this.#scratch, first, end);
    }
    this.#counters.atLeast(needed, this.#bits, { first, end });
  }

  #scan(demand: Demand, best: Best, { first, end }: Range): void {
    for (let word = first; word < end; word++) {
      for (let bits = this.#bits[word] ?? 0; bits !== 0; bits &= bits - 1) {
        const document = (word << 5) + 31 - Math.clz32(bits & -bits);
        const limit = this.#limitFor(document, demand);
        if (limit > 0) this.#score(document, limit, demand, best);
      }
    }
  }

  /** The limit of the distance, or 0 for who does not suit by the filters that are not bitmaps. */
  #limitFor(document: number, demand: Demand): number {
    const columns = this.#columns;
    const own = columns.reach[document] ?? UNKNOWN_REACH;
    const limit = limitOf(own, demand.reach);
    const distance = demand.distances[columns.areaOf[document] ?? 0] ?? TOO_FAR;
    return distance <= limit && this.#suits(document, demand) ? limit : 0;
  }

  #suits(document: number, { hours, latestFrom, earliestUntil, excluded }: Demand): boolean {
    const { hoursMin, hoursMax, from, until, occupationsExcluded } = this.#columns;
    return (
      hours.min <= (hoursMax[document] ?? 0) &&
      hours.max >= (hoursMin[document] ?? 0) &&
      (from[document] ?? 0) <= latestFrom &&
      (until[document] ?? 0) >= earliestUntil &&
      (excluded === undefined ||
        !someIn(occupationsExcluded, document, (occupation) => occupation === excluded))
    );
  }

  #score(document: number, limit: number, { distances, start, bestSimilarity }: Demand, best: Best): void {
    const { areaOf, from, idRank } = this.#columns;
    const fixed =
      distancePoints(distances[areaOf[document] ?? 0] ?? 0, limit) +
      availabilityOf(start, from[document] ?? EARLIEST) +
      this.#competencies(document);
    if (fixed + OCCUPATION_POINTS < best.bar) return;
    const occupation = bestSimilarity === undefined ? 0 : this.#similarity(document, bestSimilarity);
    best.offer(fixed + occupation * POINTS_PER_PERMILLE, idRank[document] ?? 0);
  }

  #competencies(document: number): number {
    const { starts, values } = this.#columns.competencies;
    return this.#marks.points(values, starts[document] ?? 0, starts[document + 1] ?? 0);
  }

  #similarity(document: number, bestOf: BestSimilarity): number {
    const { starts, values } = this.#columns.occupations;
    return bestOf(values, starts[document] ?? 0, starts[document + 1] ?? 0);
  }
}

const and = (bits: Int32Array, bitmap: Int32Array, { first, end }: Range): void => {
  for (let word = first; word < end; word++) bits[word] = (bits[word] ?? 0) & (bitmap[word] ?? 0);
};
