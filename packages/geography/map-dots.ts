import type { RegionCode } from "#packages/domain/regions.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { cosineOfLatitude } from "./great-circle.ts";
import { municipality } from "./municipalities.ts";
import { allAreas } from "./places.ts";

/** The country as dots on a square grid: each dot is the place of one region, all in whole grid steps from the north-west. */
export interface DotMap {
  readonly columns: number;
  readonly rows: number;
  /** Column and row of every dot of a region, from north to south. */
  readonly regions: ReadonlyMap<RegionCode, readonly (readonly [column: number, row: number])[]>;
}

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

const buildMap = (): DotMap => {
  const areas = allAreas().filter(({ kind }) => kind === "area");
  const west = Math.min(...areas.map(({ longitude }) => longitude));
  const north = Math.max(...areas.map(({ latitude }) => latitude));
  const cells = new Map<string, { column: number; row: number; cell: Cell }>();
  for (const area of areas) {
    const column = stepsOf((area.longitude - west) * NARROWER);
    const row = stepsOf(north - area.latitude);
    const key = `${column} ${row}`;
    const known = cells.get(key) ?? { column, row, cell: new Map<RegionCode, number>() };
    const { region } = municipality(area.municipality);
    known.cell.set(region, (known.cell.get(region) ?? 0) + 1);
    cells.set(key, known);
  }
  const regions = new Map<RegionCode, [number, number][]>(REGIONS.map((code) => [code, []]));
  const sorted = [...cells.values()].sort((a, b) => a.row - b.row || a.column - b.column);
  for (const { column, row, cell } of sorted) {
    const owner = ownerOf(cell);
    if (owner !== undefined) regions.get(owner)?.push([column, row]);
  }
  return {
    columns: Math.max(...sorted.map(({ column }) => column)) + 1,
    rows: Math.max(...sorted.map(({ row }) => row)) + 1,
    regions,
  };
};

let built: DotMap | undefined;

/** The map of today's regions; made once a process, from the centres of postcode areas. */
export const dotMap = (): DotMap => {
  built ??= buildMap();
  return built;
};
