import { OCCUPATION_POINTS } from "#packages/domain/explanation.ts";
import { distancePoints } from "../points.ts";
import type { Best } from "./best.ts";
import { availabilityOf, EARLIEST, limitOf, UNKNOWN_REACH } from "./facts.ts";
import type { RequirementMarks } from "./marks.ts";
import type { Rows } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";
import { TOO_FAR } from "./reach.ts";
import type { BestSimilarity } from "./similarities.ts";

/** Weighed together: enough to wait for memory once for many, few enough that the bar goes up in between. */
const TOGETHER = 64;
export const POINTS_PER_PERMILLE = OCCUPATION_POINTS / 1000;

/** What profiles are weighed by. */
export type Scales = {
  /** The vacancy's own reach, in hectometres, and distances by rank of the area. */
  readonly reach: number;
  readonly distances: Uint16Array;
  readonly start: number;
  /** Who comes later, or leaves earlier, does not suit. */
  readonly latestFrom: number;
  readonly earliestUntil: number;
  readonly bestSimilarity: BestSimilarity;
  /** The most that anybody can have for the occupation. */
  readonly mostOccupation: number;
};

/**
 * Profiles that may be among the best, weighed together. What is known of them is far apart in memory: it is read of all of
 * them before any of it is compared, so that they wait for memory at the same time and not one after the other.
 */
export class Contenders {
  readonly #columns: ProfileColumns;
  readonly #marks: RequirementMarks;
  readonly #documents = new Int32Array(TOGETHER);
  readonly #points = new Int32Array(TOGETHER);
  /** By place, as read from the columns. */
  readonly #from = new Int32Array(TOGETHER);
  readonly #until = new Int32Array(TOGETHER);
  readonly #reach = new Uint16Array(TOGETHER);
  readonly #area = new Uint16Array(TOGETHER);
  readonly #rank = new Uint32Array(TOGETHER);
  readonly #first = new Uint32Array(TOGETHER);
  readonly #end = new Uint32Array(TOGETHER);
  readonly #values = new Uint16Array(TOGETHER);
  #count = 0;

  /** `marks` say what the competencies of a profile are worth to the vacancy of the moment. */
  constructor(columns: ProfileColumns, marks: RequirementMarks) {
    this.#columns = columns;
    this.#marks = marks;
  }

  /** No more can be added before these are weighed. */
  get isFull(): boolean {
    return this.#count === TOGETHER;
  }

  /** Adds one, with what its competencies are worth when that is known. */
  add(document: number, points: number): void {
    this.#documents[this.#count] = document;
    this.#points[this.#count] = points;
    this.#count++;
  }

  /** Offers who suits, with the points that were given, and forgets them all. Gives how many were compared by occupation. */
  weigh(scales: Scales, best: Best): number {
    this.#keepSuitable(scales);
    return this.#offer(scales, best);
  }

  /** The same with what the competencies of their rows are worth. */
  weighWithRows(scales: Scales, best: Best): number {
    this.#keepSuitable(scales);
    const { competencies } = this.#columns;
    this.#readRows(competencies);
    for (let at = 0; at < this.#count; at++) {
      const [first, end] = [this.#first[at] ?? 0, this.#end[at] ?? 0];
      this.#points[at] = (this.#points[at] ?? 0) + this.#marks.points(competencies.values, first, end);
    }
    return this.#offer(scales, best);
  }

  /** Adds one of those that there were, with more points. */
  #keep(at: number, more: number): void {
    this.add(this.#documents[at] ?? 0, (this.#points[at] ?? 0) + more);
  }

  #readFacts(): void {
    const { from, until, reach, areaOf } = this.#columns;
    for (let at = 0; at < this.#count; at++) {
      const document = this.#documents[at] ?? 0;
      this.#from[at] = from[document] ?? EARLIEST;
      this.#until[at] = until[document] ?? EARLIEST;
      this.#reach[at] = reach[document] ?? UNKNOWN_REACH;
      this.#area[at] = areaOf[document] ?? 0;
    }
  }

  /** Leaves who passes what the bitmaps leave open, and adds points for distance and availability. */
  #keepSuitable({ distances, reach, start, latestFrom, earliestUntil }: Scales): void {
    this.#readFacts();
    const count = this.#count;
    this.#count = 0;
    for (let at = 0; at < count; at++) {
      const day = this.#from[at] ?? EARLIEST;
      const distance = distances[this.#area[at] ?? 0] ?? TOO_FAR;
      const limit = limitOf(this.#reach[at] ?? UNKNOWN_REACH, reach);
      if (distance > limit || day > latestFrom || (this.#until[at] ?? EARLIEST) < earliestUntil) continue;
      const beside = distancePoints(distance, limit) + availabilityOf(start, day);
      this.#keep(at, beside);
    }
  }

  /** Where the rows of all of them are, and the first value of each, so that it is near when the row is gone through. */
  #readRows({ starts, values }: Rows): void {
    for (let at = 0; at < this.#count; at++) {
      const document = this.#documents[at] ?? 0;
      this.#first[at] = starts[document] ?? 0;
      this.#end[at] = starts[document + 1] ?? 0;
    }
    const last = values.length - 1;
    for (let at = 0; at < this.#count; at++)
      this.#values[at] = values[Math.min(last, this.#first[at] ?? 0)] ?? 0;
  }

  #keepAbove(least: number): void {
    const count = this.#count;
    this.#count = 0;
    for (let at = 0; at < count; at++) {
      if ((this.#points[at] ?? 0) >= least) this.#keep(at, 0);
    }
  }

  #offer({ bestSimilarity, mostOccupation }: Scales, best: Best): number {
    this.#keepAbove(best.bar - mostOccupation);
    const { idRank, occupations } = this.#columns;
    for (let at = 0; at < this.#count; at++) this.#rank[at] = idRank[this.#documents[at] ?? 0] ?? 0;
    this.#readRows(occupations);
    let compared = 0;
    for (let at = 0; at < this.#count; at++) {
      const points = this.#points[at] ?? 0;
      if (points + mostOccupation < best.bar) continue;
      compared++;
      const similarity = bestSimilarity(occupations.values, this.#first[at] ?? 0, this.#end[at] ?? 0);
      best.offer(points + POINTS_PER_PERMILLE * similarity, this.#rank[at] ?? 0);
    }
    this.#count = 0;
    return compared;
  }
}
