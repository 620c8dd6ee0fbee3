import type { Context } from "hono";
import { accepts } from "hono/accepts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import type { Language } from "#packages/api/explanation-view.ts";
import { showFiguresRoute, showRegionFiguresRoute } from "#packages/api/routes/figures.ts";
import { isOfTeam } from "#packages/domain/actor.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { EXACT, SUPPRESSED } from "#packages/figures/shown.ts";
import { type FiguresOf, readAllFigures, readDays, readFigures } from "#packages/store/figures-store.ts";
import type { Deps } from "./deps.ts";
import { countryFigures, firstDayOf, regionFigures } from "./figure-views.ts";

const languageOf = (c: Context): Language =>
  accepts(c, { header: "Accept-Language", supports: ["nl", "en"], default: "nl" }) === "en" ? "en" : "nl";

const counted = async ({ table, now }: Deps, of: FiguresOf) => {
  const at = now();
  const [figures, days] = await Promise.all([readFigures(table, of), readDays(table, of, firstDayOf(at))]);
  return { figures, days, now: at };
};

/** A team sees the people of its own region one by one; small numbers of them are no news to it. */
const isOwn = ({ var: { caller } }: Context<ApiEnv>, region: RegionCode): boolean =>
  isOfTeam(caller.actor.role) && caller.actor.region === region;

/** Figures of a region and of the country, as they were last counted. */
export const serveFigures = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const concepts = deps.classification;

  api.openapi(showRegionFiguresRoute, async (c) => {
    const { code: region } = c.req.valid("param");
    const language = languageOf(c);
    const reading = { showing: isOwn(c, region) ? EXACT : SUPPRESSED, concepts, language };
    return c.json(regionFigures(region, await counted(deps, region), reading), 200, {
      "content-language": language,
      vary: "Accept-Language",
    });
  });

  api.openapi(showFiguresRoute, async (c) => {
    const language = languageOf(c);
    const [country, regions] = await Promise.all([counted(deps, "NL"), readAllFigures(deps.table)]);
    const stocks = regions.map((figures) => figures?.stock);
    const reading = { showing: SUPPRESSED, concepts, language };
    return c.json(countryFigures(country, stocks, reading), 200, {
      "content-language": language,
      vary: "Accept-Language",
    });
  });
};
