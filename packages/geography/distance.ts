import type { RegionCode } from "#packages/domain/regions.ts";
import type { Area } from "./gazetteer.ts";
import { gazetteer } from "./gazetteer.ts";
import type { Point } from "./great-circle.ts";
import { cosineOfLatitude, EARTH_RADIUS_METRES, greatCircleMetres } from "./great-circle.ts";
import { locate, UnknownPostcode } from "./places.ts";
import type { Pc4 } from "./postcode.ts";

/**
 * Every known PC4, areas and box codes of all years, ascending; a PC4's place in `codes` is its index.
 * The arrays are shared and kept: read them, never write them.
 */
export interface Pc4Blocks {
  readonly count: number;
  readonly codes: readonly Pc4[];
  /** Centre in 1e-5 degree, from the newest table that has the code. */
  readonly latitudes: Int32Array;
  readonly longitudes: Int32Array;
  /** The region by the newest table. */
  readonly regions: readonly RegionCode[];
}

interface Index extends Pc4Blocks {
  readonly points: readonly Point[];
  /** Index by the four digits as a number, -1 where there is none. */
  readonly positions: Int16Array;
  /** Indexes from south to north, and the latitudes in that order. */
  readonly northward: Int16Array;
  readonly northwardLatitudes: Int32Array;
  /** The smallest cosine of any latitude: where a degree of longitude is shortest. */
  readonly smallestCosine: number;
}

/** The codes of all years with their newest areas, ascending. */
const everyArea = (): readonly Area[] => {
  const { yearbooks } = gazetteer();
  const newest = new Map<string, Area>();
  for (const { areas } of yearbooks) for (const [pc4, area] of areas) newest.set(pc4, area);
  return [...newest.values()].sort((a, b) => (a.pc4 < b.pc4 ? -1 : 1));
};

const buildIndex = (): Index => {
  const areas = everyArea();
  const positions = new Int16Array(10_000).fill(-1);
  areas.forEach(({ pc4 }, index) => {
    positions[Number(pc4)] = index;
  });
  const points = areas.map(
    ({ latitude, longitude }): Point => ({ latitude, longitude, cosine: cosineOfLatitude(latitude) }),
  );
  const latitudes = Int32Array.from(points, (point) => point.latitude);
  const latitudeOf = (index: number): number => latitudes[index] ?? 0;
  const northward = Int16Array.from(areas.keys()).sort((a, b) => latitudeOf(a) - latitudeOf(b) || a - b);
  return {
    count: areas.length,
    codes: areas.map(({ pc4 }) => pc4),
    latitudes,
    longitudes: Int32Array.from(points, (point) => point.longitude),
    regions: areas.map(({ pc4 }) => locate(pc4, "postcode").region),
    points,
    positions,
    northward,
    northwardLatitudes: Int32Array.from(northward, latitudeOf),
    smallestCosine: Math.min(...points.map((point) => point.cosine)),
  };
};

let built: Index | undefined;

const blocks = (): Index => {
  built ??= buildIndex();
  return built;
};

/** All PC4s in arrays, for an engine that works through many distances. */
export const pc4Blocks = (): Pc4Blocks => blocks();

/** How many PC4s are known, box codes included; indexes run from 0 up to this. */
export const pc4Count = (): number => blocks().count;

/** The index of a PC4 in `pc4Blocks()`, or `undefined` for one that is not known. */
export const findPc4Index = (pc4: Pc4): number | undefined => {
  const index = blocks().positions[Number(pc4)] ?? -1;
  return index < 0 ? undefined : index;
};

/** The index of a PC4 in `pc4Blocks()`. Throws `UnknownPostcode`, which names `field`. */
export const pc4Index = (pc4: Pc4, field = "postcode"): number => {
  const index = findPc4Index(pc4);
  if (index === undefined) throw new UnknownPostcode(field, pc4);
  return index;
};

const pointAt = ({ points, count }: Index, index: number): Point => {
  const point = points[index];
  if (point === undefined) throw new RangeError(`a PC4 index must be a whole number from 0 to ${count - 1}`);
  return point;
};

/** `distanceInMetres` by index, for an engine that keeps indexes. Throws a RangeError for an index out of range. */
export const distanceBetweenIndexes = (a: number, b: number): number => {
  const index = blocks();
  return greatCircleMetres(pointAt(index, a), pointAt(index, b));
};

