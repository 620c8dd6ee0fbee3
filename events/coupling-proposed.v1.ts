import * as z from "zod";
import { SurplusId } from "#packages/domain/coupling.ts";
import { CouplingId, SurplusNoticeId, VacancyId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

const People = z.number().int().min(0).max(10_000);

/** A coupling as the teams' queues tell it: ids, numbers and points. Which firms they are is at `dataref`. */
export const CouplingFacts = z.object({
  couplingId: CouplingId,
  version: z.number().int().min(1),
  noticeId: SurplusNoticeId,
  /** The surplus of one kind within the notice. */
  surplusId: SurplusId,
  vacancyId: VacancyId,
  /** Where the staff is: its team gets the message. */
  fromRegion: RegionCode,
  /** Where the work is: its team gets a copy. */
  toRegion: RegionCode,
  people: People,
});

/** Of a coupling that lives, told again since a region asked for all that is open once more. */
export const ToldAgain = z.object({
  redeliveryId: z.uuid().optional(),
  /** The region that asked: nobody else is told again. */
  addressee: RegionCode.optional(),
});

/**
 * Brokerage couples surplus of one firm to the demand of another (B1); positions are held meanwhile. Sent again, with the
 * next version, when the number of people changed before anybody answered.
 */
export const CouplingProposedV1 = defineEvent("coupling-proposed", 1, {
  system: "brokerage",
  data: CouplingFacts.extend({
    ...ToldAgain.shape,
    /** Points of matching, the same for every head. */
    score: z.number().int().min(0).max(1_000_000),
    holdEndsAt: z.iso.datetime(),
    rules: z.string(),
  }),
});
