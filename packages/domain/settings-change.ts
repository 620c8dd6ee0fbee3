import * as z from "zod";
import { Actor } from "./actor.ts";
import { Moment } from "./dates.ts";
import { RegionCode } from "./regions.ts";

/** Who changed which settings of a region, when, from what to what. Kept for good: settings steer what teams see. */
export const SettingsChange = z.object({
  region: RegionCode,
  /** The version of the region's settings that it led to. */
  version: z.number().int().min(1),
  at: Moment,
  by: Actor,
  changed: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
});
export type SettingsChange = z.infer<typeof SettingsChange>;
