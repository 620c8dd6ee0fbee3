import * as z from "zod";

/**
 * The 35 labour-market regions by CBS code (arbeidsmarktregio's, 2026; the codes have gaps).
 * Queues, permissions and tests are all built from this list.
 */
export const REGIONS = [
  "AM01",
  "AM02",
  "AM03",
  "AM05",
  "AM06",
  "AM07",
  "AM08",
  "AM09",
  "AM10",
  "AM11",
  "AM12",
  "AM13",
  "AM14",
  "AM15",
  "AM17",
  "AM18",
  "AM19",
  "AM20",
  "AM21",
  "AM22",
  "AM23",
  "AM24",
  "AM25",
  "AM26",
  "AM27",
  "AM28",
  "AM29",
  "AM30",
  "AM32",
  "AM33",
  "AM34",
  "AM35",
  "AM36",
  "AM37",
  "AM38",
] as const;

export const RegionCode = z.enum(REGIONS);
export type RegionCode = z.infer<typeof RegionCode>;
