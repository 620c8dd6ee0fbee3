import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { Consent } from "#packages/domain/consent.ts";
import { Moment } from "#packages/domain/dates.ts";
import { MarketProfile, MarketProfileInput } from "#packages/domain/market-profile.ts";
import { Person } from "#packages/domain/person.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import { ResponsibleParty } from "#packages/domain/situation.ts";
import { suggestionMembers } from "#packages/intake/concepts.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { ConsentReceiver, FITS_PURPOSE, fitsPurpose } from "./consent-path.ts";
import { PROFILE_EXAMPLE } from "./input-examples.ts";
import {
  BODY_TROUBLE,
  ById,
  body,
  changed,
  found,
  IdempotencyHeader,
  IfMatchHeader,
  IfNoneMatchHeader,
  listed,
  ok,
  patchBody,
  problems,
  registered,
  TOKEN,
  WITH_ETAG,
  withdrawn,
} from "./parts.ts";

const MarketProfileDocument = MarketProfileInput.meta({ id: "MarketProfileInput", example: PROFILE_EXAMPLE });

/** A profile as it is answered when it is written: the anonymous part. */
export const MarketProfileWritten = MarketProfile.extend({
  ...suggestionMembers,
}).meta({ id: "MarketProfileWritten" });

/** A profile as it is read; only the responsible party sees the person. */
export const MarketProfileView = MarketProfile.extend({ person: Person.optional() }).meta({
  id: "MarketProfile",
});

const Withdrawal = z
  .object({ reason: z.enum(["found-work", "own-request", "moved-away", "mistake", "other"]) })
  .strict()
  .meta({ id: "MarketProfileWithdrawal" });

const ConsentGiven = z
  .object({ wording: Consent.shape.wording, givenAt: Moment.optional() })
  .strict()
  .meta({ id: "ConsentGiven" });
const ConsentPath = ById.extend(ConsentReceiver).refine(fitsPurpose, FITS_PURPOSE);

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
  responses: registered(MarketProfileWritten),
});

export const listMarketProfilesRoute = createRoute({
  ...shared,
  method: "get",
  path: "/market-profiles",
  operationId: "listMarketProfiles",
  summary: "List market profiles of a region, without persons",
  description:
    "A team's: those of its region that may be matched. A party's: all it is responsible for in a region. Others name a region, and a party if they wish.",
  middleware: allow("listMarketProfiles"),
  request: {
    query: z
      .object({ ...pageQuery, region: RegionCode.optional(), party: ResponsibleParty.optional() })
      .strict(),
  },
  responses: listed(pageOf(MarketProfile), "A page of profiles"),
});

export const findMarketProfileRoute = createRoute({
  ...shared,
  method: "get",
  path: "/market-profiles/{id}",
  operationId: "findMarketProfile",
  summary: "Read a market profile",
  middleware: allow("findMarketProfile"),
  request: { params: ById, headers: IfNoneMatchHeader },
  responses: found(MarketProfileView, "The profile"),
});

export const changeMarketProfileRoute = createRoute({
  ...shared,
  method: "patch",
  path: "/market-profiles/{id}",
  operationId: "changeMarketProfile",
  summary: "Change a market profile or the person behind it",
  description: "Another situation moves the responsibility to the party of that situation (S2, S3).",
  middleware: allow("changeMarketProfile"),
  request: { params: ById, headers: IfMatchHeader, body: patchBody("MarketProfile") },
  responses: changed(MarketProfileWritten),
});

export const withdrawMarketProfileRoute = createRoute({
  ...shared,
  method: "post",
  path: "/market-profiles/{id}/withdrawal",
  operationId: "withdrawMarketProfile",
  summary: "Withdraw a market profile",
  description: "Its open proposals end everywhere; the reason is told to nobody.",
  middleware: allow("withdrawMarketProfile"),
  request: { params: ById, headers: IdempotencyHeader, body: body(Withdrawal) },
  responses: withdrawn(MarketProfileWritten),
});

export const giveConsentRoute = createRoute({
  ...shared,
  method: "put",
  path: "/market-profiles/{id}/consents/{purpose}/{receiver}",
  operationId: "giveConsent",
  summary: "Note that the job seeker consents (S4)",
  middleware: allow("giveConsent"),
  request: { params: ConsentPath, body: body(ConsentGiven) },
  responses: {
    200: ok(MarketProfileWritten, "The consent stands", WITH_ETAG),
    ...problems(...BODY_TROUBLE, 404, 410, 412),
  },
});

export const withdrawConsentRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/market-profiles/{id}/consents/{purpose}/{receiver}",
  operationId: "withdrawConsent",
  summary: "Note that the job seeker no longer consents (S4)",
  description: "Open proposals that need it end everywhere. Withdrawing what does not stand changes nothing.",
  middleware: allow("withdrawConsent"),
  request: { params: ConsentPath },
  responses: {
    200: ok(MarketProfileWritten, "The consent does not stand", WITH_ETAG),
    ...problems(400, 401, 403, 404, 410, 412),
  },
});
