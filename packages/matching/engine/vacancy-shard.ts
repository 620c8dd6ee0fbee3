import { AVAILABILITY_POINTS, OCCUPATION_POINTS } from "#packages/domain/explanation.ts";
import type { VacancyId } from "#packages/domain/ids.ts";
import { distancePoints } from "../points.ts";
import { nearPoints } from "../requirements.ts";
import { profileSide } from "../sides.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";
import type { World } from "../world.ts";
import type { Hit, SearchOptions } from "./best.ts";
import { Best, hitsOf } from "./best.ts";
import { bitsOf } from "./bitmaps.ts";
import { Candidates } from "./candidates.ts";
import {
  availabilityOf,
  dayNumber,
  EARLIEST,
  LATEST,
  levelNumber,
  licencesHeld,
  limitOf,
  reachOf,
  sectorBits,
} from "./facts.ts";
import type { IdTable } from "./id-table.ts";
import { distinct } from "./kept-bitmaps.ts";
import { ROW_LIMIT } from "./numbering.ts";
import { Postings, type Rows, someIn } from "./postings.ts";
import type { ShardOptions } from "./profile-shard.ts";
import {
  joined,
  type Measured,
  mostDistance,
  type Range,
  ShardAreas,
  stretchesOf,
  TOO_FAR,
} from "./reach.ts";
import { RowsWriter } from "./rows-writer.ts";
import { Similarities } from "./similarities.ts";
import { readVacancyColumns, writeVacancyColumns } from "./snapshot.ts";
import type { VacancyColumns } from "./vacancy-columns.ts";
import { NO_OCCUPATION, vacancyColumns } from "./vacancy-columns.ts";
import { VacancyFilters } from "./vacancy-filters.ts";

const POINTS_PER_PERMILLE = OCCUPATION_POINTS / 1000;
/** The most that a vacancy can give beside competencies and distance. */
const MOST_BESIDE = OCCUPATION_POINTS + AVAILABILITY_POINTS;
const MISSING = 0;
const NEAR = 1;
const MATCHED = 2;

/** What a person offers and wants, as numbers that compare with the columns. */
type Offer = {
  readonly measured: Measured;
  readonly distances: Uint16Array;
  readonly reach: number;
  readonly from: number;
  readonly until: number;
  readonly licences: number;
  readonly sectors: number;
  /** Level by number of the language in the shard, for who states several: one is in the bitmaps. */
  readonly levels: readonly number[] | undefined;
  /** Numbers of the occupations that the person excludes, as the column has them. */
  readonly excluded: readonly number[];
  /** Bitmaps of what suits, seven at most. */
  readonly filters: readonly Int32Array[];
  readonly similarities: readonly ((occupation: number) => number)[];
};

/** What to look at: of what was found and of the rest, one bit each. */
type Look = {
  readonly offer: Offer;
  readonly best: Best;
  readonly found: Int32Array;
  readonly others: Int32Array;
};

/** What a shard is made of; columns come from vacancies or from a snapshot. */
type Made = { readonly columns: VacancyColumns; readonly ids: IdTable<VacancyId> };

/**
 * The open vacancies of a region in memory, for the direction profile → vacancies. Gives the scores and the order of the
 * definition (`assess.ts`, `matchProfile`). Postings give the vacancies in reach of which the person meets any of the
 * must-haves that count, those are filtered, cheapest first, and the rest scored. Not to be used by two searches at the
 * same time.
 */
export class VacancyShard {
  readonly #world: World;
  readonly #columns: VacancyColumns;
  readonly #ids: IdTable<VacancyId>;
  readonly #areas: ShardAreas;
  readonly #similarities: Similarities;
  readonly #postings: Postings;
  readonly #candidates: Candidates;
  readonly #filters: VacancyFilters;
  /** Every reach that any vacancy has, unknown among them. */
  readonly #reaches: readonly number[];
  /** Those not dropped, and of them those that match also who meets nothing that is asked. */
  readonly #live: Int32Array;
  readonly #loose: Int32Array;
  readonly #nothing: Int32Array;
  /** Per competency whether the person has it, or one near it. */
  readonly #marks = new Uint8Array(ROW_LIMIT);
  #marked: number[] = [];

