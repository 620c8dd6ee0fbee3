import type { RegionCode } from "#packages/domain/regions.ts";
import type { Area } from "#packages/geography/gazetteer.ts";
import { allAreas, locate } from "#packages/geography/places.ts";
import { type Draw, type Lottery, lottery } from "./draw.ts";
import type { Work } from "./work.ts";

/** Where somebody lives or work is. */
export type Spot = { readonly area: Area; readonly region: RegionCode };

const byInhabitants = (spots: readonly Spot[]): Lottery<Spot> =>
  lottery(spots, ({ area }) => area.inhabitants);

const readSpots = () => {
  const spots = allAreas()
    .filter(({ kind, inhabitants }) => kind === "area" && inhabitants > 0)
    .map((area): Spot => ({ area, region: locate(area.pc4, "postcode").region }))
    // By region, so that an evenly spread series goes round all regions.
    .sort((a, b) => a.region.localeCompare(b.region) || a.area.pc4.localeCompare(b.area.pc4));
  const byRegion = Map.groupBy(spots, ({ region }) => region);
  return {
    spots,
    country: byInhabitants(spots),
    regions: new Map([...byRegion].map(([region, those]) => [region, byInhabitants(those)])),
    near: new Map<string, Lottery<Spot>>(),
  };
};
let read: ReturnType<typeof readSpots> | undefined;
const all = () => {
  read ??= readSpots();
  return read;
};

/** The place at a share of all inhabitants, the regions one after the other. */
export const placeAt = (share: number): Spot => all().country.at(share);

/** Another place in the same region. */
export const placeInRegion = ({ region, area }: Spot, draw: Draw): Spot =>
  all().regions.get(region)?.at(draw.number()) ?? { region, area };

/** A place where that work is found: often near its centres (airports, greenhouses) where it has such, else `place`. */
export const placeOfWork = (place: Spot, { near }: Work, draw: Draw): Spot => {
  if (near.length === 0 || draw.chance(0.25)) return place;
  const key = near.join(" ");
  const { near: known, spots } = all();
  const lots = known.get(key) ?? byInhabitants(spots.filter(({ area }) => near.includes(area.municipality)));
  known.set(key, lots);
  return lots.at(draw.number());
};

const LETTERS = "ABCDEGHJKLMNPRSTVWXZ";
const NEVER_GIVEN = ["SA", "SD", "SS"];
/** A whole postcode of the area; whether the letters exist there is not known, nor asked. */
export const postcodeOf = ({ area }: Spot, draw: Draw): string => {
  const pair = [0, 0].map(() => LETTERS.charAt(draw.whole(0, LETTERS.length - 1))).join("");
  return `${area.pc4}${NEVER_GIVEN.includes(pair) ? "AA" : pair}`;
};
