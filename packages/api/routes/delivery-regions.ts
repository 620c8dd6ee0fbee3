import { createRoute } from "@hono/zod-openapi";
import { SettingsPatch } from "#packages/delivery/change-settings.ts";
import { RedeliveryId } from "#packages/domain/ids.ts";
import { allow } from "../access.ts";
import { ByRegion } from "./delivery-proposals.ts";
import { RedeliveryView, SettingsView } from "./delivery-views.ts";
import {
  BODY_TROUBLE,
  body,
  IdempotencyHeader,
  IfMatchHeader,
  IfNoneMatchHeader,
  ok,
  problems,
  TOKEN,
  WITH_ETAG,
  WITH_LOCATION,
} from "./parts.ts";

const shared = { tags: ["regions"], security: TOKEN };

export const requestRedeliveryRoute = createRoute({
  ...shared,
  method: "post",
  path: "/regions/{code}/redeliveries",
  operationId: "requestRedelivery",
  summary: "Ask for all open proposals once more, over the region's queue",
  middleware: allow("requestRedelivery"),
  request: { params: ByRegion, headers: IdempotencyHeader },
  responses: {
    202: ok(RedeliveryView, "It will be done; see where it is", WITH_LOCATION),
    ...problems(...BODY_TROUBLE),
  },
});

export const findRedeliveryRoute = createRoute({
  ...shared,
  method: "get",
  path: "/regions/{code}/redeliveries/{id}",
  operationId: "findRedelivery",
  summary: "Read how far a redelivery is",
  middleware: allow("findRedelivery"),
  request: { params: ByRegion.extend({ id: RedeliveryId }) },
  responses: { 200: ok(RedeliveryView, "The redelivery"), ...problems(400, 401, 403, 404) },
});

export const findSettingsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/regions/{code}/settings",
  operationId: "findSettings",
  summary: "Read a region's settings, and who changed them",
  middleware: allow("findSettings"),
  request: { params: ByRegion, headers: IfNoneMatchHeader },
  responses: { 200: ok(SettingsView, "The settings", WITH_ETAG), ...problems(400, 401, 403) },
});

export const changeSettingsRoute = createRoute({
  ...shared,
  method: "patch",
  path: "/regions/{code}/settings",
  operationId: "changeSettings",
  summary: "Change a region's settings",
  description:
    "The start date (G1) is for the steering group, all else for the coordinator of the region's team, both for an administrator. A start date in the future pauses delivery to the team's queue, and nothing else. `matchingPaused` stops the matcher for the people of the region: nothing new is proposed to its team until it is false again, and then all that came meanwhile is matched.",
  middleware: allow("changeSettings"),
  request: {
    params: ByRegion,
    headers: IfMatchHeader.partial(),
    body: body(SettingsPatch.meta({ id: "RegionSettingsPatch" })),
  },
  responses: { 200: ok(SettingsView, "Changed", WITH_ETAG), ...problems(...BODY_TROUBLE, 412, 428) },
});
