import * as z from "zod";
import { SurplusNoticeId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** Surplus as messages tell it: where and how many. A draft or a notice under embargo is not published. */
export const SurplusNoticeFacts = z.object({
  noticeId: SurplusNoticeId,
  version: z.number().int().min(1),
  regions: z.array(RegionCode).min(1),
  groups: z.number().int().min(1),
  headCount: z.number().int().min(1),
});

/** A firm, or its sector organisation, flagged staff that it will no longer need (B4). Brokerage looks for demand. */
export const SurplusNoticeRegisteredV1 = defineEvent("surplus-notice-registered", 1, {
  system: "intake",
  data: SurplusNoticeFacts,
});
