import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { allow } from "../access.ts";
import { InvitationList, InvitationsGiven } from "./invitation-views.ts";
import { BODY_TROUBLE, ById, body, IdempotencyHeader, ok, problems, TOKEN, WITH_ETAG } from "./parts.ts";

const shared = { tags: ["couplings"], security: TOKEN };
const DONE = [...BODY_TROUBLE, 404, 412] as const;

const InvitationsInput = z
  .object({
    people: z
      .number()
      .int()
      .min(1)
      .max(40)
      .optional()
      .meta({ description: "Absent: all who have no code yet, 40 at a time" }),
  })
  .strict()
  .meta({ id: "InvitationsInput", example: { people: 3 } });

const ByNumber = ById.extend({
  number: z.coerce.number().int().min(1).max(99_999).meta({ description: "Number of the invitation" }),
});

export const inviteStaffRoute = createRoute({
  ...shared,
  method: "post",
  path: "/couplings/{id}/invitations",
  operationId: "inviteStaff",
  summary: "Get invitation codes for the people of an agreed coupling",
  description:
    "By firm A (or who filed for it) or the team of its region, who hand them out: one a person, as many as were agreed, each to be used once. With a code a market profile, or somebody who comes forward alone, is linked to the group.",
  middleware: allow("inviteStaff"),
  request: { params: ById, headers: IdempotencyHeader, body: body(InvitationsInput) },
  responses: { 201: ok(InvitationsGiven, "The codes", WITH_ETAG), ...problems(...DONE) },
});

export const listInvitationsRoute = createRoute({
  ...shared,
  method: "get",
  path: "/couplings/{id}/invitations",
  operationId: "listInvitations",
  summary: "List the invitations of a coupling, without codes",
  middleware: allow("listInvitations"),
  request: { params: ById },
  responses: { 200: ok(InvitationList, "All of them, by number"), ...problems(400, 401, 403, 404) },
});

export const inviteStaffAnewRoute = createRoute({
  ...shared,
  method: "put",
  path: "/couplings/{id}/invitations/{number}",
  operationId: "inviteStaffAnew",
  summary: "Give another code in place of one that was lost, expired or withdrawn",
  description:
    "The code that was given before is worth nothing any more. Not for a code that was used (409).",
  middleware: allow("inviteStaffAnew"),
  request: { params: ByNumber },
  responses: { 200: ok(InvitationsGiven, "The new code", WITH_ETAG), ...problems(400, 401, 403, 404, 409) },
});

export const withdrawInvitationRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/couplings/{id}/invitations/{number}",
  operationId: "withdrawInvitation",
  summary: "Withdraw a code that was not used",
  description: "Somebody else can get one in its place. Withdrawing it again changes nothing.",
  middleware: allow("withdrawInvitation"),
  request: { params: ByNumber },
  responses: { 200: ok(InvitationList, "All of them, by number"), ...problems(400, 401, 403, 404, 409) },
});
