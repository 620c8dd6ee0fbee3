import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { MunicipalityCode } from "./municipality-code.ts";

/** Figures of one place, four to a postcode area: PC4, latitude and longitude in 1e-5 degree, inhabitants. */
const Figures = z
  .array(z.int())
  .refine((figures) => figures.length % 4 === 0, "must hold four figures an area");
/** Municipality → place → figures. */
const Places = z.record(MunicipalityCode, z.record(z.string().min(1), Figures));

/** Form of `data/areas-YEAR.json`, the postcode areas as they were in one year. */
export const AreaTable = z.object({
  source: z.string(),
  year: z.int(),
  areas: Places,
  /** Codes of post-office boxes; their fourth figure is always 0, nobody lives there. */
  boxes: Places,
});
export type AreaTable = z.infer<typeof AreaTable>;

/** Form of `data/municipalities-YEAR.json`, the regions and their municipalities in one year. */
export const MunicipalityTable = z.object({
  source: z.string(),
  year: z.int(),
  provinces: z.record(z.string(), z.string()),
  regions: z.array(
    z.object({
      code: RegionCode,
      name: z.string().min(1),
      neighbours: z.array(RegionCode),
      municipalities: z.array(z.tuple([MunicipalityCode, z.string().min(1), z.string()])),
    }),
  ),
});
export type MunicipalityTable = z.infer<typeof MunicipalityTable>;

/** Form of `data/former-municipalities.json`: code, name, last region, the first day it was no more, successors. */
export const FormerTable = z.object({
  source: z.string(),
  rows: z.array(
    z.tuple([MunicipalityCode, z.string().min(1), RegionCode, z.iso.date(), z.array(MunicipalityCode)]),
  ),
});
export type FormerTable = z.infer<typeof FormerTable>;

/** Form of `data/region-facts.json`, kept by hand. */
export const RegionFacts = z.object({
  regions: z.record(RegionCode, z.object({ centre: MunicipalityCode, aliases: z.array(z.string().min(1)) })),
});
export type RegionFacts = z.infer<typeof RegionFacts>;

/** Form of `data/merger-facts.json`, kept by hand: what no file of CBS in the imported layout says. */
export const MergerFacts = z.object({
  mergers: z.record(
    MunicipalityCode,
    z.object({ successors: z.array(MunicipalityCode), ceasedOn: z.iso.date().optional() }),
  ),
});
export type MergerFacts = z.infer<typeof MergerFacts>;

/** The two tables of one year. */
export interface YearTables {
  readonly areas: AreaTable;
  readonly municipalities: MunicipalityTable;
}
