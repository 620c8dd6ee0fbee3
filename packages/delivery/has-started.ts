import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type AllSettings, settingsOf } from "#packages/domain/settings.ts";

/** G1: whether the team of a region has started, by the day it is in the Netherlands. */
export const hasStarted =
  (settings: AllSettings, at: Date) =>
  (region: RegionCode): boolean =>
    settingsOf(settings, region).startDate <= dayInAmsterdam(at);
