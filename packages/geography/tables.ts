import areas2026 from "./data/areas-2026.json" with { type: "json" };
import formerMunicipalities from "./data/former-municipalities.json" with { type: "json" };
import municipalities2026 from "./data/municipalities-2026.json" with { type: "json" };
import regionFacts from "./data/region-facts.json" with { type: "json" };
import type { YearTables } from "./table-forms.ts";
import { AreaTable, FormerTable, MunicipalityTable, RegionFacts } from "./table-forms.ts";

/** Every year that the project has tables of. A new year is two imports above and one line here. */
export const readYearTables = (): readonly YearTables[] => [
  { areas: AreaTable.parse(areas2026), municipalities: MunicipalityTable.parse(municipalities2026) },
];

/** The municipalities that are no more. */
export const readFormerTable = (): FormerTable => FormerTable.parse(formerMunicipalities);

/** Centre municipality and aliases of all 35 regions. */
export const readRegionFacts = (): RegionFacts => RegionFacts.parse(regionFacts);
