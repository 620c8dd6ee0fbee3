import { defineEvent } from "./define-event.ts";
import { SurplusNoticeFacts } from "./surplus-notice-registered.v1.ts";

/** Groups, numbers or dates of a surplus notice changed. */
export const SurplusNoticeChangedV1 = defineEvent("surplus-notice-changed", 1, {
  system: "intake",
  data: SurplusNoticeFacts,
});
