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
import { curvePlace } from "./hilbert.ts";
import { type IdTable, idTable } from "./id-table.ts";
import { Numbering, rowsOf } from "./numbering.ts";
import type { Rows } from "./postings.ts";
import { orderedBy, orderOfTexts } from "./sorting.ts";

/** No occupation, or one that the classification does not know. */
export const NO_OCCUPATION = -1;

/**
 * The vacancies of a shard as columns. First those with one open place, in order of its area, so that an area is a
 * range; then those with several (national employers), which are looked at always.
 */
export type VacancyColumns = {
  readonly count: number;
  /** Areas of all open places along Hilbert's curve; `placesOf` has the ranks of each vacancy's, `areaStarts` the first vacancy of each. */
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

/** Where a vacancy has open places, each area once. */
const openAreas = ({ places }: VacancyTerms): Pc4[] => [
  ...new Set(places.filter(({ open }) => open > 0).map(({ pc4 }) => pc4)),
];

/** Areas in order along Hilbert's curve. */
const areasOf = (placed: readonly Placed[]): Pc4[] =>
  [...new Set(placed.flatMap((one) => one.areas))]
    .map((pc4) => ({ pc4, place: curvePlace(pc4) }))
    .sort((a, b) => a.place - b.place || (a.pc4 < b.pc4 ? -1 : 1))
    .map(({ pc4 }) => pc4);

/** Puts vacancies with an open place in order, and gives the columns that follow from it. */
const order = (vacancies: readonly VacancyTerms[]) => {
  const byId = orderOfTexts(vacancies.map(({ id }) => id));
  const ids = Array.from(byId, (place) => vacancies[place]).flatMap((vacancy) => vacancy?.id ?? []);
  const ranked = Array.from(byId, (place) => vacancies[place]).flatMap((vacancy, rank) =>
    vacancy === undefined ? [] : { vacancy, rank, areas: openAreas(vacancy) },
  );
  // Those without an open place match nobody, and are left out.
  const placed = ranked.filter(({ areas }) => areas.length > 0);
  const areas = areasOf(placed);
  const rankOf = new Map(areas.map((area, rank) => [area, rank]));
  const keys = Uint32Array.from(placed, ({ areas: own }) =>
    own.length > 1 ? areas.length : (own.map((area) => rankOf.get(area))[0] ?? 0),
  );
  const sorted = orderedBy(Uint32Array.from(placed.keys()), keys, areas.length + 1);
  const ordered = Array.from(sorted, (at) => placed[at]).flatMap((one) => one ?? []);
  const areaStarts = new Uint32Array(areas.length + 1);
  for (const key of keys) if (key < areas.length) areaStarts[key + 1] = (areaStarts[key + 1] ?? 0) + 1;
  for (let area = 0; area < areas.length; area++)
    areaStarts[area + 1] = (areaStarts[area + 1] ?? 0) + (areaStarts[area] ?? 0);
  return {
    ids,
    ordered: ordered.map(({ vacancy }) => vacancy),
    places: {
      areas,
      areaStarts,
      placesOf: rowsOf(ordered.map(({ areas: own }) => own.map((area) => rankOf.get(area) ?? 0))),
      idRank: Uint32Array.from(ordered, ({ rank }) => rank),
    },
  };
};

/** Makes the columns; the vacancies themselves are not kept. Each id comes once. */
export const vacancyColumns = (
  unordered: readonly VacancyTerms[],
  world: World,
): { readonly columns: VacancyColumns; readonly ids: IdTable<VacancyId> } => {
  const { ids, ordered, places } = order(unordered);
  const sides = ordered.map((vacancy) => vacancySide(vacancy, world.classification));
  const dates = ordered.map(datesOf);
  const asked = sides.map(({ requirements }) => [
    ...requirements.filter(({ importance }) => importance === "must"),
    ...requirements.filter(({ importance }) => importance === "nice"),
  ]);
  const languageNumbers = new Numbering();
  const occupationNumbers = new Numbering();
  const columns: VacancyColumns = {
    count: ordered.length,
    ...places,
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
  };
  return { columns, ids: idTable(ids) };
};
