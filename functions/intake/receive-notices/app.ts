import { createApi } from "#packages/api/create-api.ts";
import type { Deps } from "./deps.ts";
import { serveImports } from "./imports.ts";
import { serveMarketProfiles } from "./market-profiles.ts";
import { serveSelfRegistrations } from "./self-registrations.ts";
import { serveSurplusNotices } from "./surplus-notices.ts";
import { serveVacancies } from "./vacancies.ts";

/** Everything that employers, sector organisations and responsible parties hand in. */
export const createApp = (deps: Deps) => {
  const api = createApi(deps);
  serveVacancies(api, deps);
  serveSurplusNotices(api, deps);
  serveMarketProfiles(api, deps);
  serveSelfRegistrations(api, deps);
  serveImports(api, deps);
  return api;
};
