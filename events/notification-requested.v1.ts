import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/**
 * Somebody should be told something outside the platform. The seam to e-mail and text messages, which are not part of
 * it: whoever sends them looks up the address with its own rights.
 */
export const NotificationRequestedV1 = defineEvent("notification-requested", 1, {
  system: "delivery",
  data: z.object({
    about: z.string().min(1).max(200),
    template: z.enum([
      "introduction-to-employer",
      "placement-to-employer",
      "hand-over-to-team",
      "self-registration-to-party",
    ]),
    recipient: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("employer"), id: z.string().max(64) }),
      z.object({ kind: z.literal("team"), id: RegionCode }),
      z.object({ kind: z.literal("responsible-party"), id: z.string().max(64), region: RegionCode }),
    ]),
  }),
});
