import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { defineEvent } from "./define-event.ts";

/** Firms of these regions are to be coupled once more, all in one: the nightly run for the country, or asked. */
export const RecouplingRequestedV1 = defineEvent("recoupling-requested", 1, {
  system: "brokerage",
  data: z.object({
    regions: z.array(RegionCode).min(1),
    reason: z.enum(["nightly", "asked"]),
  }),
});
