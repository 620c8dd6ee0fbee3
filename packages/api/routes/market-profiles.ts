import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { MarketProfile, MarketProfileInput } from "#packages/domain/market-profile.ts";
import { Person } from "#packages/domain/person.ts";
import { TitleSuggestions } from "#packages/intake/concepts.ts";
import { allow } from "../access.ts";
import {
  BODY_TROUBLE,
  ById,
  body,
  IdempotencyHeader,
  IfNoneMatchHeader,
  ok,
  problems,
  TOKEN,
  WITH_ETAG,
  WITH_LOCATION,
} from "./parts.ts";

const MarketProfileDocument = MarketProfileInput.meta({ id: "MarketProfileInput" });

/** A profile as it is answered when it is written: the anonymous part. */
export const MarketProfileWritten = MarketProfile.extend({
  occupationSuggestions: z.array(TitleSuggestions),
}).meta({ id: "MarketProfileWritten" });

/** A profile as it is read; only the responsible party sees the person. */
export const MarketProfileView = MarketProfile.extend({ person: Person.optional() }).meta({
  id: "MarketProfile",
});

const shared = { tags: ["market-profiles"], security: TOKEN };

export const registerMarketProfileRoute = createRoute({
  ...shared,
  method: "post",
  path: "/market-profiles",
  operationId: "registerMarketProfile",
  summary: "Bring a market profile after intake",
  description:
    "Person and profile are kept apart. A reference that the caller used before changes that profile (200) instead of adding one (201).",
  middleware: allow("registerMarketProfile"),
  request: { headers: IdempotencyHeader, body: body(MarketProfileDocument) },
  responses: {
    200: ok(MarketProfileWritten, "Known by its reference: changed, or the same already", WITH_LOCATION),
    201: ok(MarketProfileWritten, "Registered", WITH_LOCATION),
    ...problems(...BODY_TROUBLE),
  },
});

export const findMarketProfileRoute = createRoute({
  ...shared,
  method: "get",
  path: "/market-profiles/{id}",
  operationId: "findMarketProfile",
  summary: "Read a market profile",
  middleware: allow("findMarketProfile"),
  request: { params: ById, headers: IfNoneMatchHeader },
  responses: {
    200: ok(MarketProfileView, "The profile", WITH_ETAG),
    ...problems(400, 401, 403, 404),
  },
});
