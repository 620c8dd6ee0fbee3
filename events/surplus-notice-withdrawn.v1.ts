import * as z from "zod";
import { SurplusNoticeId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { WithdrawalReason } from "#packages/domain/vacancy.ts";
import { defineEvent } from "./define-event.ts";

/** The surplus is no longer there to be coupled. */
export const SurplusNoticeWithdrawnV1 = defineEvent("surplus-notice-withdrawn", 1, {
  system: "intake",
  data: z.object({
    noticeId: SurplusNoticeId,
    version: z.number().int().min(1),
    regions: z.array(RegionCode).min(1),
    reason: WithdrawalReason,
  }),
});
