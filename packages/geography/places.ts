import type { RegionCode } from "#packages/domain/regions.ts";
import type { Area, Gazetteer } from "./gazetteer.ts";
import { areaOn, gazetteer } from "./gazetteer.ts";
import type { MunicipalityCode } from "./municipality-code.ts";
import type { Pc4, PostcodeOrPc4 } from "./postcode.ts";
import { pc4Of } from "./postcode.ts";
import { municipalityOn, yearbookOn } from "./region-books.ts";

/** Where a postcode is, on a day. */
export interface Location {
  readonly pc4: Pc4;
  readonly place: string;
  readonly municipality: { readonly code: MunicipalityCode; readonly name: string };
  readonly region: RegionCode;
}

/**
 * A postcode of the right form whose area no table holds, e.g. 5028. Names the field it came from;
 * carries the four digits only, for a whole postcode with a house number is a person's address.
 */
export class UnknownPostcode extends Error {
  override readonly name = "UnknownPostcode";
  readonly field: string;
  readonly pc4: Pc4;

  constructor(field: string, pc4: Pc4) {
    super(`${field}: the postcode area ${pc4} is not known`);
    this.field = field;
    this.pc4 = pc4;
  }
}

/** `findLocation` over a gazetteer of one's own making, e.g. of a year that is still to come. */
export const locationIn = (from: Gazetteer, pc4: Pc4, on?: string): Location | undefined => {
  const area = areaOn(from, pc4, on);
  const municipality = area && municipalityOn(from, area.municipality, on);
  if (area === undefined || municipality === undefined) return undefined;
  return {
    pc4,
    place: area.place,
    municipality: { code: municipality.code, name: municipality.name },
    region: municipality.region,
  };
};

/** Like `locate`, but `undefined` for a postcode whose area is not known. */
export const findLocation = (postcode: PostcodeOrPc4, on?: string): Location | undefined =>
  locationIn(gazetteer(), pc4Of(postcode), on);

/**
 * Postcode → municipality → region by the tables of the day. `on` is a date ("2026-03-01"); without it the newest
 * table answers, for a day before the first table the first one does.
 * Throws `UnknownPostcode` with `field` (a path such as "workplace.postcode") when no table holds the area.
 */
export const locate = (postcode: PostcodeOrPc4, field: string, on?: string): Location => {
  const found = findLocation(postcode, on);
  if (found === undefined) throw new UnknownPostcode(field, pc4Of(postcode));
  return found;
};

/** The area of a PC4 in the newest table that has it: place, municipality, inhabitants, centre in 1e-5 degree. */
export const findArea = (pc4: Pc4): Area | undefined => areaOn(gazetteer(), pc4);

/** Every area and every box code of the newest table, by municipality; `kind` tells them apart. */
export const allAreas = (): readonly Area[] => [...yearbookOn(gazetteer()).areas.values()];
