import * as z from "zod";
import { CompetencyUri } from "./ids.ts";

/** Points in all; each part below has a fixed share of them. */
export const TOTAL_POINTS = 1_000_000;
export const COMPETENCY_POINTS = 700_000;
export const OCCUPATION_POINTS = 150_000;
export const DISTANCE_POINTS = 100_000;
export const AVAILABILITY_POINTS = 50_000;

const Points = z.number().int().min(0).max(TOTAL_POINTS);

/**
 * What one competency asked contributes. `near`: the person has `by` instead, which is near it and counts half.
 * `worth` is what an exact hit gives, so `worth - points` is what it would lift. `borrowed`: not asked by the
 * employer but essential in the occupation.
 */
export const RequirementOutcome = z.object({
  competency: CompetencyUri,
  outcome: z.enum(["matched", "near", "missing"]),
  by: CompetencyUri.optional(),
  importance: z.enum(["must", "nice"]),
  borrowed: z.boolean(),
  points: Points,
  worth: Points,
});
export type RequirementOutcome = z.infer<typeof RequirementOutcome>;

/**
 * Why a score is what it is. The four parts add up to the score exactly, and the points of the requirements to
 * the part of competencies.
 */
export const Explanation = z
  .object({
    score: Points,
    parts: z.object({ competencies: Points, occupation: Points, distance: Points, availability: Points }),
    requirements: z.array(RequirementOutcome),
    /** Great-circle distance between centres of postcode areas, in hectometres (rounded). */
    distanceHm: z.number().int().min(0),
    /** The place of the work that was nearest, as an index of the vacancy's places. */
    place: z.number().int().min(0),
    /** How much of what could be known of either side is known, in percent; unknown never filters, never scores. */
    completeness: z.object({
      vacancy: z.number().int().min(0).max(100),
      profile: z.number().int().min(0).max(100),
    }),
    /** The missing or nearly met competencies by what learning them would add, most first (D2). */
    lift: z.array(z.object({ competency: CompetencyUri, gain: Points })),
    rules: z.string(),
    classification: z.string(),
  })
  .refine(
    ({ score, parts }) =>
      score === parts.competencies + parts.occupation + parts.distance + parts.availability,
    { path: ["score"], message: "must be the sum of its parts" },
  );
export type Explanation = z.infer<typeof Explanation>;
