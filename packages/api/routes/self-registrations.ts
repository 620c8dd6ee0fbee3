import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { Moment } from "#packages/domain/dates.ts";
import { SelfRegistrationInput } from "#packages/domain/person.ts";
import { RegionCode } from "#packages/domain/regions.ts";
import {
  ClosingReason,
  SELF_REGISTRATION_STATUSES,
  SelfRegistration,
} from "#packages/domain/self-registration.ts";
import { ResponsibleParty } from "#packages/domain/situation.ts";
import { allow } from "../access.ts";
import { pageOf, pageQuery } from "../cursors.ts";
import { SELF_REGISTRATION_EXAMPLE } from "./input-examples.ts";
import {
  BODY_TROUBLE,
  ById,
  body,
  found,
  IdempotencyHeader,
  IfNoneMatchHeader,
  listed,
  MaybeIfMatchHeader,
  ok,
  problems,
  TOKEN,
  WITH_ETAG,
  WITH_LOCATION,
} from "./parts.ts";

const SelfRegistrationDocument = SelfRegistrationInput.meta({
  id: "SelfRegistrationInput",
  example: SELF_REGISTRATION_EXAMPLE,
});
const SelfRegistrationWritten = SelfRegistration.meta({ id: "SelfRegistrationWritten" });
/** A self-registration with what the person told, for whoever of the responsible party has taken it up. */
const SelfRegistrationView = SelfRegistration.extend({ person: SelfRegistrationInput.optional() }).meta({
  id: "SelfRegistration",
});

/** What somebody who came forward is told of the own request: who helps, where, and how far it is. */
const OwnRegistration = z
  .object({
    id: z.uuid(),
    region: RegionCode,
    responsible: ResponsibleParty,
    status: z.enum(SELF_REGISTRATION_STATUSES),
    receivedAt: Moment,
    dueAt: Moment.optional(),
    changedAt: Moment.optional(),
  })
  .meta({ id: "OwnRegistration" });

const shared = { tags: ["self-registrations"], security: TOKEN };

export const registerSelfRoute = createRoute({
  ...shared,
  method: "post",
  path: "/self-registrations",
  operationId: "registerSelf",
  summary: "Pass on that somebody comes forward alone (S7)",
  description:
    "It becomes a request to the responsible party of the person's situation and region. There is no profile and no matching before intake and consent.",
  middleware: allow("registerSelf"),
  request: { headers: IdempotencyHeader, body: body(SelfRegistrationDocument) },
  responses: {
    201: ok(SelfRegistrationWritten, "Received", WITH_LOCATION),
    ...problems(...BODY_TROUBLE),
  },
});

export const comeForwardRoute = createRoute({
  tags: shared.tags,
  security: [],
  method: "post",
  path: "/own-registrations",
  operationId: "comeForward",
  summary: "Come forward oneself (S7)",
  description:
    "For everybody, without a token: the same as passing it on for somebody else. The answer tells which party is responsible (S2) and in which region; who it is, only that party can read. Nothing is matched before intake and consent.",
  request: { headers: IdempotencyHeader, body: body(SelfRegistrationDocument) },
  responses: { 201: ok(SelfRegistrationWritten, "Received"), ...problems(400, 409, 413, 415) },
});

export const findOwnRegistrationRoute = createRoute({
  tags: shared.tags,
  security: [],
  method: "get",
  path: "/own-registrations/{id}",
  operationId: "findOwnRegistration",
  summary: "How far the own request is",
  description:
    "For whoever has the id, which was told when it was received and cannot be guessed. Nothing of who it is about, who helps, or why it was closed. 404 when its time is over.",
  request: { params: ById },
  responses: { 200: ok(OwnRegistration, "How far it is"), ...problems(400, 404) },
});

export const listSelfRegistrationsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/self-registrations",
  operationId: "listSelfRegistrations",
  summary: "List self-registrations for a party in a region, without persons",
  description:
    "A party's: those that go to it in a region, oldest first. A team's: those of its region for all parties, so that nobody is left waiting. `overdue`: nobody took it up within five working days.",
  middleware: allow("listSelfRegistrations"),
  request: {
    query: z
      .object({
        ...pageQuery,
        region: RegionCode.optional(),
        state: z.enum(["waiting", "settled"]).default("waiting"),
      })
      .strict(),
  },
  responses: listed(
    pageOf(SelfRegistration.extend({ overdue: z.boolean() }).meta({ id: "SelfRegistrationLine" })),
    "A page of self-registrations",
  ),
});

export const findSelfRegistrationRoute = createRoute({
  ...shared,
  method: "get",
  path: "/self-registrations/{id}",
  operationId: "findSelfRegistration",
  summary: "Read a self-registration",
  description:
    "With the person for whoever of the responsible party has taken it up, as long as it is not settled; each reading is logged. Without for colleagues and for the team of the region.",
  middleware: allow("findSelfRegistration"),
  request: { params: ById, headers: IfNoneMatchHeader },
  responses: found(SelfRegistrationView, "The request, with the person"),
});

export const takeUpSelfRegistrationRoute = createRoute({
  ...shared,
  method: "put",
  path: "/self-registrations/{id}/claim",
  operationId: "takeUpSelfRegistration",
  summary: "Take up a self-registration",
  description:
    "Somebody of the responsible party is to help the person. Again by the same caller changes nothing; by another one it is a 409. A profile after the intake is posted with `selfRegistrationId`.",
  middleware: allow("takeUpSelfRegistration"),
  request: { params: ById, headers: MaybeIfMatchHeader },
  responses: {
    200: ok(SelfRegistrationWritten, "Taken up", WITH_ETAG),
    ...problems(400, 401, 403, 404, 409, 412),
  },
});

export const releaseSelfRegistrationRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/self-registrations/{id}/claim",
  operationId: "releaseSelfRegistration",
  summary: "Give a self-registration back, so that a colleague can take it up",
  description: "By anybody of the party: who is ill holds up nobody. The history says who.",
  middleware: allow("releaseSelfRegistration"),
  request: { params: ById, headers: MaybeIfMatchHeader },
  responses: {
    200: ok(SelfRegistrationWritten, "Free for a colleague", WITH_ETAG),
    ...problems(400, 401, 403, 404, 409, 412),
  },
});

const Closing = z
  .object({ reason: ClosingReason })
  .strict()
  .meta({ id: "SelfRegistrationClosing", example: { reason: "own-request" } });

export const closeSelfRegistrationRoute = createRoute({
  ...shared,
  method: "put",
  path: "/self-registrations/{id}/closing",
  operationId: "closeSelfRegistration",
  summary: "Close a self-registration without a profile",
  description:
    "By whoever has taken it up, with a reason. What the person told goes at once; an invitation that was shown can be used again.",
  middleware: allow("closeSelfRegistration"),
  request: { params: ById, headers: MaybeIfMatchHeader, body: body(Closing) },
  responses: {
    200: ok(SelfRegistrationWritten, "Closed", WITH_ETAG),
    ...problems(...BODY_TROUBLE, 404, 412),
  },
});
