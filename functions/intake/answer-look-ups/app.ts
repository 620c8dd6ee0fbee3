import { createApi } from "#packages/api/create-api.ts";
import { methodsAt } from "#packages/api/known-paths.ts";
import { healthRoute } from "#packages/api/routes/look-ups.ts";
import { serveConcepts } from "./concepts.ts";
import type { Deps } from "./deps.ts";
import { serveReference } from "./reference.ts";
import { serveRegions } from "./regions.ts";
import { serveTransitions } from "./transitions.ts";

/** What everybody may ask: regions and desks, occupations, competencies, and what the API can do. */
export const createApp = (deps: Deps) => {
  const api = createApi({ ...deps, elsewhere: methodsAt });
  api.openapi(healthRoute, (c) => c.json({ status: "ok" }));
  serveRegions(api, deps);
  serveConcepts(api, deps);
  serveTransitions(api, deps);
  serveReference(api);
  return api;
};
