import areas2026 from "./data/areas-2026.json" with { type: "json" };
import formerMunicipalities from "./data/former-municipalities.json" with { type: "json" };
import municipalities2026 from "./data/municipalities-2026.json" with { type: "json" };
import regionFacts from "./data/region-facts.json" with { type: "json" };
import type { FormerTable, RegionFacts, YearTables } from "./table-forms.ts";

/** Every year that the project has tables of. A new year is two imports above and one line here. */
export const yearTables: readonly YearTables[] = [{ areas: areas2026, municipalities: municipalities2026 }];

/** The municipalities that are no more. */
export const formerTable: FormerTable = formerMunicipalities;

/** Centre municipality and aliases of all 35 regions; kept by hand. */
export const regionFactsTable: RegionFacts = regionFacts;
