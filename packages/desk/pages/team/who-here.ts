import { RegionCode } from "#packages/domain/regions.ts";
import { ApiTrouble } from "../../api/trouble.ts";
import type { SignedIn } from "../../frame/desk-env.ts";

/** Whose pages these are; a coordinator is a member of the team (G2). */
export const TEAM_ROLES = ["team", "coordinator"] as const;

/** The region of the token of who is signed in. Throws ApiTrouble (403) for a token without one. */
export const regionOf = ({ user }: SignedIn): RegionCode => {
  const region = RegionCode.safeParse(user.region);
  if (!region.success) throw new ApiTrouble(403);
  return region.data;
};
