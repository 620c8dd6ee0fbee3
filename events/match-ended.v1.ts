import * as z from "zod";
import { MarketProfileId, ProposalId, VacancyId } from "#packages/domain/ids.ts";
import { EndReason } from "#packages/domain/proposal.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";
import { InBulk } from "./in-bulk.ts";

/** An open proposal is withdrawn: a side went away or no longer fits (obsolete), or better pairs took its room (superseded). */
export const MatchEndedV1 = defineEvent("match-ended", 1, {
  system: "matching",
  data: z.object({
    proposalId: ProposalId,
    version: z.number().int().min(1),
    vacancyId: VacancyId,
    profileId: MarketProfileId,
    region: RegionCode,
    state: z.enum(["obsolete", "superseded"]),
    reason: EndReason,
    inBulk: InBulk.optional(),
  }),
});
