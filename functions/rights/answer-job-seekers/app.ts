import { createApi } from "#packages/api/create-api.ts";
import { personally } from "#packages/api/personal.ts";
import type { Deps } from "./deps.ts";
import { serveErasure } from "./erasure.ts";
import { serveOwnConsents } from "./own-consents.ts";
import { serveOwnExport } from "./own-export.ts";
import { serveOwnProfile } from "./own-profile.ts";
import { serveOwnProposals } from "./own-proposals.ts";
import { serveOwnReviews } from "./own-reviews.ts";
import { serveOwnRights } from "./own-rights.ts";
import { serveOwnWaitingLists } from "./own-waiting-lists.ts";
import { serveReadings } from "./readings.ts";
import { serveSessions } from "./sessions.ts";

/** All that a job seeker sees and does with the own data. Only the session says whose they are. */
export const createApp = (deps: Deps) => {
  const api = createApi(deps);
  const own = personally({ persons: deps.tables.persons, now: deps.now });
  for (const path of ["/me", "/me/*", "/personal-sessions/current"]) api.use(path, own);
  serveSessions(api, deps);
  serveOwnProfile(api, deps);
  serveOwnConsents(api, deps);
  serveOwnProposals(api, deps);
  serveReadings(api, deps);
  serveOwnExport(api, deps);
  serveOwnRights(api, deps);
  serveOwnReviews(api, deps);
  serveOwnWaitingLists(api, deps);
  serveErasure(api, deps);
  return api;
};
