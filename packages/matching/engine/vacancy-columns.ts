import type { VacancyId } from "#packages/domain/ids.ts";
import type { Pc4 } from "#packages/domain/postcode.ts";
import { vacancySide } from "../sides.ts";
import type { VacancyTerms } from "../terms.ts";
import type { World } from "../world.ts";
import {
  contractBits,
  datesOf,
  educationAsked,
  flagsHit,
  hoursOf,
  levelNumber,
  licencesAsked,
  mustsNeeded,
  reachOf,
  sectorBit,
} from "./facts.ts";
import { type IdTable, idTable } from "./id-table.ts";
import { Numbering, rowsOf } from "./numbering.ts";
import type { Rows } from "./postings.ts";

/** No occupation, or one that the classification does not know. */
export const NO_OCCUPATION = -1;

/**
 * The vacancies of a shard as columns. First those with one open place, in order of its area, so that an area is a
 * range; then those with several (national employers), which are looked at always.
 */
export type VacancyColumns = {
  readonly count: number;
  /** Areas of all open places, ascending; `placesOf` has the ranks of each vacancy's, `areaStarts` the first vacancy of each. */
  readonly areas: readonly Pc4[];
  readonly placesOf: Rows;
  readonly areaStarts: Uint32Array;
  readonly reach: Uint16Array;
  readonly hoursMin: Uint8Array;
  readonly hoursMax: Uint8Array;
  readonly start: Int32Array;
  readonly latestFrom: Int32Array;
  readonly earliestUntil: Int32Array;
  readonly contracts: Uint8Array;
  readonly education: Uint8Array;
  readonly licences: Uint16Array;
  readonly flags: Uint8Array;
  readonly sector: Int32Array;
  /** Number of the language times 8, plus the level asked of 1 to 6. */
  readonly languages: Rows;
  readonly languageNumbers: Numbering;
  readonly occupation: Int32Array;
  /** By URI, since the classification need not know what a person excludes; 0 for none, else its number plus 1. */
  readonly occupationNumber: Uint32Array;
  readonly occupationNumbers: Numbering;
  /** Competencies asked, must-haves first, with what each is worth beside them. */
  readonly requirements: Rows;
  readonly worths: Int32Array;
  readonly musts: Uint8Array;
  readonly mustsNeeded: Uint8Array;
  readonly idRank: Uint32Array;
};

type Placed = { readonly vacancy: VacancyTerms; readonly areas: readonly Pc4[] };

/** Vacancies without an open place match nobody, and are left out. */
const order = (vacancies: readonly VacancyTerms[]): Placed[] => {
  const placed = vacancies
    .map((vacancy) => ({
      vacancy,
      areas: [...new Set(vacancy.places.filter(({ open }) => open > 0).map(({ pc4 }) => pc4))],
    }))
    .filter(({ areas }) => areas.length > 0);
  const firstArea = ({ areas }: Placed) => (areas.length > 1 ? Number.POSITIVE_INFINITY : Number(areas[0]));
  return placed.sort((a, b) => {
    const [left, right] = [firstArea(a), firstArea(b)];
    if (left !== right) return left - right;
    return a.vacancy.id < b.vacancy.id ? -1 : 1;
  });
};

const areaColumns = (placed: readonly Placed[]) => {
  const areas = [...new Set(placed.flatMap((one) => one.areas))].sort();
  const rank = new Map(areas.map((area, index) => [area, index]));
  const ranks = placed.map((one) => one.areas.map((area) => rank.get(area) ?? 0));
  const areaStarts = new Uint32Array(areas.length + 1);
  for (const [area = 0] of ranks.filter(({ length }) => length === 1))
    areaStarts[area + 1] = (areaStarts[area + 1] ?? 0) + 1;
  for (let area = 0; area < areas.length; area++)
    areaStarts[area + 1] = (areaStarts[area + 1] ?? 0) + (areaStarts[area] ?? 0);
  return { areas, areaStarts, placesOf: rowsOf(ranks) };
};

/** All ids in ascending order, and for each that has a place in the columns its rank. */
const rankedIds = (ordered: readonly VacancyTerms[], all: readonly VacancyTerms[]) => {
  const sortedIds = all.map(({ id }) => id).sort();
  const ranks = new Map(sortedIds.map((id, rank) => [id, rank]));
  return { sortedIds, idRank: Uint32Array.from(ordered, ({ id }) => ranks.get(id) ?? 0) };
};

/** Makes the columns; the vacancies themselves are not kept. Each id comes once. */
export const vacancyColumns = (
  unordered: readonly VacancyTerms[],
  world: World,
): { readonly columns: VacancyColumns; readonly ids: IdTable<VacancyId> } => {
  const placed = order(unordered);
  const ordered = placed.map(({ vacancy }) => vacancy);
  const sides = ordered.map((vacancy) => vacancySide(vacancy, world.classification));
  const dates = ordered.map(datesOf);
  const asked = sides.map(({ requirements }) => [
    ...requirements.filter(({ importance }) => importance === "must"),
    ...requirements.filter(({ importance }) => importance === "nice"),
  ]);
  const languageNumbers = new Numbering();
  const occupationNumbers = new Numbering();
  const { sortedIds, idRank } = rankedIds(ordered, unordered);
  const columns: VacancyColumns = {
    count: ordered.length,
    ...areaColumns(placed),
    reach: Uint16Array.from(ordered, reachOf),
    hoursMin: Uint8Array.from(ordered, (vacancy) => hoursOf(vacancy).min),
    hoursMax: Uint8Array.from(ordered, (vacancy) => hoursOf(vacancy).max),
    start: Int32Array.from(dates, ({ start }) => start),
    latestFrom: Int32Array.from(dates, ({ latestFrom }) => latestFrom),
    earliestUntil: Int32Array.from(dates, ({ earliestUntil }) => earliestUntil),
    contracts: Uint8Array.from(ordered, ({ contractKinds }) => contractBits(contractKinds)),
    education: Uint8Array.from(ordered, educationAsked),
    licences: Uint16Array.from(ordered, ({ licences }) => licencesAsked(licences)),
    flags: Uint8Array.from(ordered, flagsHit),
    sector: Int32Array.from(ordered, ({ sector }) => sectorBit(sector)),
    languages: rowsOf(
      ordered.map(({ languages = [] }) =>
        languages.map(({ language, level }) => languageNumbers.of(language) * 8 + levelNumber(level)),
      ),
    ),
    languageNumbers,
    occupation: Int32Array.from(sides, ({ occupation }) => occupation ?? NO_OCCUPATION),
    occupationNumber: Uint32Array.from(ordered, ({ occupation }) =>
      occupation === undefined ? 0 : occupationNumbers.of(occupation) + 1,
    ),
    occupationNumbers,
    requirements: rowsOf(asked.map((list) => list.map(({ competency }) => competency))),
    worths: Int32Array.from(asked.flatMap((list) => list.map(({ worth }) => worth))),
    musts: Uint8Array.from(sides, ({ musts }) => musts.length),
    mustsNeeded: Uint8Array.from(ordered, (vacancy, index) => {
      const side = sides[index];
      return side === undefined ? 0 : mustsNeeded(vacancy, side);
    }),
    idRank,
  };
  return { columns, ids: idTable(sortedIds) };
};
