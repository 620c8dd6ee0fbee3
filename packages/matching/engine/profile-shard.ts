import {
  AVAILABILITY_POINTS,
  COMPETENCY_POINTS,
  DISTANCE_POINTS,
  OCCUPATION_POINTS,
} from "#packages/domain/explanation.ts";
import type { MarketProfileId } from "#packages/domain/ids.ts";
import { type VacancySide, vacancySide } from "../sides.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";
import type { World } from "../world.ts";
import { Best, type Hit, hitsOf, type SearchOptions } from "./best.ts";
import { addStretch, inArea, joinWords, type MutableWordRange, type WordRange } from "./bitmaps.ts";
import { Candidates } from "./candidates.ts";
import { compiledKernel } from "./compiled-kernel.ts";
import { Contenders, POINTS_PER_PERMILLE, type Scales } from "./contenders.ts";
import { takeOut } from "./excluders.ts";
import {
  DEFAULT_REACH_HM,
  datesOf,
  EARLIEST,
  limitOf,
  mustsNeeded,
  reachOf,
  UNKNOWN_REACH,
} from "./facts.ts";
import type { IdTable } from "./id-table.ts";
import { distinct } from "./kept-bitmaps.ts";
import type { Kernel } from "./kernel.ts";
import { RequirementMarks } from "./marks.ts";
import { PlainKernel } from "./plain-kernel.ts";
import { mostBytes, Postings, termsIn } from "./postings.ts";
import type { ProfileColumns } from "./profile-columns.ts";
import { profileColumns } from "./profile-columns.ts";
import { ProfileFilters } from "./profile-filters.ts";
import type { Measured } from "./reach.ts";
import { ShardAreas } from "./reach.ts";
import { ALIKE_IN_NOTHING, NONE_ALIKE, Similarities } from "./similarities.ts";
import { readProfileColumns, writeProfileColumns } from "./snapshot.ts";
import type { Stretch } from "./tally.ts";
import { Tally } from "./tally.ts";

/** Words between two ranges that are worked through rather than left out. */
const GAP_WORDS = 8;
/** Points of competencies in one step of the histogram, as a power of two: 700,000 points are 86 steps. */
const STEP_BITS = 13;
const STEPS = 1 + (COMPETENCY_POINTS >>> STEP_BITS);

export type ShardOptions = {
  /** For tests: documents in a chunk of postings, as a power of two. */
  readonly chunkBits?: number | undefined;
  /** For tests: by itself a shard of few documents has the plain kernel. */
  readonly isCompiled?: boolean | undefined;
};

/** What a shard is made of; columns come from profiles or from a snapshot. */
type Made = { readonly columns: ProfileColumns; readonly ids: IdTable<MarketProfileId> };

/** Shards of so many documents, and of more, have a kernel with a memory of its own. */
const LEAST_COMPILED = 4096;

const kernelFor = (
  { count, competencies }: ProfileColumns,
  { chunkBits, isCompiled }: ShardOptions,
): Kernel =>
  (isCompiled ?? count >= LEAST_COMPILED)
    ? (compiledKernel({ documents: count, postings: mostBytes(competencies, chunkBits) }) ??
      new PlainKernel())
    : new PlainKernel();

/** What a vacancy asks, as numbers that compare with the columns. */
type Demand = Scales & {
  /** Must-haves to be met; 0 when any number will do. */
  readonly mustsNeeded: number;
  /** Nobody has a further limit than this. */
  readonly widest: number;
  readonly measured: Measured;
  /** Number of the vacancy's occupation among those excluded. */
  readonly excluded: number | undefined;
  /** The most that anybody can have for all but competencies. */
  readonly mostBeside: number;
  /** Occupations most like that of the vacancy, and the most that who has none of them can have beside competencies. */
  readonly alike: Uint16Array;
  readonly mostOfOthers: number;
};

/** What searches had to read, added up: for the bench, which compares it with the speed of memory. */
export type Work = { words: number; postings: number; found: number; scored: number };

