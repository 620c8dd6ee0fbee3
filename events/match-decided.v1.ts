import * as z from "zod";
import { MarketProfileId, ProposalId, VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** Somebody of a team did something with a proposal. Who it was stands in its history, not here. */
export const MatchDecidedV1 = defineEvent("match-decided", 1, {
  system: "delivery",
  data: z.object({
    proposalId: ProposalId,
    version: z.number().int().min(1),
    vacancyId: VacancyId,
    profileId: MarketProfileId,
    region: RegionCode,
    what: z.enum([
      "claimed",
      "released",
      "accepted",
      "introduced",
      "placed",
      "not-placed",
      "checked",
      "rejected",
    ]),
    reason: z.string().max(60).optional(),
  }),
});
