import * as z from "zod";
import { WorkList } from "#packages/delivery/work-queue.ts";
import { Moment } from "#packages/domain/dates.ts";
import { Proposal } from "#packages/domain/proposal.ts";
import { CouplingLine, PersonLine } from "#packages/domain/queue-line.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import { couplingHolder } from "./coupling-claim-views.ts";
import { ColleagueView, Deeds } from "./delivery-views.ts";

const WorkVacancy = Vacancy.pick({ id: true, title: true, kind: true, status: true, startDate: true }).extend(
  {
    employerName: z.string().max(200),
    sector: Vacancy.shape.employer.shape.sector,
    occupation: Vacancy.shape.occupation,
  },
);

const line = {
  version: z.number().int().min(1),
  vacancy: WorkVacancy.optional(),
  late: z.boolean().meta({ description: "Its term has passed" }),
};

/** A proposal or a coupling in a team's queue. */
export const WorkItem = z
  .discriminatedUnion("kind", [
    PersonLine.omit({ claimedBy: true, handOver: true }).extend({
      ...line,
      profileId: Proposal.shape.profileId,
      homeRegion: Proposal.shape.homeRegion,
      workRegions: Proposal.shape.workRegions,
      completeness: Proposal.shape.explanation.shape.completeness,
      claim: z.object({ by: ColleagueView, at: Moment, mine: z.boolean() }).optional(),
      handOver: Proposal.shape.handOver,
      deeds: Deeds,
    }),
    CouplingLine.omit({ claimedBy: true }).extend({ ...line, ...couplingHolder }),
  ])
  .meta({ id: "WorkItem" });
export type WorkItem = z.infer<typeof WorkItem>;

const count = z.number().int().min(0);
/** A page of a team's queue, with how much there is in each list. */
export const WorkQueueView = z
  .object({
    list: WorkList,
    counts: z.object({ mine: count, unassigned: count, all: count, handedOver: count, checks: count }),
    total: count.meta({ description: "How many of the list pass the filters" }),
    newCount: count.optional().meta({ description: "How many of those came after newSince" }),
    asOfAt: Moment,
    items: z.array(WorkItem),
    nextCursor: z.string().optional(),
  })
  .meta({ id: "WorkQueue" });
export type WorkQueueView = z.infer<typeof WorkQueueView>;
