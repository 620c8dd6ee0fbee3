import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { RegionCode } from "#packages/domain/regions.ts";
import { Desk } from "#packages/domain/settings.ts";
import { ok, problems } from "./parts.ts";

/** Look-ups are for everybody: they touch nobody's data. */
const open = { security: [] };

export const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

export const healthRoute = createRoute({
  ...open,
  tags: ["service"],
  method: "get",
  path: "/health",
  operationId: "checkHealth",
  summary: "Whether the platform answers",
  responses: { 200: ok(Health, "It does"), ...problems() },
});

/** A region with its team's desk (D1: physical and digital, to be found by everybody). */
export const RegionView = z
  .object({
    code: RegionCode,
    name: z.string().max(200),
    aliases: z.array(z.string().max(200)),
    centre: z.object({ code: z.string().max(10), name: z.string().max(100) }),
    neighbours: z.array(RegionCode),
    startDate: z.iso.date().meta({ description: "G1: when the region's team starts or started" }),
    desk: Desk,
  })
  .meta({ id: "Region" });

export const listRegionsRoute = createRoute({
  ...open,
  tags: ["look-ups"],
  method: "get",
  path: "/regions",
  operationId: "listRegions",
  summary: "The 35 labour-market regions and their desks",
  responses: { 200: ok(z.object({ items: z.array(RegionView) }), "All regions"), ...problems() },
});
