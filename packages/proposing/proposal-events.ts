import type * as z from "zod";
import type { PlatformEvent } from "#events/index.ts";
import { MatchEndedV1 } from "#events/match-ended.v1.ts";
import { MatchProposedV1, type ProposalFacts } from "#events/match-proposed.v1.ts";
import { MatchRescoredV1 } from "#events/match-rescored.v1.ts";
import type { RequirementOutcome } from "#packages/domain/explanation.ts";
import type { EndReason, Proposal } from "#packages/domain/proposal.ts";

/** At most so many of each kind of reason in a message (64 KB, NL GOV profile); the rest is at `dataref`. */
const MOST_REASONS = 60;

const outcomes = (proposal: Proposal, outcome: RequirementOutcome["outcome"]) =>
  proposal.explanation.requirements.filter((one) => one.outcome === outcome).slice(0, MOST_REASONS);

/** What a message tells of a proposal: ids, codes, points and reasons. */
export const factsOf = (proposal: Proposal): z.input<typeof ProposalFacts> => ({
  proposalId: proposal.id,
  version: proposal.version,
  vacancyId: proposal.vacancyId,
  profileId: proposal.profileId,
  region: proposal.region,
  homeRegion: proposal.homeRegion,
  workRegions: proposal.workRegions,
  score: proposal.explanation.score,
  parts: proposal.explanation.parts,
  reasons: {
    matched: outcomes(proposal, "matched").map(({ competency, points, borrowed }) => ({
      competency,
      points,
      borrowed,
    })),
    near: outcomes(proposal, "near").flatMap(({ competency, by, points, borrowed }) =>
      by === undefined ? [] : [{ competency, by, points, borrowed }],
    ),
    missing: outcomes(proposal, "missing").map(({ competency }) => competency),
  },
  distanceHm: proposal.explanation.distanceHm,
  dueAt: proposal.dueAt,
  rules: proposal.explanation.rules,
});

const causeOf = (proposal: Proposal, traceparent: string | undefined) => ({
  subject: proposal.id,
  at: new Date(proposal.changedAt),
  idFrom: [proposal.id, String(proposal.version)],
  dataref: `/v1/proposals/${proposal.id}`,
  traceparent,
});

/** `match.proposed` for a new proposal, or one that comes back. */
export const proposedEvent = (proposal: Proposal, traceparent?: string): PlatformEvent =>
  MatchProposedV1.make(factsOf(proposal), causeOf(proposal, traceparent));

/** What an event carries on of the work that caused it. */
type Carried = { readonly traceparent?: string | undefined; readonly inBulk?: boolean | undefined };
const laneOf = ({ inBulk }: Carried) => (inBulk === true ? { inBulk } : {});

export const rescoredEvent = (proposal: Proposal, carried: Carried): PlatformEvent =>
  MatchRescoredV1.make({ ...factsOf(proposal), ...laneOf(carried) }, causeOf(proposal, carried.traceparent));

export const endedEvent = (
  proposal: Proposal,
  end: { readonly state: "obsolete" | "superseded"; readonly reason: EndReason },
  carried: Carried,
): PlatformEvent =>
  MatchEndedV1.make(
    {
      proposalId: proposal.id,
      version: proposal.version,
      vacancyId: proposal.vacancyId,
      profileId: proposal.profileId,
      region: proposal.region,
      ...end,
      ...laneOf(carried),
    },
    causeOf(proposal, carried.traceparent),
  );
