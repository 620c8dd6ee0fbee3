import { SECTORS } from "#packages/domain/conditions.ts";
import type { LocalDate } from "#packages/domain/dates.ts";
import type { MarketProfileId } from "#packages/domain/ids.ts";
import type { Pc4 } from "#packages/domain/postcode.ts";
import type { ProfileTerms } from "../terms.ts";
import type { World } from "../world.ts";
import type { Column } from "./column-file.ts";
import { type Excluders, excludersOf } from "./excluders.ts";
import {
  contractBits,
  dayNumber,
  EARLIEST,
  educationHeld,
  flagsOf,
  hoursOf,
  LATEST,
  levelNumber,
  licencesHeld,
  reachOf,
} from "./facts.ts";
import { curvePlace } from "./hilbert.ts";
import { type IdTable, idTable } from "./id-table.ts";
import { Numbering, ROW_LIMIT } from "./numbering.ts";
import type { Rows } from "./postings.ts";
import { RowsWriter } from "./rows-writer.ts";
import { orderedBy, orderOfTexts } from "./sorting.ts";

/**
 * The profiles of a shard as columns, in order of postcode area along Hilbert's curve, first occupation and id: what is
 * in reach of a place is then in few stretches.
 */
export type ProfileColumns = {
  readonly count: number;
  /** Postcode areas by rank; `areaOf` is the rank of a document's, `areaStarts` the first document of each. */
  readonly areas: readonly Pc4[];
  readonly areaOf: Uint16Array;
  readonly areaStarts: Uint32Array;
  /** Hectometres. */
  readonly reach: Uint16Array;
  readonly hoursMin: Uint8Array;
  readonly hoursMax: Uint8Array;
  readonly from: Int32Array;
  readonly until: Int32Array;
  readonly contracts: Uint8Array;
  readonly education: Uint8Array;
  readonly licences: Uint16Array;
  readonly flags: Uint8Array;
  /** By place of the sector among all. */
  readonly sectorsExcluded: Excluders;
  /** Number of the language times 8, plus its level of 1 to 6. */
  readonly languages: Rows;
  readonly languageNumbers: Numbering;
  readonly occupations: Rows;
  /** By URI, since the classification need not know what a person excludes. */
  readonly occupationsExcluded: Excluders;
  readonly excludedNumbers: Numbering;
  readonly competencies: Rows;
  /** The place of each document's id among all in ascending order. */
  readonly idRank: Uint32Array;
};

/** About how many a profile has: lists that turn out longer are no matter. */
const COMPETENCIES = 24;

/** Works a value out once for each key. */
const once = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};

/** Columns in the order in which profiles were given, with what each excludes. */
type Given = Omit<
  ProfileColumns,
  "areas" | "areaOf" | "areaStarts" | "idRank" | "sectorsExcluded" | "occupationsExcluded"
> & { readonly sectorsExcluded: Rows; readonly occupationsExcluded: Rows };

/** Reads the lists of profiles, one profile after the other. */
const listReader = (count: number, { classification }: World) => {
  const languageNumbers = new Numbering();
  const excludedNumbers = new Numbering();
  const languages = new RowsWriter(count, 2);
  const occupations = new RowsWriter(count, 2);
  const occupationsExcluded = new RowsWriter(count, 0);
  const sectorsExcluded = new RowsWriter(count, 0);
  const competencies = new RowsWriter(count, COMPETENCIES);
  const readConcepts = (profile: ProfileTerms): void => {
    for (const uri of profile.occupations) {
      const occupation = classification.occupationIndex(uri);
      if (occupation !== undefined) occupations.add(occupation);
    }
    occupations.close();
    for (const uri of profile.competencies) {
      const competency = classification.competencyIndex(uri);
      if (competency !== undefined) competencies.insert(competency);
    }
    competencies.close();
  };
  const read = (profile: ProfileTerms): void => {
    for (const { language, level } of profile.languages ?? [])
      languages.add(languageNumbers.of(language) * 8 + levelNumber(level));
    languages.close();
    for (const uri of profile.excludedOccupations) occupationsExcluded.add(excludedNumbers.of(uri));
    occupationsExcluded.close();
    for (const sector of profile.excludedSectors) sectorsExcluded.add(SECTORS.indexOf(sector));
    sectorsExcluded.close();
    readConcepts(profile);
  };
  const lists = () => ({
    languages: languages.rows(),
    languageNumbers,
    occupations: occupations.rows(),
    occupationsExcluded: occupationsExcluded.rows(),
    sectorsExcluded: sectorsExcluded.rows(),
    excludedNumbers,
    competencies: competencies.rows(),
  });
  return { read, lists };
};

