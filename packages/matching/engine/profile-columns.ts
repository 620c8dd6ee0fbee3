import type { MarketProfileId } from "#packages/domain/ids.ts";
import type { Pc4 } from "#packages/domain/postcode.ts";
import { profileSide } from "../sides.ts";
import type { ProfileTerms } from "../terms.ts";
import type { World } from "../world.ts";
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
  sectorBits,
} from "./facts.ts";
import { curvePlace } from "./hilbert.ts";
import { type IdTable, idTable } from "./id-table.ts";
import { Numbering, ROW_LIMIT, rowsOf } from "./numbering.ts";
import type { Rows } from "./postings.ts";

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
  readonly sectorsExcluded: Int32Array;
  /** Number of the language times 8, plus its level of 1 to 6. */
  readonly languages: Rows;
  readonly languageNumbers: Numbering;
  readonly occupations: Rows;
  /** By URI, since the classification need not know what a person excludes. */
  readonly occupationsExcluded: Rows;
  readonly excludedNumbers: Numbering;
  readonly competencies: Rows;
  /** The place of each document's id among all in ascending order. */
  readonly idRank: Uint32Array;
};

const order = (profiles: readonly ProfileTerms[], world: World): ProfileTerms[] => {
  const areas = [...new Set(profiles.map(({ pc4 }) => pc4))].map((pc4) => ({ pc4, place: curvePlace(pc4) }));
  areas.sort((a, b) => a.place - b.place || (a.pc4 < b.pc4 ? -1 : 1));
  const areaPlace = new Map(areas.map(({ pc4 }, place) => [pc4, place]));
  const { classification } = world;
  const firstOccupation = ({ occupations: [uri] }: ProfileTerms): number =>
    uri === undefined ? -1 : (classification.occupationIndex(uri) ?? -1);
  return profiles
    .map((profile) => ({
      profile,
      place: (areaPlace.get(profile.pc4) ?? 0) * ROW_LIMIT + firstOccupation(profile),
    }))
    .sort((a, b) => a.place - b.place || (a.profile.id < b.profile.id ? -1 : 1))
    .map(({ profile }) => profile);
};

const areaColumns = (profiles: readonly ProfileTerms[]) => {
  const areas = [...new Set(profiles.map(({ pc4 }) => pc4))];
  const rank = new Map(areas.map((area, index) => [area, index]));
  const areaOf = Uint16Array.from(profiles, ({ pc4 }) => rank.get(pc4) ?? 0);
  const areaStarts = new Uint32Array(areas.length + 1);
  for (const area of areaOf) areaStarts[area + 1] = (areaStarts[area + 1] ?? 0) + 1;
  for (let area = 0; area < areas.length; area++)
    areaStarts[area + 1] = (areaStarts[area + 1] ?? 0) + (areaStarts[area] ?? 0);
  return { areas, areaOf, areaStarts };
};

/** Ids in ascending order, and for each document the place of its own. */
const rankedIds = (ordered: readonly ProfileTerms[]) => {
  const ids = ordered.map(({ id }) => id);
  const sortedIds = ids.toSorted();
  const ranks = new Map(sortedIds.map((id, rank) => [id, rank]));
  return { sortedIds, idRank: Uint32Array.from(ids, (id) => ranks.get(id) ?? 0) };
};

/** Makes the columns; the profiles themselves are not kept. Each id comes once. */
export const profileColumns = (
  unordered: readonly ProfileTerms[],
  world: World,
): { readonly columns: ProfileColumns; readonly ids: IdTable<MarketProfileId> } => {
  const ordered = order(unordered, world);
  const sides = ordered.map((profile) => profileSide(profile, world.classification));
  const languageNumbers = new Numbering();
  const excludedNumbers = new Numbering();
  const { sortedIds, idRank } = rankedIds(ordered);
  const columns: ProfileColumns = {
    idRank,
    count: ordered.length,
    ...areaColumns(ordered),
    reach: Uint16Array.from(ordered, reachOf),
    hoursMin: Uint8Array.from(ordered, (profile) => hoursOf(profile).min),
    hoursMax: Uint8Array.from(ordered, (profile) => hoursOf(profile).max),
    from: Int32Array.from(ordered, ({ availableFromDate: day }) =>
      day === undefined ? EARLIEST : dayNumber(day),
    ),
    until: Int32Array.from(ordered, ({ availableUntilDate: day }) =>
      day === undefined ? LATEST : dayNumber(day),
    ),
    contracts: Uint8Array.from(ordered, ({ contractKinds }) => contractBits(contractKinds)),
    education: Uint8Array.from(ordered, educationHeld),
    licences: Uint16Array.from(ordered, ({ licences }) => licencesHeld(licences)),
    flags: Uint8Array.from(ordered, flagsOf),
    sectorsExcluded: Int32Array.from(ordered, ({ excludedSectors }) => sectorBits(excludedSectors)),
    languages: rowsOf(
      ordered.map(({ languages = [] }) =>
        languages.map(({ language, level }) => languageNumbers.of(language) * 8 + levelNumber(level)),
      ),
    ),
    languageNumbers,
    occupations: rowsOf(sides.map(({ occupations }) => occupations)),
    occupationsExcluded: rowsOf(
      ordered.map(({ excludedOccupations }) => excludedOccupations.map((uri) => excludedNumbers.of(uri))),
    ),
    excludedNumbers,
    competencies: rowsOf(sides.map(({ competencies }) => [...competencies].sort((a, b) => a - b))),
  };
  return { columns, ids: idTable(sortedIds) };
};