  /** Each id comes once. Throws `TooManyNumbers` for a classification of more than 65,536 competencies. */
  constructor(vacancies: readonly VacancyTerms[] | Made, world: World, { chunkBits }: ShardOptions = {}) {
    const { columns, ids } = "columns" in vacancies ? vacancies : vacancyColumns(vacancies, world);
    this.#world = world;
    this.#columns = columns;
    this.#ids = ids;
    this.#areas = new ShardAreas(columns.areas, columns.areaStarts, world);
    const occupations = columns.occupation.reduce((most, one) => Math.max(most, one + 1), 0);
    this.#similarities = new Similarities(world.classification, occupations);
    this.#postings = new Postings(tellingRows(columns, world), chunkBits);
    this.#candidates = new Candidates(this.#postings, columns.count);
    this.#filters = new VacancyFilters(columns);
    this.#reaches = distinct(columns.reach);
    this.#live = bitsOf(columns.count, () => true);
    this.#nothing = new Int32Array(this.#live.length);
    this.#loose = bitsOf(columns.count, (document) => columns.mustsNeeded[document] === 0);
  }

  /**
   * A shard from what `snapshot` gave, with the ids in ascending order: what was dropped since its building is in it
   * again. Throws BadSnapshot, also for another version of the classification.
   */
  static fromSnapshot(snapshot: Uint8Array, ids: IdTable<VacancyId>, world: World): VacancyShard {
    return new VacancyShard(
      { columns: readVacancyColumns(snapshot, world.classification.version), ids },
      world,
    );
  }

