import * as z from "zod";
import { ProposalId } from "#packages/domain/ids.ts";
import { Proposal } from "#packages/domain/proposal.ts";
import { Vacancy, VacancyPlace } from "#packages/domain/vacancy.ts";
import { ClaimedBy } from "../problem.ts";

/** By what a person recognises a proposal in a list: the work, where it is, until when, and how well it fits. */
const Recognised = z.object({
  title: Vacancy.shape.title.optional(),
  employerName: z.string().max(200).optional(),
  pc4: VacancyPlace.shape.pc4.optional().meta({ description: "Of the work" }),
  dueAt: Proposal.shape.dueAt,
  score: Proposal.shape.explanation.shape.score,
  distanceHm: Proposal.shape.explanation.shape.distanceHm,
});
export type Recognised = z.infer<typeof Recognised>;

/** What happened to one of many. */
const ManyOutcome = z.object({
  id: ProposalId,
  outcome: z.enum(["done", "unchanged", "refused", "not-found"]),
  why: z.string().max(60).optional().meta({ description: "Why it was refused, as a code" }),
  detail: z.string().max(1000).optional(),
  claim: ClaimedBy.optional(),
  proposal: Recognised.optional().meta({ description: "Absent for what is not the caller's to see" }),
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
