import areas2026 from "./data/areas-2026.json" with { type: "json" };
import formerMunicipalities from "./data/former-municipalities.json" with { type: "json" };
import mapDots from "./data/map-dots.json" with { type: "json" };
import municipalities2026 from "./data/municipalities-2026.json" with { type: "json" };
import placeNames from "./data/place-names.json" with { type: "json" };
import regionFacts from "./data/region-facts.json" with { type: "json" };
import type {
  FormerTable,
  MapDotTable,
  MunicipalityTable,
  PlaceNameTable,
  RegionFacts,
  YearTables,
} from "./table-forms.ts";

/** Municipalities and regions of every year that the project has tables of. A new year is two imports above and a line in this list and the next. */
export const municipalityTables: readonly MunicipalityTable[] = [municipalities2026];

/** The same years with their postcode areas. */
export const yearTables: readonly YearTables[] = [{ areas: areas2026, municipalities: municipalities2026 }];

/** The municipalities that are no more. */
export const formerTable: FormerTable = formerMunicipalities;

/** Centre municipality and aliases of all 35 regions; kept by hand. */
export const regionFactsTable: RegionFacts = regionFacts;

/** Names of the places of all postcode areas, without their centres: derived from the tables of areas. */
export const placeNameTable: PlaceNameTable = placeNames;

/** The country in dots: derived from the newest table of areas. */
export const mapDotTable: MapDotTable = mapDots;
