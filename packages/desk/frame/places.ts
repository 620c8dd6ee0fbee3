import { Postcode } from "#packages/domain/postcode.ts";
import { findPlace } from "#packages/geography/place-names.ts";
import type { Location } from "#packages/geography/places.ts";
import { PostcodeOrPc4 } from "#packages/geography/postcode.ts";

/** Where a postcode area is, by the tables of the platform; undefined when there is none such. */
export const placeOf = (postcode: string): Location | undefined => {
  const parsed = PostcodeOrPc4.safeParse(postcode);
  return parsed.success ? findPlace(parsed.data) : undefined;
};

/** "6811 Arnhem", or just the digits of an area that no table has. */
export const placeText = (pc4: string): string => {
  const place = placeOf(pc4);
  return place === undefined ? pc4 : `${pc4} ${place.place}`;
};

/** "Arnhem", or the digits of an area that no table has. */
export const placeName = (pc4: string): string => placeOf(pc4)?.place ?? pc4;

/** Whether it is a whole postcode, letters included, of an area that is known. */
export const isWholePostcode = (typed: string): boolean =>
  Postcode.safeParse(typed).success && placeOf(typed) !== undefined;

/** Whether it is a postcode area (four digits) that is known. */
export const isKnownArea = (typed: string): boolean => /^\d{4}$/.test(typed) && placeOf(typed) !== undefined;

/**
 * A postcode for the API. Of things that are kept only the area is known; the letters that stand in for the rest are never
 * looked at (as the API itself does with a change that leaves the place alone).
 */
export const inWhole = (typed: string): string => (/^\d{4}$/.test(typed) ? `${typed}AA` : typed);