  /** All that a shard is built from but for the ids, as a file. */
  snapshot(): Uint8Array {
    return writeVacancyColumns(this.#columns, this.#world.classification.version);
  }

  /** In ascending order; those of vacancies without an open place are among them. */
  get ids(): IdTable<VacancyId> {
    return this.#ids;
  }

  /** Vacancies with an open place; others match nobody. */
  get count(): number {
    return this.#columns.count;
  }

  /** The best vacancies for a person: by score, then by id, as `matchProfile` ranks them. */
  search(profile: ProfileTerms, { limit, atLeast = 0 }: SearchOptions): Hit<VacancyId>[] {
    const best = new Best(limit, atLeast);
    const offer = this.#offer(profile);
    this.#mark(profileSide(profile, this.#world.classification).competencies);
    const ranges = this.#ranges(offer);
    const stretches = stretchesOf(ranges, this.#postings.wordBits);
    for (const stretch of stretches) {
      this.#candidates.find(this.#marked, stretch);
      for (const range of stretch.ranges)
        this.#look(range, { offer, best, found: this.#live, others: this.#nothing });
    }
    this.#searchRest(ranges, offer, best);
    for (const { chunk } of stretches) this.#candidates.forget(chunk);
    return hitsOf(best, this.#ids);
  }

  /** Words of the vacancies in areas that any of them reaches, and of those with several places, which are looked at always. */
  #ranges({ measured, reach }: Offer): readonly Range[] {
    const widest = Math.max(0, ...this.#reaches.map((own) => limitOf(own, reach)));
    const several = { first: this.#areas.documents >>> 5, end: this.#live.length, nearest: 0 };
    return joined([...this.#areas.ranges(measured, widest), several]);
  }

  /**
   * Looks word by word at what passes the bitmaps: of what was found those in `found`, of the rest those in `others`. Few
   * words have nothing, so that no pass is made before.
   */
  #look({ first, end }: Range, { offer, best, found, others }: Look): void {
    const { known } = this.#candidates;
    const live = this.#live;
    const [a = live, b = live, c = live, d = live, e = live, f = live, g = live] = offer.filters;
    for (let word = first; word < end; word++) {
      const have = at(known, word);
      const wanted = (have & at(found, word)) | (~have & at(others, word));
      const left = wanted & at(a, word) & at(b, word) & at(c, word) & at(d, word) & at(e, word);
      for (let bits = left & at(f, word) & at(g, word); bits !== 0; bits &= bits - 1)
        this.#consider((word << 5) + 31 - Math.clz32(bits & -bits), offer, best);
    }
  }

  /** What asks for nothing that the person must have can suit without anything in common. */
  #searchRest(ranges: readonly Range[], offer: Offer, best: Best): void {
    for (const range of ranges)
      if (MOST_BESIDE + mostDistance(range.nearest, offer.reach) >= best.bar)
        this.#look(range, { offer, best, found: this.#nothing, others: this.#loose });
  }

  /** Leaves a vacancy out of all searches from now on; one that is not there, or was dropped before, is no matter. */
  drop(id: string): void {
    const rank = this.#ids.rankOf(id);
    const document = rank === undefined ? -1 : this.#columns.idRank.indexOf(rank);
    if (document < 0) return;
    for (const bits of [this.#live, this.#loose])
      bits[document >>> 5] = (bits[document >>> 5] ?? 0) & ~(1 << (document & 31));
  }

  #offer(profile: ProfileTerms): Offer {
    const { languageNumbers, occupationNumbers } = this.#columns;
    const levels: number[] = [];
    for (const { language, level } of profile.languages ?? []) {
      const number = languageNumbers.find(language);
      if (number !== undefined) levels[number] = Math.max(levels[number] ?? 0, levelNumber(level));
    }
    const measured = this.#areas.fromNearest([profile.pc4]);
    return {
      measured,
      distances: measured.distances,
      reach: reachOf(profile),
      from: profile.availableFromDate === undefined ? EARLIEST : dayNumber(profile.availableFromDate),
      until: profile.availableUntilDate === undefined ? LATEST : dayNumber(profile.availableUntilDate),
      licences: licencesHeld(profile.licences),
      sectors: sectorBits(profile.excludedSectors),
      levels: (profile.languages ?? []).length > 1 ? levels : undefined,
      filters: this.#filters.for(profile),
      excluded: profile.excludedOccupations.flatMap((uri) => {
        const number = occupationNumbers.find(uri);
        return number === undefined ? [] : number + 1;
      }),
      similarities: profileSide(profile, this.#world.classification).occupations.map((occupation) =>
        this.#similarities.to(occupation),
      ),
    };
  }

  #mark(competencies: ReadonlySet<number>): void {
    const marks = this.#marks;
    for (const competency of this.#marked) marks[competency] = MISSING;
    this.#marked.length = 0;
    for (const competency of competencies) {
      marks[competency] = MATCHED;
      this.#marked.push(competency);
    }
    const own = this.#marked.length;
    for (let at = 0; at < own; at++) this.#markNear(this.#world.classification.near(this.#marked[at] ?? 0));
  }

  #markNear(others: Uint32Array): void {
    const marks = this.#marks;
    for (let at = 0; at < others.length; at++) {
      const other = others[at] ?? 0;
      if (marks[other] !== MISSING) continue;
      marks[other] = NEAR;
      this.#marked.push(other);
    }
  }

  #consider(document: number, offer: Offer, best: Best): void {
    const limit = limitOf(this.#columns.reach[document] ?? 0, offer.reach);
    const distance = this.#distance(document, offer.distances);
    if (distance > limit || !this.#suits(document, offer) || !this.#hasMusts(document)) return;
    const fixed =
      distancePoints(distance, limit) +
      availabilityOf(this.#columns.start[document] ?? EARLIEST, offer.from) +
      this.#competencies(document);
    if (fixed + OCCUPATION_POINTS < best.bar) return;
    const occupation = this.#similarity(document, offer) * POINTS_PER_PERMILLE;
    best.offer(fixed + occupation, this.#columns.idRank[document] ?? 0);
  }

  #distance(document: number, distances: Uint16Array): number {
    const { starts, values } = this.#columns.placesOf;
    // Those before have one place each.
    if (document < this.#areas.documents) return distances[values[document] ?? 0] ?? TOO_FAR;
    const end = starts[document + 1] ?? 0;
    let nearest = TOO_FAR;
    for (let at = starts[document] ?? 0; at < end; at++)
      nearest = Math.min(nearest, distances[values[at] ?? 0] ?? TOO_FAR);
    return nearest;
  }

  /** The filters that the bitmaps leave open, but for the distance. */
  #suits(document: number, { from, until, sectors, excluded, licences, levels }: Offer): boolean {
    const columns = this.#columns;
    return (
      from <= (columns.latestFrom[document] ?? 0) &&
      until >= (columns.earliestUntil[document] ?? 0) &&
      ((columns.licences[document] ?? 0) & ~licences) === 0 &&
      (sectors === 0 || ((columns.sector[document] ?? 0) & sectors) === 0) &&
      (excluded.length === 0 || !excluded.includes(columns.occupationNumber[document] ?? 0)) &&
      (levels === undefined ||
        !someIn(columns.languages, document, (asked) => (levels[asked >>> 3] ?? 0) < (asked & 7)))
    );
  }

  #hasMusts(document: number): boolean {
    const { requirements, musts, mustsNeeded } = this.#columns;
    const needed = mustsNeeded[document] ?? 0;
    if (needed === 0) return true;
    const first = requirements.starts[document] ?? 0;
    let met = 0;
    for (let at = first; at < first + (musts[document] ?? 0); at++)
      met += this.#marks[requirements.values[at] ?? 0] === MISSING ? 0 : 1;
    return met >= needed;
  }

  #competencies(document: number): number {
    const { requirements, worths } = this.#columns;
    const end = requirements.starts[document + 1] ?? 0;
    let points = 0;
    for (let at = requirements.starts[document] ?? 0; at < end; at++) {
      const mark = this.#marks[requirements.values[at] ?? 0] ?? MISSING;
      if (mark === MISSING) continue;
      const worth = worths[at] ?? 0;
      points += mark === MATCHED ? worth : nearPoints(worth);
    }
    return points;
  }

  #similarity(document: number, { similarities }: Offer): number {
    const occupation = this.#columns.occupation[document] ?? NO_OCCUPATION;
    if (occupation === NO_OCCUPATION) return 0;
    let best = 0;
    for (const similarityTo of similarities) best = Math.max(best, similarityTo(occupation));
    return best;
  }
}

const at = (bits: Int32Array, word: number): number => bits[word] ?? 0;

/**
 * What each vacancy is found by. Who meets `n` of `m` must-haves meets one of any `m - n + 1` of them: the rarest. A
 * vacancy that needs none is found by all that it asks.
 */
const tellingRows = ({ requirements, musts, mustsNeeded, count }: VacancyColumns, world: World): Rows => {
  const { rarity } = world.classification;
  const { starts, values } = requirements;
  const rows = new RowsWriter(count, 2);
  for (let document = 0; document < count; document++) {
    const [first, end] = [starts[document] ?? 0, starts[document + 1] ?? 0];
    const [many, needed] = [musts[document] ?? 0, mustsNeeded[document] ?? 0];
    const own =
      needed === 0
        ? values.subarray(first, end)
        : [...values.subarray(first, first + many)]
            .sort((a, b) => rarity(b) - rarity(a))
            .slice(0, Math.max(0, many - needed + 1));
    for (const competency of own) rows.insert(competency);
    rows.close();
  }
  return rows.rows();
};
