import type { RegionCode } from "#packages/domain/regions.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { mapDotTable } from "./tables.ts";

/** The country as dots on a square grid: each dot is the place of one region, all in whole grid steps from the north-west. */
export interface DotMap {
  readonly columns: number;
  readonly rows: number;
  /** Column and row of every dot of a region, from north to south. */
  readonly regions: ReadonlyMap<RegionCode, readonly (readonly [column: number, row: number])[]>;
}

const dotsOf = (figures: readonly number[]): [number, number][] =>
  figures.flatMap((column, at) => (at % 2 === 0 ? [[column, figures[at + 1] ?? 0]] : []));

let built: DotMap | undefined;

/** The map of today's regions, as `commands/draw-map-dots.ts` drew it from the centres of postcode areas. */
export const dotMap = (): DotMap => {
  const drawn = new Map(Object.entries(mapDotTable.regions));
  built ??= {
    columns: mapDotTable.columns,
    rows: mapDotTable.rows,
    regions: new Map(REGIONS.map((code) => [code, dotsOf(drawn.get(code) ?? [])])),
  };
  return built;
};
