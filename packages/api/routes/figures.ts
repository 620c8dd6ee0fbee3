import { createRoute } from "@hono/zod-openapi";
import { allow } from "../access.ts";
import { ByRegion } from "./delivery-proposals.ts";
import { CountryFiguresView, RegionFiguresView } from "./figure-views.ts";
import { ok, problems, TOKEN } from "./parts.ts";

const shared = { tags: ["figures"], security: TOKEN };
export const showRegionFiguresRoute = createRoute({
  ...shared,
  method: "get",
  path: "/regions/{code}/figures",
  operationId: "showRegionFigures",
  summary: "Read a region's figures: what there is, what happened, what is asked",
  description:
    "Counted every fifteen minutes. Fewer than five people are not shown, but to the region's own team. Labels are Dutch, or English by Accept-Language.",
  middleware: allow("showRegionFigures"),
  request: { params: ByRegion },
  responses: { 200: ok(RegionFiguresView, "The figures"), ...problems(400, 401, 403) },
});

export const showFiguresRoute = createRoute({
  ...shared,
  method: "get",
  path: "/figures",
  operationId: "showFigures",
  summary: "Read the figures of the country, and of its regions beside each other",
  description:
    "For the teams and the steering group (G3). Fewer than five people are not shown, nor what would tell such a number. In the country a vacancy with places in several regions counts once.",
  middleware: allow("showFigures"),
  responses: { 200: ok(CountryFiguresView, "The figures"), ...problems(401, 403) },
});
