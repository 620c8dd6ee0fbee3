import { buildGazetteer, type Gazetteer } from "../gazetteer.ts";
import type { FormerTable, PlaceNameTable, YearTables } from "../table-forms.ts";
import { linesOf } from "./compact-tables.ts";
import { drawMapDots } from "./draw-map-dots.ts";

/** Every area of every year under its place, by the newest year that has it; the order is that of municipality and PC4. */
const namePlaces = ({ yearbooks }: Gazetteer, source: string): PlaceNameTable => {
  const newest = new Map(yearbooks.flatMap(({ areas }) => [...areas]));
  const inOrder = [...newest.values()].sort((a, b) =>
    a.municipality + a.pc4 < b.municipality + b.pc4 ? -1 : 1,
  );
  const places: PlaceNameTable["places"] = {};
  for (const { municipality, place, pc4 } of inOrder) {
    places[municipality] ??= {};
    const byPlace = places[municipality] ?? {};
    byPlace[place] ??= [];
    byPlace[place]?.push(Number(pc4));
  }
  return { source, places };
};

/**
 * The tables that follow from those of all years, as texts by file: names of places, and the map in dots. They are small, so that the
 * pages need not carry every centre and number of inhabitants.
 */
export const derivedTables = (
  years: readonly YearTables[],
  former: FormerTable,
): Readonly<Record<string, string>> => {
  const from = buildGazetteer(years, former);
  const source = years.at(-1)?.areas.source ?? "";
  return {
    "place-names.json": linesOf(namePlaces(from, source), ["places"]),
    "map-dots.json": linesOf(drawMapDots(from, source), ["regions"]),
  };
};
