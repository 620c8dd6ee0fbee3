import * as z from "zod";
import { ProposalId } from "#packages/domain/ids.ts";
import { ClaimedBy } from "../problem.ts";

/** What happened to one of many. */
const ManyOutcome = z.object({
  id: ProposalId,
  outcome: z.enum(["done", "unchanged", "refused", "not-found"]),
  why: z.string().max(60).optional().meta({ description: "Why it was refused, as a code" }),
  detail: z.string().max(1000).optional(),
  claim: ClaimedBy.optional(),
});
export type ManyOutcome = z.infer<typeof ManyOutcome>;

/** What happened to each of many proposals, or would happen. */
export const ManyOutcomes = z
  .object({
    preview: z.boolean(),
    done: z.number().int().min(0),
    items: z.array(ManyOutcome),
  })
  .meta({ id: "ProposalDeeds" });
export type ManyOutcomes = z.infer<typeof ManyOutcomes>;
