import * as z from "zod";
import { RedeliveryId } from "#packages/domain/ids.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** All that is open for a region is to be sent once more: asked by its team, or because its team starts (G1). */
export const RedeliveryRequestedV1 = defineEvent("redelivery-requested", 1, {
  system: "delivery",
  data: z.object({
    redeliveryId: RedeliveryId,
    region: RegionCode,
    reason: z.enum(["asked", "team-started", "swept"]),
  }),
});
