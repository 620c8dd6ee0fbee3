import type { Pc4 } from "#packages/domain/postcode.ts";
import { findPc4Index, pc4Blocks } from "#packages/geography/distance.ts";

const SIDE = 2 ** 15;
/** A box around the country that is about as wide as high on the ground, in 1e-5 degree. */
const [SOUTH, HEIGHT] = [5_070_000, 300_000];
const [WEST, WIDTH] = [325_000, 475_000];

/**
 * Place of a point along Hilbert's curve through a square of 2^15 by 2^15, so that what is near on the curve is near on
 * the map (D. Hilbert, Mathematische Annalen 38, 1891; bit by bit from the highest, turning each quadrant).
 */
export const hilbertIndex = (x: number, y: number): number => {
  let [left, up, index] = [x, y, 0];
  for (let step = SIDE >>> 1; step > 0; step >>>= 1) {
    const right = (left & step) === 0 ? 0 : 1;
    const upper = (up & step) === 0 ? 0 : 1;
    index = index * 4 + ((3 * right) ^ upper);
    if (upper === 1) continue;
    if (right === 1) [left, up] = [SIDE - 1 - left, SIDE - 1 - up];
    [left, up] = [up, left];
  }
  return index;
};

const scaled = (value: number, from: number, extent: number): number =>
  Math.max(0, Math.min(SIDE - 1, Math.floor(((value - from) * SIDE) / extent)));

/** Place of a postcode area along the curve; what geography does not know comes first. */
export const curvePlace = (pc4: Pc4): number => {
  const index = findPc4Index(pc4);
  if (index === undefined) return -1;
  const { latitudes, longitudes } = pc4Blocks();
  return hilbertIndex(
    scaled(longitudes[index] ?? 0, WEST, WIDTH),
    scaled(latitudes[index] ?? 0, SOUTH, HEIGHT),
  );
};
