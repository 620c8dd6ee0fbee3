import type { createApi } from "#packages/api/create-api.ts";
import { listRegionsRoute } from "#packages/api/routes/look-ups.ts";
import { type AllSettings, settingsOf } from "#packages/domain/settings.ts";
import { allRegions, type RegionInfo } from "#packages/geography/regions.ts";
import type { Deps } from "./deps.ts";

const viewOf = ({ code, name, aliases, centre, neighbours }: RegionInfo, all: AllSettings) => {
  const { desk, startDate } = settingsOf(all, code);
  return {
    code,
    name,
    aliases,
    centre,
    neighbours,
    startDate,
    desk: { name: `Regionaal mobiliteitsteam ${name}`, ...desk },
  };
};

/** The regions and where their desks are (D1). */
export const serveRegions = (api: ReturnType<typeof createApi>, { settings }: Deps): void => {
  api.openapi(listRegionsRoute, async (c) => {
    const all = await settings();
    return c.json({ items: allRegions().map((region) => viewOf(region, all)) });
  });
};
