import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { ErasureId } from "#packages/domain/ids.ts";
import { Erasure } from "#packages/rights/erasure-proof.ts";
import { body, ok, PERSONAL, problems, WITH_LOCATION } from "./parts.ts";

const ErasureView = Erasure.meta({ id: "Erasure" });

const ErasureInput = z
  .object({ confirm: z.literal("erase-everything") })
  .strict()
  .meta({ id: "ErasureInput", example: { confirm: "erase-everything" } });

export const eraseRoute = createRoute({
  tags: ["me"],
  security: PERSONAL,
  method: "post",
  path: "/me/erasure",
  operationId: "eraseEverything",
  summary: "Have everything erased (GDPR 17)",
  description:
    "At once: the person, the profile, what is matched, and this session. Within minutes: proposals end, teams are told over their queues, and every trace of the person is taken out. It cannot be undone. The answer is the proof, which can be read again without a session; there is no Idempotency-Key, since nothing is left to which one could belong.",
  request: { body: body(ErasureInput) },
  responses: { 202: ok(ErasureView, "Begun", WITH_LOCATION), ...problems(400, 401, 404, 409, 413, 415) },
});

export const findErasureRoute = createRoute({
  tags: ["erasures"],
  method: "get",
  path: "/erasures/{id}",
  operationId: "findErasure",
  summary: "Read the proof of an erasure",
  request: { params: z.object({ id: ErasureId }) },
  responses: { 200: ok(ErasureView, "The proof"), ...problems(400, 404) },
});
