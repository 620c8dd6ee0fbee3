import * as z from "zod";
import { Actor } from "./actor.ts";
import { LocalDate, Moment } from "./dates.ts";
import { RedeliveryId } from "./ids.ts";
import { RegionCode } from "./regions.ts";

/**
 * All that is open for a region, sent once more. `planned`: waits for the start date of the team (G1); `waiting`: asked
 * for; `running`: part of it has been sent, up to `reached`; `done`.
 */
export const Redelivery = z.object({
  id: RedeliveryId,
  version: z.number().int().min(1),
  region: RegionCode,
  reason: z.enum(["asked", "team-started", "swept"]),
  state: z.enum(["planned", "waiting", "running", "done"]),
  requestedAt: Moment,
  requestedBy: Actor.optional(),
  /** The date that it waits for, or that brought it about. */
  startDate: LocalDate.optional(),
  /** Proposals sent so far. */
  sent: z.number().int().min(0),
  /** Where the next round goes on: the partition of the inbox, and the last thing of it that was looked at. */
  reached: z.object({ partition: z.number().int().min(0), after: z.string() }).optional(),
  finishedAt: Moment.optional(),
});
export type Redelivery = z.infer<typeof Redelivery>;
