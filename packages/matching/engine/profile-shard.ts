import {
  AVAILABILITY_POINTS,
  COMPETENCY_POINTS,
  DISTANCE_POINTS,
  OCCUPATION_POINTS,
} from "#packages/domain/explanation.ts";
import type { MarketProfileId } from "#packages/domain/ids.ts";
import { distancePoints } from "../points.ts";
import { vacancySide } from "../sides.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";
import type { World } from "../world.ts";
import { Best, type Hit, hitsOf, type SearchOptions } from "./best.ts";
import { and, bitsOf, inArea } from "./bitmaps.ts";
import { Candidates } from "./candidates.ts";
import { type Demand, type DemandParts, demandOf } from "./demand.ts";
import { availabilityOf, DEFAULT_REACH_HM, limitOf, UNKNOWN_REACH } from "./facts.ts";
import type { IdTable } from "./id-table.ts";
import { Postings, someIn, termsIn } from "./postings.ts";
import { bytesOf, type ProfileColumns, profileColumns } from "./profile-columns.ts";
import { ProfileFilters } from "./profile-filters.ts";
import { mostDistance, type Range, ShardAreas, type Stretch, stretchesOf, TOO_FAR } from "./reach.ts";
import { RequirementCodes } from "./requirement-codes.ts";
import { Similarities } from "./similarities.ts";
import { readProfileColumns, writeProfileColumns } from "./snapshot.ts";
import { Tally } from "./tally.ts";

const POINTS_PER_PERMILLE = OCCUPATION_POINTS / 1000;
/** Points without those of the occupation in one step of the histogram, as a power of two: 850,000 points are 104 steps. */
const STEP_BITS = 13;
const STEPS = 1 + ((COMPETENCY_POINTS + DISTANCE_POINTS + AVAILABILITY_POINTS) >>> STEP_BITS);
const CHUNK = 65_536;

export type ShardOptions = {
  /** For tests: documents in a chunk of postings, as a power of two. */
  readonly chunkBits?: number | undefined;
};

/** What a shard is made of; columns come from profiles or from a snapshot. */
type Made = { readonly columns: ProfileColumns; readonly ids: IdTable<MarketProfileId> };

/** What searches had to read, added up: for the bench, which compares it with the speed of memory. */
export type Work = { words: number; postings: number; found: number; scored: number };

/**
 * The profiles of a region in memory, for the direction vacancy → profiles. Gives the scores and the order of the
 * definition (`assess.ts`, `matchVacancy`) without looking at most profiles: areas in reach become ranges of documents,
 * postings give who can have enough of what is asked, filters are worked out for those 32 documents at a time, and only
 * who can still be among the best is scored. Reasons are not kept: the definition gives them for the few that are
 * wanted. Not to be used by two searches at the same time.
 */
export class ProfileShard {
  readonly #world: World;
  readonly #columns: ProfileColumns;
  readonly #ids: IdTable<MarketProfileId>;
  readonly #areas: ShardAreas;
  readonly #filters: ProfileFilters;
  /** Everybody who was not dropped; the bits after the last document are 0. */
  readonly #live: Int32Array;
  readonly #postings: Postings;
  readonly #parts: DemandParts;
  readonly #codes = new RequirementCodes();
  readonly #candidates: Candidates;
  readonly #tally: Tally;
  /** Of the chunk that is looked at: who suits, and the points but for those of the occupation. */
  readonly #found: Uint32Array;
  readonly #fixed: Int32Array;
  #count = 0;
  /** Of every word of 32 documents the area, when they have the same. */
  readonly #areaOfWord: Uint16Array;
  readonly #steps = new Uint32Array(STEPS);
  readonly work: Work = { words: 0, postings: 0, found: 0, scored: 0 };

