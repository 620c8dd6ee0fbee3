import * as z from "zod";
import { RegionCode } from "./regions.ts";
import { ResponsibleParty } from "./situation.ts";

export const ROLES = [
  "employer",
  "sector-organisation",
  "responsible-party",
  "team",
  "coordinator",
  "national-point",
  "cashier",
  "steering-group",
  "auditor",
  "administrator",
  "job-seeker",
  "system",
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** G2: the operational coordinator chairs the team and is a member of it; what a member may, a coordinator may. */
export const isOfTeam = (role: Role): boolean => role === "team" || role === "coordinator";

/** Whether somebody did it, and not the platform itself: a decision about people is always somebody's (M4). */
export const isSomebody = ({ role }: Pick<Actor, "role">): boolean => role !== "system";

/**
 * Who did something: the subject of a token, never a name. `system` is the platform itself; `job-seeker` is somebody
 * with a personal session, who is never named by a token of the gateway.
 */
export const Actor = z.object({
  subject: z.string().min(1).max(200),
  role: Role,
  region: RegionCode.optional(),
  party: ResponsibleParty.optional(),
});
export type Actor = z.infer<typeof Actor>;
