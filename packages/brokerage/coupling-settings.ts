import * as z from "zod";

/**
 * How points weigh in a coupling; a setting with versions, so that an old coupling can be told from a new one. All in
 * the whole points of matching, where a perfect match is 1,000,000. The highest a person can count is the sum of all
 * maxima here and a perfect score, 15,000,000: far below the 2^30 that `transport.ts` allows.
 */
export const CouplingSettings = z.strictObject({
  version: z.number().int().min(0),
  /** Pairs that score less are not proposed: minimum quality. */
  minimumScore: z.number().int().min(0).max(1_000_000),
  /** On top of the score of everybody placed: trades people placed against quality. At 0 only quality counts. */
  basePoints: z.number().int().min(0).max(10_000_000),
  /** B1, where possible within the region: on top for a place of work in the group's own region. */
  ownRegionPoints: z.number().int().min(0).max(1_000_000),
  /** M2: on top for groups whose dismissal is today or has been, falling linearly to 0 at `priorityDays` from now. */
  priorityPoints: z.number().int().min(0).max(1_000_000),
  priorityDays: z.number().int().min(1).max(365),
  /** On top for what was already proposed, for as many people as it was: small changes stay small. */
  stabilityPoints: z.number().int().min(0).max(1_000_000),
  /** Off for every receiving firm that a group is spread over, in the optional second step; 0 leaves the step out. */
  keepTogetherPoints: z.number().int().min(0).max(10_000_000),
});
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
