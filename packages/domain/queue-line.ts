import * as z from "zod";
import { COUPLING_STATES, type Coupling, isLive } from "./coupling.ts";
import { LocalDate, Moment } from "./dates.ts";
import { CouplingId, ProposalId, VacancyId } from "./ids.ts";
import { isOpen, type Proposal, ProposalState } from "./proposal.ts";
import { RegionCode } from "./regions.ts";

const shared = {
  /** Whose work it is. */
  region: RegionCode,
  vacancyId: VacancyId,
  score: z.number().int(),
  distanceHm: z.number().int(),
  proposedAt: Moment,
};

/** What a team's queue knows of a proposal without reading it: enough to list, count, filter and sort it. */
export const PersonLine = z.object({
  kind: z.literal("person"),
  id: ProposalId,
  state: ProposalState,
  ...shared,
  dueAt: Moment.optional(),
  /** Of a placement: from then on it is to be checked whether the person stayed. */
  checkDueDate: LocalDate.optional(),
  /** Subject of the token of who has it. */
  claimedBy: z.string().optional(),
  handOver: z.object({ from: RegionCode, to: RegionCode, at: Moment }).optional(),
});
export type PersonLine = z.infer<typeof PersonLine>;

/** The same of a coupling of firms, in the region of the firm with surplus: its team answers (B1). */
export const CouplingLine = z.object({
  kind: z.literal("coupling"),
  id: CouplingId,
  state: z.enum(COUPLING_STATES),
  ...shared,
  people: z.number().int(),
  /** While somebody has to answer: the end of the hold. */
  dueAt: Moment.optional(),
  teamAnswered: z.boolean(),
  /** Subject of the token of who has it. */
  claimedBy: z.string().optional(),
});
export type CouplingLine = z.infer<typeof CouplingLine>;

export const QueueLine = z.discriminatedUnion("kind", [PersonLine, CouplingLine]);
export type QueueLine = z.infer<typeof QueueLine>;

/** Open work, and placements that wait for their check after three months. */
export const QUEUE_STAGES = ["OPEN", "PLACED"] as const;
export type QueueStage = (typeof QUEUE_STAGES)[number];

/** In which part of a team's queue a line stands. */
export const stageOf = ({ state }: QueueLine): QueueStage => (state === "placed" ? "PLACED" : "OPEN");

/** The line of a proposal; undefined when there is nothing left to do about it. */
export const lineOfProposal = (proposal: Proposal): PersonLine | undefined => {
  const { id, state, region, vacancyId, explanation, proposedAt, dueAt, checkDueDate } = proposal;
  if (!isOpen(state) && state !== "placed") return undefined;
  const { handOver, claim } = proposal;
  return {
    kind: "person",
    id,
    state,
    region,
    vacancyId,
    score: explanation.score,
    distanceHm: explanation.distanceHm,
    proposedAt,
    ...(state === "placed" ? { checkDueDate } : { dueAt }),
    claimedBy: claim?.by.subject,
    handOver: handOver && { from: handOver.from, to: handOver.to, at: handOver.at },
  };
};

/** The line of a coupling; undefined when nothing is set aside for it any more. */
export const lineOfCoupling = (coupling: Coupling): CouplingLine | undefined => {
  const { id, state, fromRegion, vacancyId, explanation, proposedAt, people, agreed, holdEndsAt } = coupling;
  if (!isLive(state)) return undefined;
  return {
    kind: "coupling",
    id,
    state,
    region: fromRegion,
    vacancyId,
    score: explanation.score,
    distanceHm: explanation.distanceHm,
    proposedAt,
    people: agreed ?? people,
    dueAt: state === "proposed" ? holdEndsAt : undefined,
    teamAnswered: coupling.answers.team !== undefined,
    claimedBy: coupling.claim?.by.subject,
  };
};
