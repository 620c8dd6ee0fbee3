import * as z from "zod";

/*
 * The forms speak of plain texts, so that the compiler can hold the data files against them: parsing these with zod
 * took a third of the time that a cold function needs for its first postcode. The import and a test do parse them.
 */
const Municipality = z.string().regex(/^GM[0-9]{4}$/);
const Region = z.string().regex(/^AM[0-9]{2}$/);

/** Figures of one place, four to a postcode area: PC4, latitude and longitude in 1e-5 degree, inhabitants. */
const Figures = z
  .array(z.int())
  .refine((figures) => figures.length % 4 === 0, "must hold four figures an area");
/** Municipality → place → figures. */
const Places = z.record(Municipality, z.record(z.string().min(1), Figures));

/** Form of `data/areas-YEAR.json`, the postcode areas as they were in one year. */
export const AreaTable = z.object({
  source: z.string(),
  year: z.int(),
  areas: Places,
  /** Codes of post-office boxes; their fourth figure is always 0, nobody lives there. */
  boxes: Places,
});
export type AreaTable = z.infer<typeof AreaTable>;

/** Form of `data/place-names.json`: municipality → place → PC4s, each from the newest table that has it. */
export const PlaceNameTable = z.object({
  source: z.string(),
  places: z.record(Municipality, z.record(z.string().min(1), z.array(z.int()))),
});
export type PlaceNameTable = z.infer<typeof PlaceNameTable>;

/** Form of `data/map-dots.json`: of every region column and row of each dot, one after the other. */
export const MapDotTable = z.object({
  source: z.string(),
  columns: z.int(),
  rows: z.int(),
  regions: z.record(
    Region,
    z.array(z.int()).refine((figures) => figures.length % 2 === 0, "must hold two figures a dot"),
  ),
});
export type MapDotTable = z.infer<typeof MapDotTable>;

/** Form of `data/municipalities-YEAR.json`, the regions and their municipalities in one year. */
export const MunicipalityTable = z.object({
  source: z.string(),
  year: z.int(),
  provinces: z.record(z.string(), z.string()),
  regions: z.array(
    z.object({
      code: Region,
      name: z.string().min(1),
      neighbours: z.array(Region),
      municipalities: z.array(
        z.object({ code: Municipality, name: z.string().min(1), province: z.string() }),
      ),
    }),
  ),
});
export type MunicipalityTable = z.infer<typeof MunicipalityTable>;

/** Form of `data/former-municipalities.json`, one row for each municipality that is no more. */
export const FormerTable = z.object({
  source: z.string(),
  rows: z.array(
    z.object({
      code: Municipality,
      name: z.string().min(1),
      /** Its region in its last year. */
      region: Region,
      /** The first day on which it was no more. */
      ceasedOn: z.iso.date(),
      /** Empty where not known; the one with most of its people first. */
      successors: z.array(Municipality),
    }),
  ),
});
export type FormerTable = z.infer<typeof FormerTable>;

/** Form of `data/region-facts.json`, kept by hand. */
export const RegionFacts = z.object({
  regions: z.record(Region, z.object({ centre: Municipality, aliases: z.array(z.string().min(1)) })),
});
export type RegionFacts = z.infer<typeof RegionFacts>;

/** Form of `data/merger-facts.json`, kept by hand: what no file of CBS in the imported layout says. */
export const MergerFacts = z.object({
  mergers: z.record(
    Municipality,
    z.object({ successors: z.array(Municipality), ceasedOn: z.iso.date().optional() }),
  ),
});
export type MergerFacts = z.infer<typeof MergerFacts>;

/** The two tables of one year. */
export interface YearTables {
  readonly areas: AreaTable;
  readonly municipalities: MunicipalityTable;
}
