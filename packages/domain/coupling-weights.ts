import * as z from "zod";

/**
 * How points weigh when firms are coupled. All in the whole points of matching, where a perfect match is 1,000,000. The
 * highest a person can count is the sum of all maxima here and a perfect score, 15,000,000.
 */
export const CouplingWeights = z.strictObject({
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
export type CouplingWeights = z.infer<typeof CouplingWeights>;