/** Reads everything of a profile at once: profiles are far apart in memory, and going to each of them is what takes time. */
const readGiven = (profiles: readonly ProfileTerms[], world: World): Given => {
  const count = profiles.length;
  const numberOf = once((day: LocalDate) => dayNumber(day));
  const { read, lists } = listReader(count, world);
  const scalars = {
    count,
    reach: new Uint16Array(count),
    hoursMin: new Uint8Array(count),
    hoursMax: new Uint8Array(count),
    from: new Int32Array(count),
    until: new Int32Array(count),
    contracts: new Uint8Array(count),
    education: new Uint8Array(count),
    licences: new Uint16Array(count),
    flags: new Uint8Array(count),
  };
  for (const [at, profile] of profiles.entries()) {
    const { availableFromDate: from, availableUntilDate: until } = profile;
    const { min, max } = hoursOf(profile);
    scalars.reach[at] = reachOf(profile);
    scalars.hoursMin[at] = min;
    scalars.hoursMax[at] = max;
    scalars.from[at] = from === undefined ? EARLIEST : numberOf(from);
    scalars.until[at] = until === undefined ? LATEST : numberOf(until);
    scalars.contracts[at] = contractBits(profile.contractKinds);
    scalars.education[at] = educationHeld(profile);
    scalars.licences[at] = licencesHeld(profile.licences);
    scalars.flags[at] = flagsOf(profile);
    read(profile);
  }
  return { ...scalars, ...lists() };
};

/** A column with its numbers in another order. */
const gathered = <T extends Column>(column: T, order: Uint32Array, empty: (length: number) => T): T => {
  const sorted = empty(order.length);
  for (let at = 0; at < order.length; at++) sorted[at] = column[order[at] ?? 0] ?? 0;
  return sorted;
};
const bytes = (length: number) => new Uint8Array(length);
const shorts = (length: number) => new Uint16Array(length);
const longs = (length: number) => new Int32Array(length);

const gatheredRows = ({ starts, values }: Rows, order: Uint32Array): Rows => {
  const sorted = { starts: new Uint32Array(starts.length), values: new Uint16Array(values.length) };
  let end = 0;
  for (let at = 0; at < order.length; at++) {
    const row = order[at] ?? 0;
    const past = starts[row + 1] ?? 0;
    for (let from = starts[row] ?? 0; from < past; from++) {
      sorted.values[end] = values[from] ?? 0;
      end++;
    }
    sorted.starts[at + 1] = end;
  }
  return sorted;
};

/** Postcode areas in their order. */
const areasOf = (profiles: readonly ProfileTerms[]): Pc4[] => {
  const areas = [...new Set(profiles.map(({ pc4 }) => pc4))].map((pc4) => ({ pc4, place: curvePlace(pc4) }));
  areas.sort((a, b) => a.place - b.place || (a.pc4 < b.pc4 ? -1 : 1));
  return areas.map(({ pc4 }) => pc4);
};

/** Where the documents of each area begin. */
const startsOf = (areaOf: Uint32Array, areas: number): Uint32Array => {
  const starts = new Uint32Array(areas + 1);
  for (const rank of areaOf) starts[rank + 1] = (starts[rank + 1] ?? 0) + 1;
  for (let rank = 0; rank < areas; rank++) starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0);
  return starts;
};

/** The first value of each list plus 1; 0 for an empty one. */
const firstOf = ({ starts, values }: Rows): Uint32Array =>
  starts
    .subarray(0, -1)
    .map((start, row) => (start === (starts[row + 1] ?? 0) ? 0 : 1 + (values[start] ?? 0)));

/** Makes the columns; the profiles themselves are not kept. Each id comes once. */
export const profileColumns = (
  profiles: readonly ProfileTerms[],
  world: World,
): { readonly columns: ProfileColumns; readonly ids: IdTable<MarketProfileId> } => {
  const given = readGiven(profiles, world);
  const areas = areasOf(profiles);
  const rankOfArea = new Map(areas.map((area, rank) => [area, rank]));
  const areaOf = Uint32Array.from(profiles, ({ pc4 }) => rankOfArea.get(pc4) ?? 0);
  const byId = orderOfTexts(profiles.map(({ id }) => id));
  const idRank = new Uint32Array(profiles.length);
  for (const [rank, place] of byId.entries()) idRank[place] = rank;
  // By area, then first occupation, then id: sorts that leave alone what is equal, the last one first.
  const byOccupation = orderedBy(byId, firstOf(given.occupations), ROW_LIMIT + 1);
  const order = orderedBy(byOccupation, areaOf, areas.length);
  const columns: ProfileColumns = {
    ...given,
    areas,
    areaOf: Uint16Array.from(order, (place) => areaOf[place] ?? 0),
    areaStarts: startsOf(areaOf, areas.length),
    idRank: gathered(idRank, order, (length) => new Uint32Array(length)),
    reach: gathered(given.reach, order, shorts),
    hoursMin: gathered(given.hoursMin, order, bytes),
    hoursMax: gathered(given.hoursMax, order, bytes),
    from: gathered(given.from, order, longs),
    until: gathered(given.until, order, longs),
    contracts: gathered(given.contracts, order, bytes),
    education: gathered(given.education, order, bytes),
    licences: gathered(given.licences, order, shorts),
    flags: gathered(given.flags, order, bytes),
    sectorsExcluded: excludersOf(gatheredRows(given.sectorsExcluded, order), SECTORS.length),
    languages: gatheredRows(given.languages, order),
    occupations: gatheredRows(given.occupations, order),
    occupationsExcluded: excludersOf(
      gatheredRows(given.occupationsExcluded, order),
      given.excludedNumbers.size,
    ),
    competencies: gatheredRows(given.competencies, order),
  };
  const sortedIds = Array.from(byId, (place) => profiles[place]).flatMap((profile) => profile?.id ?? []);
  return { columns, ids: idTable(sortedIds) };
};
