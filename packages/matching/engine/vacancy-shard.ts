import { OCCUPATION_POINTS } from "#packages/domain/explanation.ts";
import type { VacancyId } from "#packages/domain/ids.ts";
import { distancePoints } from "../points.ts";
import { nearPoints } from "../requirements.ts";
import { profileSide } from "../sides.ts";
import type { ProfileTerms, VacancyTerms } from "../terms.ts";
import type { World } from "../world.ts";
import type { Hit, SearchOptions } from "./best.ts";
import { Best, hitsOf } from "./best.ts";
import {
  availabilityOf,
  contractBits,
  dayNumber,
  EARLIEST,
  educationHeld,
  flagsOf,
  hoursOf,
  LANGUAGES_STATED,
  LATEST,
  levelNumber,
  licencesHeld,
  limitOf,
  reachOf,
  sectorBits,
} from "./facts.ts";
import type { IdTable } from "./id-table.ts";
import { ROW_LIMIT } from "./numbering.ts";
import { someIn } from "./postings.ts";
import { ShardAreas, TOO_FAR } from "./reach.ts";
import { Similarities } from "./similarities.ts";
import { readVacancyColumns, writeVacancyColumns } from "./snapshot.ts";
import type { VacancyColumns } from "./vacancy-columns.ts";
import { NO_OCCUPATION, vacancyColumns } from "./vacancy-columns.ts";

const POINTS_PER_PERMILLE = OCCUPATION_POINTS / 1000;
const MISSING = 0;
const NEAR = 1;
const MATCHED = 2;

/** What a person offers and wants, as numbers that compare with the columns. */
type Offer = {
  readonly distances: Uint16Array;
  readonly reach: number;
  readonly hours: { readonly min: number; readonly max: number };
  readonly from: number;
  readonly until: number;
  readonly contracts: number;
  readonly education: number;
  readonly licences: number;
  readonly flags: number;
  readonly sectors: number;
  /** Level by number of the language in the shard. */
  readonly levels: readonly number[];
  /** Numbers of the occupations that the person excludes, as the column has them. */
  readonly excluded: readonly number[];
  readonly similarities: readonly ((occupation: number) => number)[];
};

/** What a shard is made of; columns come from vacancies or from a snapshot. */
type Made = { readonly columns: VacancyColumns; readonly ids: IdTable<VacancyId> };

/**
 * The open vacancies of a region in memory, for the direction profile → vacancies. Gives the scores and the order of the
 * definition (`assess.ts`, `matchProfile`). Looks at the vacancies of the areas in reach, throws out what does not
 * suit, cheapest filter first, and scores the rest. Not to be used by two searches at the same time.
 */
export class VacancyShard {
  readonly #world: World;
  readonly #columns: VacancyColumns;
  readonly #ids: IdTable<VacancyId>;
  readonly #areas: ShardAreas;
  readonly #similarities: Similarities;
  /** Per competency whether the person has it, or one near it. */
  readonly #marks = new Uint8Array(ROW_LIMIT);
  #marked: number[] = [];

  /** Each id comes once. Throws `TooManyNumbers` for a classification of more than 65,536 competencies. */
  constructor(vacancies: readonly VacancyTerms[] | Made, world: World) {
    const { columns, ids } = "columns" in vacancies ? vacancies : vacancyColumns(vacancies, world);
    this.#world = world;
    this.#columns = columns;
    this.#ids = ids;
    this.#areas = new ShardAreas(columns.areas, columns.areaStarts, world.distanceHm);
    const occupations = columns.occupation.reduce((most, one) => Math.max(most, one + 1), 0);
    this.#similarities = new Similarities(world.classification, occupations);
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
    const areas = this.#areas;
    for (const rank of areas.within(areas.fromNearest([profile.pc4]), offer.reach)) {
      const distance = offer.distances[rank] ?? TOO_FAR;
      for (let document = areas.start(rank); document < areas.start(rank + 1); document++)
        this.#consider(document, distance, offer, best);
    }
    for (let document = areas.documents; document < this.#columns.count; document++)
      this.#consider(document, this.#distance(document, offer.distances), offer, best);
    return hitsOf(best, this.#ids);
  }

  /** Leaves a vacancy out of all searches from now on; one that is not there, or was dropped before, is no matter. */
  drop(id: string): void {
    const rank = this.#ids.rankOf(id);
    const document = rank === undefined ? -1 : this.#columns.idRank.indexOf(rank);
    // Nobody wants no contract at all.
    if (document >= 0) this.#columns.contracts[document] = 0;
  }

  #offer(profile: ProfileTerms): Offer {
    const { languageNumbers, occupationNumbers } = this.#columns;
    const levels: number[] = [];
    for (const { language, level } of profile.languages ?? []) {
      const number = languageNumbers.find(language);
      if (number !== undefined) levels[number] = Math.max(levels[number] ?? 0, levelNumber(level));
    }
    return {
      distances: this.#areas.distancesFrom(profile.pc4),
      reach: reachOf(profile),
      hours: hoursOf(profile),
      from: profile.availableFromDate === undefined ? EARLIEST : dayNumber(profile.availableFromDate),
      until: profile.availableUntilDate === undefined ? LATEST : dayNumber(profile.availableUntilDate),
      contracts: contractBits(profile.contractKinds),
      education: educationHeld(profile),
      licences: licencesHeld(profile.licences),
      flags: flagsOf(profile),
      sectors: sectorBits(profile.excludedSectors),
      levels,
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
    for (const competency of this.#marked) this.#marks[competency] = MISSING;
    const near = [...competencies].flatMap((competency) => [...this.#world.classification.near(competency)]);
    for (const competency of near) this.#marks[competency] = NEAR;
    for (const competency of competencies) this.#marks[competency] = MATCHED;
    this.#marked = [...near, ...competencies];
  }

  #consider(document: number, distance: number, offer: Offer, best: Best): void {
    const limit = limitOf(this.#columns.reach[document] ?? 0, offer.reach);
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
    const end = starts[document + 1] ?? 0;
    let nearest = TOO_FAR;
    for (let at = starts[document] ?? 0; at < end; at++)
      nearest = Math.min(nearest, distances[values[at] ?? 0] ?? TOO_FAR);
    return nearest;
  }

  /** Cheapest and most telling first: most vacancies fall by one of the first. */
  #suits(document: number, offer: Offer): boolean {
    const columns = this.#columns;
    return (
      ((columns.contracts[document] ?? 0) & offer.contracts) !== 0 &&
      offer.hours.min <= (columns.hoursMax[document] ?? 0) &&
      offer.hours.max >= (columns.hoursMin[document] ?? 0) &&
      (columns.education[document] ?? 0) <= offer.education &&
      offer.from <= (columns.latestFrom[document] ?? 0) &&
      offer.until >= (columns.earliestUntil[document] ?? 0) &&
      this.#suitsWishes(document, offer) &&
      this.#suitsDemands(document, offer)
    );
  }

  #suitsWishes(document: number, { flags, sectors, excluded }: Offer): boolean {
    const columns = this.#columns;
    return (
      ((columns.flags[document] ?? 0) & flags) === 0 &&
      ((columns.sector[document] ?? 0) & sectors) === 0 &&
      !excluded.includes(columns.occupationNumber[document] ?? 0)
    );
  }

  #suitsDemands(document: number, { licences, flags, levels }: Offer): boolean {
    const columns = this.#columns;
    return (
      ((columns.licences[document] ?? 0) & ~licences) === 0 &&
      ((flags & LANGUAGES_STATED) === 0 ||
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