/**
 * Distance between the centres of two postcode areas over the great circle, in whole metres. Symmetric, 0 for the same
 * area, the same on every machine. Haversine formula on a sphere of R = 6,371,008.8 m, the mean radius R1 of GRS 80
 * (H. Moritz, Geodetic Reference System 1980); see `great-circle.ts`. Throws `UnknownPostcode`.
 */
export const distanceInMetres = (a: Pc4, b: Pc4): number => distanceBetweenIndexes(pc4Index(a), pc4Index(b));

/** The distance as matching scores it: hectometres, rounded from whole metres, half up. Throws `UnknownPostcode`. */
export const distanceInHectometres = (a: Pc4, b: Pc4): number => Math.round(distanceInMetres(a, b) / 100);

/** More than any distance in the country, in hectometres; what does not fit 16 bits is taken to be this. */
const FURTHEST_HECTOMETRES = 65_535;

/** `distanceInHectometres` from one place to many, for an engine that measures them all. Throws `UnknownPostcode`. */
export const distancesInHectometres = (from: Pc4, to: readonly Pc4[]): Uint16Array => {
  const index = blocks();
  const origin = pointAt(index, pc4Index(from));
  const distances = new Uint16Array(to.length);
  for (const [at, pc4] of to.entries()) {
    const metres = greatCircleMetres(origin, pointAt(index, pc4Index(pc4)));
    distances[at] = Math.min(FURTHEST_HECTOMETRES, Math.round(metres / 100));
  }
  return distances;
};

const METRES_PER_UNIT = (EARTH_RADIUS_METRES * Math.PI) / 180 / 100_000;
/** The formulas of the box serve small angles; a reach beyond this takes every area, the country being smaller. */
const WHOLE_COUNTRY_METRES = 500_000;

/** First place in an ascending array whose value is at least `value`. */
const lowerBound = (ascending: Int32Array, value: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

interface Reached {
  readonly index: number;
  readonly metres: number;
}

/** Every PC4 within reach. The box only leaves out what is surely too far: it is 1 % and 10 m wider than the reach. */
const reachedFrom = (home: number, metres: number): Reached[] => {
  if (!(metres >= 0)) throw new RangeError("metres must be a number of at least 0");
  const index = blocks();
  const from = pointAt(index, home);
  const wide =
    metres < WHOLE_COUNTRY_METRES ? (metres * 1.01 + 10) / METRES_PER_UNIT : Number.POSITIVE_INFINITY;
  const widest = wide / index.smallestCosine;
  const reached: Reached[] = [];
  const last = from.latitude + wide;
  for (let at = lowerBound(index.northwardLatitudes, from.latitude - wide); at < index.count; at++) {
    const candidate = index.northward[at] ?? home;
    const to = pointAt(index, candidate);
    if (to.latitude > last) break;
    if (Math.abs(to.longitude - from.longitude) > widest) continue;
    const distance = greatCircleMetres(from, to);
    if (distance <= metres) reached.push({ index: candidate, metres: distance });
  }
  return reached;
};

/** Every PC4 at most `metres` away, itself included; nearest first, then by code. Throws `UnknownPostcode`, RangeError. */
export const pc4sWithin = (pc4: Pc4, metres: number): readonly Pc4[] => {
  const { codes } = blocks();
  return reachedFrom(pc4Index(pc4), metres)
    .sort((a, b) => a.metres - b.metres || a.index - b.index)
    .flatMap(({ index }) => codes[index] ?? []);
};

/**
 * Every region with at least one PC4 at most `metres` away: the shards that a vacancy there needs. The home region
 * first, then by the distance of the nearest PC4, then by code. Box codes count, for a profile may carry one.
 * By the newest table, or by the one in force `on` a day. Throws `UnknownPostcode`, or a RangeError for bad metres.
 */
export const regionsWithin = (pc4: Pc4, metres: number, on?: string): readonly RegionCode[] => {
  const { regions, codes } = blocks();
  const home = pc4Index(pc4);
  const regionAt = (index: number): RegionCode | undefined => {
    const code = codes[index];
    return on === undefined || code === undefined ? regions[index] : locate(code, "postcode", on).region;
  };
  const nearest = new Map<RegionCode, number>();
  for (const { index, metres: distance } of reachedFrom(home, metres)) {
    const region = regionAt(index);
    if (region !== undefined) nearest.set(region, Math.min(distance, nearest.get(region) ?? distance));
  }
  const homeRegion = regionAt(home);
  if (homeRegion !== undefined) nearest.set(homeRegion, -1);
  return [...nearest]
    .sort(([codeA, a], [codeB, b]) => a - b || (codeA < codeB ? -1 : 1))
    .map(([region]) => region);
};
