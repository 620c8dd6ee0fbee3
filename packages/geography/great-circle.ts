/**
 * Mean earth radius R1 of the GRS 80 / WGS 84 ellipsoid, (2a + b) / 3, in metres.
 * Source: H. Moritz, Geodetic Reference System 1980, Journal of Geodesy 74 (2000), p. 128.
 */
export const EARTH_RADIUS_METRES = 6_371_008.8;

const RADIANS_PER_UNIT = Math.PI / 180 / 100_000;

/*
 * ECMAScript leaves Math.sin, Math.cos and Math.asin to the implementation, so a distance on the edge of a reach
 * could differ between two machines. Additions, products and square roots are exact by IEEE 754: these series use
 * nothing else. Within the Netherlands their error is far below a millimetre.
 */

/** Cosine by its Taylor series; ten terms give full double precision for the latitudes of the Netherlands (< 1 rad). */
const cosine = (angle: number): number => {
  const square = angle * angle;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 10; n++) {
    term *= -square / ((2 * n - 1) * (2 * n));
    sum += term;
  }
  return sum;
};

/** Sine of half an angle of at most some degrees (0.06 rad): the next term is below 1e-18. */
const sineSmall = (angle: number): number => {
  const square = angle * angle;
  return angle * (1 - (square / 6) * (1 - (square / 20) * (1 - (square / 42) * (1 - square / 72))));
};

/** Arc sine for at most 0.06 (distances up to 760 km): the next term is below 1e-18. */
const arcSineSmall = (sine: number): number => {
  const square = sine * sine;
  return (
    sine *
    (1 +
      square *
        (1 / 6 + square * (3 / 40 + square * (15 / 336 + square * (105 / 3456 + (square * 945) / 42_240)))))
  );
};

/** Cosine of a latitude given in units of 1e-5 degree. */
export const cosineOfLatitude = (latitude: number): number => cosine(latitude * RADIANS_PER_UNIT);

/** A point with its latitude and longitude in units of 1e-5 degree, and the cosine of its latitude worked out before. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
  readonly cosine: number;
}

/**
 * Great-circle distance in whole metres by the haversine formula (R. W. Sinnott, "Virtues of the Haversine",
 * Sky and Telescope 68, 1984). For points of the Netherlands only: the series serve distances up to 700 km.
 */
export const greatCircleMetres = (a: Point, b: Point): number => {
  const sineLatitude = sineSmall(((a.latitude - b.latitude) * RADIANS_PER_UNIT) / 2);
  const sineLongitude = sineSmall(((a.longitude - b.longitude) * RADIANS_PER_UNIT) / 2);
  const haversine = sineLatitude * sineLatitude + a.cosine * b.cosine * (sineLongitude * sineLongitude);
  return Math.round(2 * EARTH_RADIUS_METRES * arcSineSmall(Math.sqrt(haversine)));
};
