import * as z from "zod";
import { COUPLING_DEEDS, Coupling } from "#packages/domain/coupling.ts";
import { Moment } from "#packages/domain/dates.ts";
import { ColleagueView } from "./delivery-views.ts";

/** Who of the team where the staff is has a coupling, and what the caller may do about that. */
export const couplingHolder = {
  claim: z.object({ by: ColleagueView, at: Moment, mine: z.boolean() }).optional(),
  deeds: z
    .array(z.enum(COUPLING_DEEDS))
    .meta({ description: "What the caller may do now to divide the work" }),
};

export const CouplingHolder = z
  .object({
    ...Coupling.pick({ id: true, version: true, state: true }).shape,
    ...couplingHolder,
  })
  .meta({ id: "CouplingHolder" });
export type CouplingHolder = z.infer<typeof CouplingHolder>;
