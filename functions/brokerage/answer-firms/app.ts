import { createApi } from "#packages/api/create-api.ts";
import { serveCouplings } from "./couplings.ts";
import type { Deps } from "./deps.ts";
import { serveInvitations } from "./invitations.ts";

/** All that firms and teams ask and do about couplings. */
export const createApp = (deps: Deps) => {
  const api = createApi(deps);
  serveCouplings(api, deps);
  serveInvitations(api, deps);
  return api;
};
