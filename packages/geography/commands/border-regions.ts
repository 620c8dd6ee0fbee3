import type { RegionCode } from "#packages/domain/regions.ts";
import type { AreaRow } from "./read-layout.ts";

/** Centres farther apart than this face each other over open water or emptiness, not over a border. */
const LONGEST_EDGE_METRES = 15_000;
const METRES_PER_DEGREE = 111_195;
/** Cosine of 52.2 degrees: the country is small enough for one scale of longitude. */
const LONGITUDE_SCALE = 0.613;

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly region: RegionCode;
}

const squareBetween = (a: Spot, b: Spot): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;

const pairKey = (a: RegionCode, b: RegionCode): string => [a, b].sort().join(" ");

/** Whether no third centre lies in the circle that has the two as ends of its diameter. */
const faceEachOther = (a: Spot, b: Spot, around: readonly Spot[]): boolean => {
  const square = squareBetween(a, b);
  return around.every((c) => c === a || c === b || squareBetween(a, c) + squareBetween(b, c) >= square);
};

/**
 * Which regions border on each other, from the centres of the postcode areas: two regions do when an area of one and
 * an area of the other face each other with no third centre between them (a Gabriel graph: K. R. Gabriel and
 * R. R. Sokal, Systematic Zoology 18, 1969) over at most 15 km. Polygons would say it more exactly, but we have none.
 */
export const borderRegions = (areas: readonly AreaRow[]): ReadonlyMap<RegionCode, readonly RegionCode[]> => {
  const spots = areas.map(
    ({ lat, lon, am_code }): Spot => ({
      x: (lon / 100_000) * METRES_PER_DEGREE * LONGITUDE_SCALE,
      y: (lat / 100_000) * METRES_PER_DEGREE,
      region: am_code,
    }),
  );
  const limit = LONGEST_EDGE_METRES ** 2;
  const pairs = new Set<string>();
  for (const a of spots) {
    const around = spots.filter((b) => squareBetween(a, b) <= limit);
    for (const b of around) {
      if (a.region === b.region || pairs.has(pairKey(a.region, b.region))) continue;
      if (faceEachOther(a, b, around)) pairs.add(pairKey(a.region, b.region));
    }
  }
  const regions = [...new Set(areas.map((area) => area.am_code))].sort();
  return new Map(
    regions.map((region) => [
      region,
      regions.filter((other) => other !== region && pairs.has(pairKey(region, other))),
    ]),
  );
};