/**
 * The profiles of a region in memory, for the direction vacancy → profiles. Gives the scores and the order of the
 * definition (`assess.ts`, `matchVacancy`) without looking at most profiles: areas in reach become ranges of documents,
 * filters are worked out 32 documents at a time, competencies term by term for those who pass, and only who can still be
 * among the best is scored. Reasons are not kept: the definition gives them for the few that are wanted. Not to be used
 * by two searches at the same time.
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
  readonly #similarities: Similarities;
  readonly #occupations: Postings;
  /** Who has one of the occupations most like that of the vacancy; nobody between searches. */
  readonly #alike: Candidates;
  /** Every reach that anybody has, unknown among them. */
  readonly #reaches: readonly number[];
  readonly #marks = new RequirementMarks();
  readonly #tally: Tally;
  readonly #kernel: Kernel;
  readonly #contenders: Contenders;
  /** Who passes the filters; all 0 between searches. */
  readonly #among: Int32Array;
  readonly #steps = new Uint32Array(STEPS);
  readonly work: Work = { words: 0, postings: 0, found: 0, scored: 0 };

  /** Each id comes once. Throws `TooManyNumbers` for a classification of more than 65,536 competencies or occupations. */
  constructor(profiles: readonly ProfileTerms[] | Made, world: World, options: ShardOptions = {}) {
    const { columns, ids } = "columns" in profiles ? profiles : profileColumns(profiles, world);
    this.#world = world;
    this.#columns = columns;
    this.#ids = ids;
    this.#areas = new ShardAreas(columns.areas, columns.areaStarts, world);
    const { chunkBits } = options;
    const kernel = kernelFor(columns, options);
    const zeros = (words: number) => kernel.int32s(words);
    this.#kernel = kernel;
    // What every search needs takes its place in the kernel's memory before the bitmaps that some do.
    this.#among = zeros((columns.count + 31) >>> 5);
    this.#postings = new Postings(columns.competencies, chunkBits, kernel);
    this.#tally = new Tally(this.#postings, columns.count, kernel);
    this.#filters = new ProfileFilters(columns, zeros);
    this.#live = this.#filters.everybody();
    this.#contenders = new Contenders(columns, this.#marks);
    this.#similarities = new Similarities(world.classification, termsIn(columns.occupations));
    this.#reaches = distinct(columns.reach);
    this.#occupations = new Postings(columns.occupations, chunkBits);
    this.#alike = new Candidates(this.#occupations, columns.count);
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
    const columns = Object.values(this.#columns).map(bytesOf);
    const working = 3 * this.#live.byteLength + this.#occupations.bytes;
    return columns.reduce((sum, one) => sum + one, working + this.#postings.bytes + this.#filters.bytes);
  }

  /** The best profiles for a vacancy: by score, then by id, as `matchVacancy` ranks them. */
  search(vacancy: VacancyTerms, { limit, atLeast = 0 }: SearchOptions): Hit<MarketProfileId>[] {
    const best = new Best(limit, atLeast);
    const side = vacancySide(vacancy, this.#world.classification);
    const demand = this.#demand(vacancy, side);
    this.#marks.set(side.requirements, (competency) => this.#world.classification.near(competency));
    const ranges = this.#sieve(demand, [this.#live, ...this.#filters.for(vacancy, demand.latestFrom)]);
    const stretches = this.#stretches(ranges);
    for (const stretch of stretches) {
      if (demand.mustsNeeded > 0) this.#searchStrictly(demand, best, stretch);
      else this.#searchSoftly(demand, best, stretch);
      this.work.found += this.#tally.count;
      this.#tally.forget();
    }
    if (demand.mustsNeeded === 0) {
      this.#searchRest(demand, best);
      for (const { first } of stretches) this.#alike.forget(this.#postings.chunkOf(first));
    }
    for (const { first, end } of ranges) this.#among.fill(0, first, end);
    return hitsOf(best, this.#ids);
  }

  /** Leaves a profile out of all searches from now on; one that is not there, or was dropped before, is no matter. */
  drop(id: string): void {
    const rank = this.#ids.rankOf(id);
    const document = rank === undefined ? -1 : this.#columns.idRank.indexOf(rank);
    if (document >= 0)
      this.#live[document >>> 5] = (this.#live[document >>> 5] ?? 0) & ~(1 << (document & 31));
  }

  #demand(vacancy: VacancyTerms, side: VacancySide): Demand {
    const { occupation: uri, places } = vacancy;
    const open = places.filter((place) => place.open > 0).map(({ pc4 }) => pc4);
    const dates = datesOf(vacancy);
    const measured = this.#areas.fromNearest(open);
    const mostOccupation = side.occupation === undefined ? 0 : OCCUPATION_POINTS;
    const mostAvailability = dates.start === EARLIEST ? 0 : AVAILABILITY_POINTS;
    const reach = reachOf(vacancy);
    const alike = side.occupation === undefined ? NONE_ALIKE : this.#similarities.mostAlike(side.occupation);
    return {
      alike: alike.occupations,
      mostOfOthers: POINTS_PER_PERMILLE * alike.others + mostAvailability + DISTANCE_POINTS,
      mustsNeeded: mustsNeeded(vacancy, side),
      reach,
      widest: this.#reaches.reduce((widest, own) => Math.max(widest, limitOf(own, reach)), 0),
      measured,
      distances: measured.distances,
      ...dates,
      excluded: uri === undefined ? undefined : this.#columns.excludedNumbers.find(uri),
      bestSimilarity:
        side.occupation === undefined ? ALIKE_IN_NOTHING : this.#similarities.bestOf(side.occupation),
      mostOccupation,
      mostBeside: mostOccupation + mostAvailability + DISTANCE_POINTS,
    };
  }

  /** Leaves in `#among` who is within reach and passes the bitmaps, and gives the words where anybody can be. */
  #sieve(
    { measured, reach, widest, excluded }: Demand,
    filters: readonly Int32Array[],
  ): readonly WordRange[] {
    const { steps, bitmapOf } = this.#filters.reaching(
      reach === UNKNOWN_REACH ? DEFAULT_REACH_HM : UNKNOWN_REACH,
    );
    const among = this.#among;
    const ranges: MutableWordRange[] = [];
    const runs = this.#areas.runs(measured, widest, steps);
    for (let at = 0; at < runs.count; at++) {
      const [first, end] = [runs.firsts[at] ?? 0, runs.ends[at] ?? 0];
      addStretch(among, bitmapOf(runs.steps[at] ?? 0), first, end);
      joinWords(ranges, first >>> 5, (end + 31) >>> 5, GAP_WORDS);
    }
    for (const range of ranges) {
      this.#kernel.leave(among, filters, range);
      this.work.words += (range.end - range.first) * (filters.length + 2);
    }
    // Outside of the ranges nobody is among them already.
    if (excluded !== undefined) takeOut(among, this.#columns.occupationsExcluded, excluded);
    return ranges;
  }

  /** The same words, those of each chunk together: what is between the ranges has nobody in it. */
  #stretches(ranges: readonly WordRange[]): Stretch[] {
    const postings = this.#postings;
    const stretches: Stretch[] = [];
    for (const { first, end } of ranges)
      for (let chunk = postings.chunkOf(first); chunk <= postings.chunkOf(end - 1); chunk++) {
        const from = Math.max(first, postings.firstWord(chunk));
        const to = Math.min(end, postings.firstWord(chunk + 1));
        const last = stretches.at(-1);
        if (last !== undefined && postings.chunkOf(last.first) === chunk)
          stretches[stretches.length - 1] = { ...last, end: to };
        else stretches.push({ first: from, end: to, among: this.#among });
      }
    return stretches;
  }

  /** Strict must-haves: counts those, and scores who has enough from the row of competencies. */
  #searchStrictly(demand: Demand, best: Best, stretch: Stretch): void {
    const tally = this.#tally;
    const contenders = this.#contenders;
    this.work.postings += tally.countMusts(this.#marks, stretch);
    for (let at = 0; at < tally.count; at++) {
      if (tally.musts(at) < demand.mustsNeeded) continue;
      contenders.add(tally.document(at), 0);
      if (contenders.isFull) this.work.scored += contenders.weighWithRows(demand, best);
    }
    this.work.scored += contenders.weighWithRows(demand, best);
  }

  /** Must-haves that only weigh: adds up the points of all that is asked. Those with most come first, to raise the bar. */
  #searchSoftly(demand: Demand, best: Best, stretch: Stretch): void {
    const tally = this.#tally;
    this.work.postings += tally.score(this.#marks, stretch);
    // Only they can have much for their occupation.
    this.work.postings += this.#alike.find(demand.alike, {
      chunk: this.#postings.chunkOf(stretch.first),
      ...stretch,
    });
    tally.takeFrom(stretch);
    const step = this.#stepOf(best.limit);
    this.#offerFound(demand, best, { from: step, to: STEPS });
    this.#offerFound(demand, best, { from: 0, to: step });
  }

  /** The step of the histogram from which on there are at least so many. */
  #stepOf(wanted: number): number {
    const tally = this.#tally;
    const steps = this.#steps.fill(0);
    for (let at = 0; at < tally.count; at++) {
      const step = tally.points(at) >>> STEP_BITS;
      steps[step] = (steps[step] ?? 0) + 1;
    }
    let step = STEPS;
    for (let many = 0; step > 0 && many < wanted; step--) many += steps[step - 1] ?? 0;
    return step;
  }

  #offerFound(demand: Demand, best: Best, { from, to }: { from: number; to: number }): void {
    const tally = this.#tally;
    const contenders = this.#contenders;
    for (let at = 0; at < tally.count; at++) {
      const points = tally.points(at);
      const step = points >>> STEP_BITS;
      if (step < from || step >= to || points + demand.mostBeside < best.bar) continue;
      const document = tally.document(at);
      const isAlike = ((this.#alike.known[document >>> 5] ?? 0) >>> (document & 31)) & 1;
      if (isAlike === 0 && points + demand.mostOfOthers < best.bar) continue;
      contenders.add(document, points);
      if (contenders.isFull) this.work.scored += contenders.weigh(demand, best);
    }
    this.work.scored += contenders.weigh(demand, best);
  }

  /**
   * Who has nothing that is asked can still be among the best by the rest, unless enough others have more. How far away
   * they can be then follows from the bar.
   */
  #searchRest(demand: Demand, best: Best): void {
    if (demand.mostBeside < best.bar) return;
    const short = Math.max(0, best.bar - (demand.mostBeside - DISTANCE_POINTS));
    const furthest = Math.ceil(demand.widest * (1 - short / DISTANCE_POINTS));
    for (const rank of this.#areas.within(demand.measured, Math.min(furthest, demand.widest))) {
      const [first, end] = [this.#areas.start(rank), this.#areas.start(rank + 1)];
      for (let word = first >>> 5; word <= (end - 1) >>> 5; word++) {
        const who = demand.mostOfOthers < best.bar ? (this.#alike.known[word] ?? 0) : -1;
        this.#offerBits(word, inArea((this.#among[word] ?? 0) & who, word, first, end), demand, best);
      }
    }
    this.work.scored += this.#contenders.weigh(demand, best);
  }

  #offerBits(word: number, among: number, demand: Demand, best: Best): void {
    for (let bits = among; bits !== 0; bits &= bits - 1) {
      const document = (word << 5) + 31 - Math.clz32(bits & -bits);
      this.#contenders.add(document, 0);
      if (this.#contenders.isFull) this.work.scored += this.#contenders.weigh(demand, best);
    }
  }
}

/** Of a column, or of one that is made of several. */
const bytesOf = (column: unknown): number => {
  if (ArrayBuffer.isView(column)) return column.byteLength;
  if (typeof column !== "object" || column === null) return 0;
  return Object.values(column).reduce((sum: number, part) => sum + bytesOf(part), 0);
};
