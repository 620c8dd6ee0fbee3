import * as z from "zod";

const Count = z.number().int().min(0);

/** What the header of a compact classification says about its content. */
export const CompactMeta = z.object({
  version: z.string().min(1),
  counts: z.object({
    occupations: Count,
    competencies: Count,
    relations: Count,
    groups: Count,
    occupationsWithDutchLabel: Count,
    competenciesWithDutchLabel: Count,
    competenciesWithoutLabel: Count,
  }),
});
export type CompactMeta = z.infer<typeof CompactMeta>;
