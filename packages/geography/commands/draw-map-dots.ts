import type { RegionCode } from "#packages/domain/regions.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import type { Gazetteer } from "../gazetteer.ts";
import { cosineOfLatitude } from "../great-circle.ts";
import { municipalityOn, yearbookOn } from "../region-books.ts";
import type { MapDotTable } from "../table-forms.ts";

const UNITS_A_DEGREE = 100_000;
/** Metres a degree of latitude, near enough for a map: a sixtieth of it is a nautical mile. */
const METRES_A_DEGREE = 111_194;
/** One dot stands for so many metres each way: fine enough for small regions, coarse enough for one calm pattern. */
const STEP_METRES = 4_200;
/** In the middle of the country a degree of longitude is this part of a degree of latitude. */
const NARROWER = cosineOfLatitude(52.15 * UNITS_A_DEGREE);

type Cell = Map<RegionCode, number>;

/** Who has most of the areas in a cell; of equals the first by code, so that a map is always the same. */
const ownerOf = (cell: Cell): RegionCode | undefined =>
  [...cell].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))[0]?.[0];

const stepsOf = (units: number): number =>
  Math.round((units / UNITS_A_DEGREE) * (METRES_A_DEGREE / STEP_METRES));

/** The country in dots, from the centres of the newest postcode areas. */
export const drawMapDots = (from: Gazetteer, source: string): MapDotTable => {
  const areas = [...yearbookOn(from).areas.values()].filter(({ kind }) => kind === "area");
  const west = Math.min(...areas.map(({ longitude }) => longitude));
  const north = Math.max(...areas.map(({ latitude }) => latitude));
  const cells = new Map<string, { column: number; row: number; cell: Cell }>();
  for (const area of areas) {
    const column = stepsOf((area.longitude - west) * NARROWER);
    const row = stepsOf(north - area.latitude);
    const key = `${column} ${row}`;
    const known = cells.get(key) ?? { column, row, cell: new Map<RegionCode, number>() };
    const region = municipalityOn(from, area.municipality)?.region;
    if (region === undefined) throw new RangeError(`${area.municipality} of an area is in no table`);
    known.cell.set(region, (known.cell.get(region) ?? 0) + 1);
    cells.set(key, known);
  }
  const regions = new Map<RegionCode, number[]>(REGIONS.map((code) => [code, []]));
  const sorted = [...cells.values()].sort((a, b) => a.row - b.row || a.column - b.column);
  for (const { column, row, cell } of sorted) {
    const owner = ownerOf(cell);
    if (owner !== undefined) regions.get(owner)?.push(column, row);
  }
  return {
    source,
    columns: Math.max(...sorted.map(({ column }) => column)) + 1,
    rows: Math.max(...sorted.map(({ row }) => row)) + 1,
    regions: Object.fromEntries(regions),
  };
};
