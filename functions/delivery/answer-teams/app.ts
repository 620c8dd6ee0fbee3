import { createApi } from "#packages/api/create-api.ts";
import { serveColleagues } from "./colleagues.ts";
import { serveCouplingClaims } from "./coupling-claims.ts";
import { serveDeeds } from "./deeds.ts";
import type { Deps } from "./deps.ts";
import { serveFigures } from "./figures.ts";
import { serveManyDeeds } from "./many-deeds.ts";
import { serveProposals } from "./proposals.ts";
import { serveQueue } from "./queue.ts";
import { serveRedeliveries } from "./redeliveries.ts";
import { serveRematches } from "./rematches.ts";
import { serveSettings } from "./settings.ts";

/** All that the teams ask and do: their proposals, their settings, a delivery once more. */
export const createApp = (deps: Deps) => {
  const api = createApi(deps);
  serveQueue(api, deps);
  serveColleagues(api, deps);
  serveProposals(api, deps);
  serveDeeds(api, deps);
  serveManyDeeds(api, deps);
  serveCouplingClaims(api, deps);
  serveRedeliveries(api, deps);
  serveSettings(api, deps);
  serveFigures(api, deps);
  serveRematches(api, deps);
  return api;
};
