import * as z from "zod";
import { CompetencyUri, MarketProfileId, ProposalId, VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

const Points = z.number().int().min(0).max(1_000_000);
const Outcomes = z.array(z.object({ competency: CompetencyUri, points: Points, borrowed: z.boolean() }));

/** A proposal as a team's queue tells it: ids, codes, scores and reasons, never who the person is. */
export const ProposalFacts = z.object({
  proposalId: ProposalId,
  version: z.number().int().min(1),
  vacancyId: VacancyId,
  profileId: MarketProfileId,
  /** The team it is meant for. */
  region: RegionCode,
  homeRegion: RegionCode,
  workRegions: z.array(RegionCode),
  score: Points,
  parts: z.object({ competencies: Points, occupation: Points, distance: Points, availability: Points }),
  reasons: z.object({
    matched: Outcomes,
    near: z.array(
      z.object({ competency: CompetencyUri, by: CompetencyUri, points: Points, borrowed: z.boolean() }),
    ),
    missing: z.array(CompetencyUri),
  }),
  distanceHm: z.number().int().min(0),
  dueAt: z.iso.datetime(),
  /** Version of the rules and of the classification that gave the score. */
  rules: z.string(),
  /** Set when a region asked for all that is open once more. */
  redeliveryId: z.uuid().optional(),
});

/** Matching found a person for a vacancy. A proposal: people decide (M4). */
export const MatchProposedV1 = defineEvent("match-proposed", 1, { system: "matching", data: ProposalFacts });
