import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { Pc4, Postcode } from "#packages/domain/postcode.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { findLocation } from "#packages/geography/places.ts";
import type { Fault } from "./invalid-input.ts";

export type Located = { readonly pc4: Pc4; readonly region: RegionCode };
/** A postcode that was looked up: where it is, or what is wrong with it. */
export type LookedUp = {
  readonly at?: Located;
  /** CBS code of the municipality that it is in. */
  readonly municipality?: string;
  readonly faults: readonly Fault[];
};

/** Postcode → area and region, by the tables of the day. */
export const lookUp = (postcode: Postcode, pointer: string, now: Date): LookedUp => {
  const found = findLocation(postcode, dayInAmsterdam(now));
  if (found === undefined)
    return {
      faults: [{ pointer, detail: `is in the postcode area ${postcode.slice(0, 4)}, which is not known` }],
    };
  return {
    at: { pc4: found.pc4, region: found.region },
    municipality: found.municipality.code,
    faults: [],
  };
};
