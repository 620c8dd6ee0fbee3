import type { MunicipalityCode } from "./municipality-code.ts";
import type { Location } from "./places.ts";
import type { Pc4, PostcodeOrPc4 } from "./postcode.ts";
import { pc4Of } from "./postcode.ts";
import { municipalityOn, regionBooks, toMunicipalityCode } from "./region-books.ts";
import { placeNameTable } from "./tables.ts";

type Named = { readonly place: string; readonly municipality: MunicipalityCode };

const read = (): ReadonlyMap<string, Named> =>
  new Map(
    Object.entries(placeNameTable.places).flatMap(([code, byPlace]) => {
      const municipality = toMunicipalityCode(code);
      return Object.entries(byPlace).flatMap(([place, pc4s]) =>
        pc4s.map((pc4): [string, Named] => [String(pc4), { place, municipality }]),
      );
    }),
  );

let built: ReadonlyMap<string, Named> | undefined;

const named = (pc4: Pc4): Named | undefined => {
  built ??= read();
  return built.get(pc4);
};

/**
 * Where a postcode is today: what `findLocation` answers, from the table of names alone. For pages, which show places and
 * measure no distances: that table is a third of the one with centres.
 */
export const findPlace = (postcode: PostcodeOrPc4): Location | undefined => {
  const pc4 = pc4Of(postcode);
  const found = named(pc4);
  const municipality = found && municipalityOn(regionBooks(), found.municipality);
  if (found === undefined || municipality === undefined) return undefined;
  return {
    pc4,
    place: found.place,
    municipality: { code: municipality.code, name: municipality.name },
    region: municipality.region,
  };
};
