import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { CONSENT_WORDINGS } from "#packages/domain/consent-wordings.ts";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { ConsentReceiver, FITS_PURPOSE, fitsPurpose } from "./consent-path.ts";
import { OwnConsents, OwnProfile, OwnProposal, Reading } from "./me-views.ts";
import {
  ById,
  body,
  IfMatchHeader,
  ok,
  PERSONAL,
  patchBody,
  problems,
  WITH_ETAG,
  WITH_LINK,
} from "./parts.ts";

const shared = { tags: ["me"], security: PERSONAL };
const SEEN = [400, 401, 404] as const;
const WRITTEN = [400, 401, 404, 409, 413, 415] as const;

export const findOwnProfileRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me",
  operationId: "findOwnProfile",
  summary: "Read the own profile, and why it is or is not matched",
  description: "Labels are Dutch, or English by Accept-Language.",
  responses: { 200: ok(OwnProfile, "The profile", WITH_ETAG), ...problems(...SEEN) },
});

export const rectifyOwnProfileRoute = createRoute({
  ...shared,
  method: "patch",
  path: "/me/profile",
  operationId: "rectifyOwnProfile",
  summary: "Put right what is wrong in the own profile (GDPR 16)",
  description:
    "Members of `person`: names, postcode, date of birth, e-mail, phone. Of `profile`: all but consents and status. The situation is for the responsible party (S2). What matters for matching is matched anew.",
  request: { headers: IfMatchHeader, body: patchBody("OwnProfile") },
  responses: { 200: ok(OwnProfile, "As it is now", WITH_ETAG), ...problems(...WRITTEN, 412, 428) },
});

export const listOwnConsentsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me/consents",
  operationId: "listOwnConsents",
  summary: "Read which consents stand and stood, with their wordings",
  responses: { 200: ok(OwnConsents, "The consents"), ...problems(...SEEN) },
});

const VERSIONS = [...new Set(CONSENT_WORDINGS.map(({ version }) => version))];
const Given = z
  .object({ wording: z.enum(VERSIONS).meta({ description: "Version of the wording that was shown" }) })
  .strict()
  .meta({ id: "OwnConsentGiven" });
const ConsentPath = z.object(ConsentReceiver).refine(fitsPurpose, FITS_PURPOSE);
const settled = ok(OwnConsents, "The consents as they are now");

export const giveOwnConsentRoute = createRoute({
  ...shared,
  method: "put",
  path: "/me/consents/{purpose}/{receiver}",
  operationId: "giveOwnConsent",
  summary: "Consent, for one purpose and one receiver (S4)",
  description: "Again under the same wording changes nothing.",
  request: { params: ConsentPath, body: body(Given) },
  responses: { 200: settled, ...problems(...WRITTEN) },
});

export const withdrawOwnConsentRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/me/consents/{purpose}/{receiver}",
  operationId: "withdrawOwnConsent",
  summary: "Withdraw a consent (S4)",
  description:
    "Open proposals that need it end at once, and their teams are told over their queues. It has no other consequence.",
  request: { params: ConsentPath },
  responses: { 200: settled, ...problems(...WRITTEN) },
});

export const listOwnProposalsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me/proposals",
  operationId: "listOwnProposals",
  summary: "Read all proposals ever made for oneself, with reasons and decisions",
  description: "Open and ended ones, by id. A score is a help for people and decides nothing.",
  request: { query: z.object(pageQuery).strict() },
  responses: { 200: ok(pageOf(OwnProposal), "A page of proposals", WITH_LINK), ...problems(...SEEN) },
});

export const findOwnProposalRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me/proposals/{id}",
  operationId: "findOwnProposal",
  summary: "Read one proposal with its reasons and decisions",
  request: { params: ById },
  responses: { 200: ok(OwnProposal, "The proposal", WITH_ETAG), ...problems(...SEEN) },
});

export const listReadingsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me/readings",
  operationId: "listReadings",
  summary: "Read who looked at the own data, when and why",
  description: "From the log of processing, newest first: every line that is still kept.",
  responses: {
    200: ok(z.object({ items: z.array(Reading) }).meta({ id: "Readings" }), "The uses"),
    ...problems(...SEEN),
  },
});

export const exportOwnDataRoute = createRoute({
  ...shared,
  method: "get",
  path: "/me/export",
  operationId: "exportOwnData",
  summary: "Take away everything that is kept about oneself (GDPR 15 and 20)",
  description:
    "By Accept: application/json for machines, text/html or text/plain to read. Everything: person, profile, consents, proposals with explanations and decisions, requests, who looked, how long each class of data is kept.",
  responses: {
    200: {
      description: "All of it",
      headers: ok(MarketProfile, "").headers ?? {},
      content: {
        "application/json": { schema: z.looseObject({}).meta({ id: "OwnExport" }) },
        "text/html": { schema: z.string() },
        "text/plain": { schema: z.string() },
      },
    },
    ...problems(401, 404, 406),
  },
});
