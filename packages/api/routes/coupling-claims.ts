import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { plainText } from "#packages/domain/text.ts";
import { allow } from "../access.ts";
import { CouplingHolder } from "./coupling-claim-views.ts";
import { BODY_TROUBLE, ById, body, ok, problems, TOKEN, WITH_ETAG } from "./parts.ts";

const shared = { tags: ["work-queue"], security: TOKEN };
const SEEN = [400, 401, 403, 404] as const;

const DIVIDED =
  "By the team where the staff is, which answers and follows (B1); firms are not told. Not by version: it may be done while others answer.";

export const claimCouplingRoute = createRoute({
  ...shared,
  method: "put",
  path: "/couplings/{id}/claim",
  operationId: "claimCoupling",
  summary: "Claim a coupling for yourself",
  description: `${DIVIDED} Again by the same caller changes nothing; by another one the answer (409) says who has it since when.`,
  middleware: allow("claimCoupling"),
  request: { params: ById },
  responses: { 200: ok(CouplingHolder, "Claimed", WITH_ETAG), ...problems(...SEEN, 409) },
});

export const releaseCouplingRoute = createRoute({
  ...shared,
  method: "delete",
  path: "/couplings/{id}/claim",
  operationId: "releaseCoupling",
  summary: "Give up a claim on a coupling",
  description: "By whoever has it, or by the coordinator.",
  middleware: allow("releaseCoupling"),
  request: { params: ById },
  responses: { 200: ok(CouplingHolder, "Free for a colleague", WITH_ETAG), ...problems(...SEEN, 409) },
});

const Assignee = z
  .object({ to: plainText(200).meta({ description: "Subject of a colleague of the team" }) })
  .strict()
  .meta({ id: "CouplingAssignment" });

export const assignCouplingRoute = createRoute({
  ...shared,
  method: "put",
  path: "/couplings/{id}/assignment",
  operationId: "assignCoupling",
  summary: "Give a coupling to a colleague",
  description: "What nobody has by anybody of the team; what somebody has by them or by the coordinator.",
  middleware: allow("assignCoupling"),
  request: { params: ById, body: body(Assignee) },
  responses: { 200: ok(CouplingHolder, "Assigned", WITH_ETAG), ...problems(...BODY_TROUBLE, 404) },
});
