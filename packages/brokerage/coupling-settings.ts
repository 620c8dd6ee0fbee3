import * as z from "zod";
import { CouplingWeights } from "#packages/domain/coupling-weights.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type AllSettings, type RegionSettings, settingsOf } from "#packages/domain/settings.ts";

/** Weights with the version of the settings that they come from, so that an old coupling can be told from a new one. */
export const CouplingSettings = CouplingWeights.extend({ version: z.number().int().min(0) });
export type CouplingSettings = z.infer<typeof CouplingSettings>;

/**
 * In force where nobody set anything. One person more is worth a perfect match of another: work comes first, quality
 * decides who goes where. The minimum is that of matching: what the same occupation alone is worth. The bonus of
 * stability is measured in the README of this folder.
 */
export const DEFAULT_COUPLING_SETTINGS: CouplingSettings = {
  version: 0,
  minimumScore: 150_000,
  basePoints: 1_000_000,
  ownRegionPoints: 50_000,
  priorityPoints: 100_000,
  priorityDays: 90,
  stabilityPoints: 50_000,
  keepTogetherPoints: 0,
};

/**
 * What a region has set, and the rest as everywhere. The version is that of the region's settings, and 0 while it has set no
 * weights: another start date or term is no reason to propose the same coupling anew.
 */
export const couplingSettingsOf = ({
  coupling,
  version,
}: Pick<RegionSettings, "coupling" | "version">): CouplingSettings => {
  const set = Object.entries(coupling ?? {}).filter(([, value]) => value !== undefined);
  if (set.length === 0) return DEFAULT_COUPLING_SETTINGS;
  return CouplingSettings.parse({ ...DEFAULT_COUPLING_SETTINGS, ...Object.fromEntries(set), version });
};

/** The settings of each of these regions: groups are coupled by those of their own region. */
export const settingsByRegion = (
  all: AllSettings,
  regions: readonly RegionCode[],
): ReadonlyMap<RegionCode, CouplingSettings> =>
  new Map(regions.map((region) => [region, couplingSettingsOf(settingsOf(all, region))]));
