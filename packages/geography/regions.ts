import type { RegionCode } from "#packages/domain/regions.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import { municipality } from "./municipalities.ts";
import { MunicipalityCode } from "./municipality-code.ts";
import { regionBooks, yearbookOn } from "./region-books.ts";
import { searchableName } from "./searchable-name.ts";
import { regionFactsTable } from "./tables.ts";

/** One labour-market region as it is today. */
export interface RegionInfo {
  readonly code: RegionCode;
  /** Its name at CBS. */
  readonly name: string;
  /** Other names that are or were in use: AM06 was "Stedendriehoek en Noordwest-Veluwe" in 2020. */
  readonly aliases: readonly string[];
  /** The municipality that leads the region (centrumgemeente). */
  readonly centre: { readonly code: MunicipalityCode; readonly name: string };
  /** The regions it borders on, worked out from the postcode areas at import. */
  readonly neighbours: readonly RegionCode[];
  readonly municipalities: readonly MunicipalityCode[];
}

const buildRegions = (): ReadonlyMap<RegionCode, RegionInfo> => {
  const facts = new Map(Object.entries(regionFactsTable.regions));
  const built = [...yearbookOn(regionBooks()).regions.values()].map((region): [RegionCode, RegionInfo] => {
    const { centre = "", aliases = [] } = facts.get(region.code) ?? {};
    // The centre is resolved, so that a merger of a centre municipality needs no change of the hand-kept facts.
    const { code, name } = municipality(MunicipalityCode.parse(centre));
    return [region.code, { ...region, aliases, centre: { code, name } }];
  });
  return new Map(built);
};

let built: ReadonlyMap<RegionCode, RegionInfo> | undefined;

/** What is known of a region. */
export const regionInfo = (code: RegionCode): RegionInfo => {
  built ??= buildRegions();
  const found = built.get(code);
  if (found === undefined) throw new RangeError(`the region ${code} is not in the tables`);
  return found;
};

/** All 35 regions, by code. */
export const allRegions = (): readonly RegionInfo[] => REGIONS.map(regionInfo);

let codesByName: ReadonlyMap<string, RegionCode> | undefined;

const indexNames = (): ReadonlyMap<string, RegionCode> =>
  new Map(
    allRegions().flatMap(({ code, name, aliases }) =>
      [code, name, ...aliases].map((form): [string, RegionCode] => [searchableName(form), code]),
    ),
  );

/**
 * The region of a code, of a name of today or of an alias ("Stedendriehoek en Noordwest-Veluwe" → AM06); accents,
 * capitals, signs and a leading "arbeidsmarktregio" do not matter. `undefined` for any other name.
 */
export const regionByName = (nameOrAlias: string): RegionInfo | undefined => {
  codesByName ??= indexNames();
  const code = codesByName.get(searchableName(nameOrAlias).replace(/^arbeidsmarktregio/, ""));
  return code === undefined ? undefined : regionInfo(code);
};

/** The regions that a region borders on, by code. Mutual: if A is a neighbour of B, B is one of A. */
export const neighboursOf = (code: RegionCode): readonly RegionCode[] => regionInfo(code).neighbours;
