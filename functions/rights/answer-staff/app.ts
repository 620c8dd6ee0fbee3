import { createApi } from "#packages/api/create-api.ts";
import { serveAuditTrail } from "./audit-trail.ts";
import type { Deps } from "./deps.ts";
import { servePersonalLinks } from "./personal-links.ts";
import { servePersons } from "./persons.ts";
import { serveReviewRequests } from "./review-requests.ts";

/** What parties and teams do for, and with the details of, one job seeker. Every use is logged with its purpose. */
export const createApp = (deps: Deps) => {
  const api = createApi(deps);
  servePersonalLinks(api, deps);
  servePersons(api, deps);
  serveReviewRequests(api, deps);
  serveAuditTrail(api, deps);
  return api;
};
