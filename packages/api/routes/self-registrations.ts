import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { SelfRegistration, SelfRegistrationInput } from "#packages/domain/person.ts";
import { RegionCode } from "#packages/domain/regions.ts";
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
  ok,
  problems,
  TOKEN,
  WITH_LOCATION,
} from "./parts.ts";

const SelfRegistrationDocument = SelfRegistrationInput.meta({
  id: "SelfRegistrationInput",
  example: SELF_REGISTRATION_EXAMPLE,
});
const SelfRegistrationWritten = SelfRegistration.meta({ id: "SelfRegistrationWritten" });
/** A self-registration with what the person told, for the responsible party. */
const SelfRegistrationView = SelfRegistration.extend({ person: SelfRegistrationInput.optional() }).meta({
  id: "SelfRegistration",
});

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

export const listSelfRegistrationsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/self-registrations",
  operationId: "listSelfRegistrations",
  summary: "List self-registrations for a party in a region, without persons",
  middleware: allow("listSelfRegistrations"),
  request: { query: z.object({ ...pageQuery, region: RegionCode.optional() }).strict() },
  responses: listed(pageOf(SelfRegistrationWritten), "A page of self-registrations"),
});

export const findSelfRegistrationRoute = createRoute({
  ...shared,
  method: "get",
  path: "/self-registrations/{id}",
  operationId: "findSelfRegistration",
  summary: "Read a self-registration",
  middleware: allow("findSelfRegistration"),
  request: { params: ById, headers: IfNoneMatchHeader },
  responses: found(SelfRegistrationView, "The request, with the person"),
});