  /** Each id comes once. Throws `TooManyNumbers` for a classification of more than 65,536 competencies or occupations. */
  constructor(profiles: readonly ProfileTerms[] | Made, world: World, { chunkBits }: ShardOptions = {}) {
    const { columns, ids } = "columns" in profiles ? profiles : profileColumns(profiles, world);
    this.#world = world;
    this.#columns = columns;
    this.#ids = ids;
    this.#areas = new ShardAreas(columns.areas, columns.areaStarts, world);
    this.#filters = new ProfileFilters(columns);
    this.#live = bitsOf(columns.count, () => true);
    this.#postings = new Postings(columns.competencies, chunkBits);
    this.#tally = new Tally(this.#postings, columns.count);
    this.#candidates = new Candidates(this.#postings, columns.count);
    const stated = columns.reach.filter((reach) => reach !== UNKNOWN_REACH);
    this.#parts = {
      areas: this.#areas,
      filters: this.#filters,
      live: this.#live,
      similarities: new Similarities(world.classification, termsIn(columns.occupations)),
      excludedNumbers: columns.excludedNumbers,
      widestReach: stated.reduce((most, reach) => Math.max(most, reach), 0),
      anyReach: stated.length < columns.count,
    };
    this.#found = new Uint32Array(Math.min(CHUNK, columns.count));
    this.#fixed = new Int32Array(this.#found.length);
    this.#areaOfWord = Uint16Array.from(this.#live, (_, word) => {
      const [first, last] = [32 * word, Math.min(columns.count, 32 * word + 32) - 1];
      return columns.areaOf[first] === columns.areaOf[last] ? (columns.areaOf[first] ?? SEVERAL) : SEVERAL;
    });
  }

  /**
   * A shard from what `snapshot` gave, with the ids in ascending order: who was dropped since its building is in it
   * again. Throws BadSnapshot, also for another version of the classification.
   */
  static fromSnapshot(
    snapshot: Uint8Array,
    ids: IdTable<MarketProfileId>,
    world: World,
    options: ShardOptions = {},
  ): ProfileShard {
    const columns = readProfileColumns(snapshot, world.classification.version);
    return new ProfileShard({ columns, ids }, world, options);
  }

  /** All that a shard is built from but for the ids, as a file. */
  snapshot(): Uint8Array {
    return writeProfileColumns(this.#columns, this.#world.classification.version);
  }

  /** In ascending order. */
  get ids(): IdTable<MarketProfileId> {
    return this.#ids;
  }

  get count(): number {
    return this.#columns.count;
  }

  /** Postcode areas that anybody lives in. */
  get areas(): number {
    return this.#columns.areas.length;
  }

  /** Bytes of all that grows with the number of profiles, but for the ids. */
  get bytes(): number {
    const working = this.#live.byteLength + this.#candidates.known.byteLength + this.#areaOfWord.byteLength;
    return bytesOf(this.#columns) + this.#postings.bytes + this.#filters.bytes + working;
  }

  /** The best profiles for a vacancy: by score, then by id, as `matchVacancy` ranks them. */
  search(vacancy: VacancyTerms, { limit, atLeast = 0 }: SearchOptions): Hit<MarketProfileId>[] {
    const best = new Best(limit, atLeast);
    const side = vacancySide(vacancy, this.#world.classification);
    const demand = demandOf(vacancy, side, this.#parts);
    this.#codes.set(side.requirements, (competency) => this.#world.classification.near(competency));
    const ranges = this.#areas.ranges(demand.measured, demand.widest);
    const stretches = stretchesOf(ranges, this.#postings.wordBits);
    for (const stretch of stretches)
      if (demand.mustsNeeded > 0) this.#searchStrictly(stretch, demand, best);
      else this.#searchSoftly(stretch, demand, best);
    if (demand.mustsNeeded === 0) this.#searchRest(demand, best);
    for (const stretch of stretches) this.#candidates.forget(stretch);
    return hitsOf(best, this.#ids);
  }

  /** Leaves a profile out of all searches from now on; one that is not there, or was dropped before, is no matter. */
  drop(id: string): void {
    const rank = this.#ids.rankOf(id);
    const document = rank === undefined ? -1 : this.#columns.idRank.indexOf(rank);
    if (document >= 0)
      this.#live[document >>> 5] = (this.#live[document >>> 5] ?? 0) & ~(1 << (document & 31));
  }

  /** Strict must-haves: looks at everybody in a stretch who can have enough, and reads the rows of who passes. */
  #searchStrictly(stretch: Stretch, demand: Demand, best: Best): void {
    const { mustsNeeded: musts, mostBeside, widest } = demand;
    const points = best.bar - mostBeside - mostDistance(stretch.nearest, widest);
    this.work.postings += this.#candidates.find(this.#codes, stretch, { musts, points });
    this.#count = 0;
    for (const range of stretch.ranges) this.#look(range, demand);
    this.work.found += this.#count;
    this.#keepNear(demand);
    this.#keepGood(demand, best);
    this.#offerFound(demand, best);
  }

  /** Must-haves that only weigh: adds up the points of all who pass, term by term. */
  #searchSoftly(stretch: Stretch, demand: Demand, best: Best): void {
    const among = this.#candidates.known;
    for (const range of stretch.ranges) this.#sieve(range, demand);
    const tally = this.#tally;
    this.work.postings += tally.score(this.#codes, stretch, among);
    this.work.found += tally.count;
    tally.takeFrom(among, stretch);
    this.#count = 0;
    for (let at = 0; at < tally.count; at++) {
      const document = tally.document(at);
      const points = tally.points(at);
      if (points + demand.mostBeside + DISTANCE_POINTS < best.bar) continue;
      const near = this.#nearPoints(document, demand);
      if (near < 0 || near + points + demand.mostOccupation < best.bar || this.#isExcluded(document, demand))
        continue;
      this.#found[this.#count] = document;
      this.#fixed[this.#count] = near + points;
      this.#count++;
    }
    tally.forget();
    this.#offerFound(demand, best);
  }

  /** Leaves among the known who passes the filters of a range. */
  #sieve({ first, end }: Range, demand: Demand): void {
    const { known } = this.#candidates;
    const { a, b, c, d } = demand.some;
    const { a: e, b: f, c: g, d: h } = demand.others;
    this.work.words += (end - first) * (1 + demand.filters.length);
    for (let word = first; word < end; word++) {
      const bits = and(a[word], b[word], c[word], d[word]) & and(e[word], f[word], g[word], h[word]);
      known[word] = bits === 0 ? 0 : bits & this.#reaching(word, demand);
    }
  }

  /** Takes in who is a candidate and passes the filters. */
  #look({ first, end }: Range, demand: Demand): void {
    const { known } = this.#candidates;
    const { a, b, c, d } = demand.some;
    const { a: e, b: f, c: g, d: h } = demand.others;
    this.work.words += (end - first) * (1 + demand.filters.length);
    for (let word = first; word < end; word++) {
      let bits = known[word] ?? 0;
      if (bits === 0) continue;
      bits &= and(a[word], b[word], c[word], d[word]);
      bits &= and(e[word], f[word], g[word], h[word]);
      if (bits !== 0) this.#take(word, bits & this.#reaching(word, demand));
    }
  }

  #take(word: number, among: number): void {
    for (let bits = among; bits !== 0; bits &= bits - 1) {
      this.#found[this.#count] = (word << 5) + 31 - Math.clz32(bits & -bits);
      this.#count++;
    }
  }

  /** Of a word whose documents are all of one area, who goes so far; everybody of a word with several. */
  #reaching(word: number, { reach, distances }: Demand): number {
    const area = this.#areaOfWord[word] ?? SEVERAL;
    if (area === SEVERAL) return -1;
    const distance = distances[area] ?? TOO_FAR;
    if (distance > reach) return 0;
    const unknownAs = reach === UNKNOWN_REACH ? DEFAULT_REACH_HM : UNKNOWN_REACH;
    return this.#filters.reaching(this.#filters.shorter(distance), unknownAs)[word] ?? 0;
  }

  /** Leaves of those found who is near enough and available, with the points for that. */
  #keepNear(demand: Demand): void {
    let kept = 0;
    for (let at = 0; at < this.#count; at++) {
      const document = this.#found[at] ?? 0;
      const near = this.#nearPoints(document, demand);
      this.#found[kept] = document;
      this.#fixed[kept] = near;
      kept += near < 0 ? 0 : 1;
    }
    this.#count = kept;
  }

  /** Leaves those who meet enough, and adds their points, unless the occupation cannot make up for what is short. */
  #keepGood(demand: Demand, best: Best): void {
    const { starts, values } = this.#columns.competencies;
    const codes = this.#codes;
    let kept = 0;
    for (let at = 0; at < this.#count; at++) {
      const document = this.#found[at] ?? 0;
      codes.read(values, starts[document] ?? 0, starts[document + 1] ?? 0);
      const fixed = (this.#fixed[at] ?? 0) + codes.points;
      if (codes.met < demand.mustsNeeded || fixed + demand.mostOccupation < best.bar) continue;
      if (this.#isExcluded(document, demand)) continue;
      this.#found[kept] = document;
      this.#fixed[kept] = fixed;
      kept++;
    }
    this.#count = kept;
  }

  /** Points for distance and availability; -1 for who is too far, or not available then. */
  #nearPoints(document: number, { distances, reach, start, latestFrom, earliestUntil }: Demand): number {
    const columns = this.#columns;
    const distance = distances[columns.areaOf[document] ?? 0] ?? TOO_FAR;
    const limit = limitOf(columns.reach[document] ?? UNKNOWN_REACH, reach);
    const from = columns.from[document] ?? 0;
    if (distance > limit || from > latestFrom || (columns.until[document] ?? 0) < earliestUntil) return -1;
    return distancePoints(distance, limit) + availabilityOf(start, from);
  }

  #isExcluded(document: number, { excluded }: Demand): boolean {
    return (
      excluded !== undefined &&
      someIn(this.#columns.occupationsExcluded, document, (occupation) => occupation === excluded)
    );
  }

  /** Offers who was found; those with most come first, to raise the bar for the others. */
  #offerFound(demand: Demand, best: Best): void {
    const step = this.#count > best.limit ? this.#stepOf(best.limit) : 0;
    this.#offerSteps(demand, best, { from: step, to: STEPS });
    if (step > 0) this.#offerSteps(demand, best, { from: 0, to: step });
  }

  /** The step of the histogram from which on there are at least so many. */
  #stepOf(wanted: number): number {
    const steps = this.#steps.fill(0);
    for (let at = 0; at < this.#count; at++) {
      const step = (this.#fixed[at] ?? 0) >>> STEP_BITS;
      steps[step] = (steps[step] ?? 0) + 1;
    }
    let step = STEPS;
    for (let many = 0; step > 0 && many < wanted; step--) many += steps[step - 1] ?? 0;
    return step;
  }

  #offerSteps(demand: Demand, best: Best, { from, to }: { from: number; to: number }): void {
    for (let at = 0; at < this.#count; at++) {
      const fixed = this.#fixed[at] ?? 0;
      const step = fixed >>> STEP_BITS;
      if (step >= from && step < to && fixed + demand.mostOccupation >= best.bar)
        this.#offer(this.#found[at] ?? 0, fixed, demand, best);
    }
  }

  #offer(document: number, fixed: number, demand: Demand, best: Best): void {
    this.work.scored++;
    best.offer(fixed + this.#occupation(document, demand), this.#columns.idRank[document] ?? 0);
  }

  #occupation(document: number, { bestSimilarity }: Demand): number {
    if (bestSimilarity === undefined) return 0;
    const { starts, values } = this.#columns.occupations;
    return POINTS_PER_PERMILLE * bestSimilarity(values, starts[document] ?? 0, starts[document + 1] ?? 0);
  }

  /**
   * Who has nothing that is asked can still be among the best by the rest, unless enough others have more. How far away
   * they can be then follows from the bar.
   */
  #searchRest(demand: Demand, best: Best): void {
    const { mostBeside, widest, measured, distances } = demand;
    if (mostBeside + DISTANCE_POINTS < best.bar) return;
    const short = Math.max(0, best.bar - mostBeside);
    const furthest = Math.ceil(widest * (1 - short / DISTANCE_POINTS));
    for (const rank of this.#areas.within(measured, Math.min(furthest, widest)))
      if (mostBeside + mostDistance(distances[rank] ?? TOO_FAR, widest) >= best.bar)
        this.#offerArea(this.#areas.start(rank), this.#areas.start(rank + 1), demand, best);
  }

  /** Offers those of documents `first` up to `end` who pass all filters and have nothing that is asked. */
  #offerArea(first: number, end: number, demand: Demand, best: Best): void {
    const { known } = this.#candidates;
    for (let word = first >>> 5; word <= (end - 1) >>> 5; word++)
      for (let bits = inArea(known[word] ?? 0, word, first, end); bits !== 0; bits &= bits - 1)
        this.#offerBare((word << 5) + 31 - Math.clz32(bits & -bits), demand, best);
  }

  /** Offers somebody who has nothing that is asked. */
  #offerBare(document: number, demand: Demand, best: Best): void {
    const near = this.#nearPoints(document, demand);
    if (near >= 0 && near + demand.mostOccupation >= best.bar && !this.#isExcluded(document, demand))
      this.#offer(document, near, demand, best);
  }
}

/** No area has this rank. */
const SEVERAL = 65_535;
