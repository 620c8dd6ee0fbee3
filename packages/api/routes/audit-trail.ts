import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { AuditEntry, Chain, ChainHead } from "#packages/rights/audit-chain.ts";
import { allow } from "../access.ts";
import { ok, problems, TOKEN } from "./parts.ts";

const ChainView = z
  .object({
    head: ChainHead,
    checkpoints: z.array(ChainHead),
    entries: z.array(AuditEntry),
    nextSequence: z
      .number()
      .int()
      .optional()
      .meta({ description: "Where to go on with `from`; absent at the end" }),
  })
  .meta({ id: "AuditChain" });

export const readAuditTrailRoute = createRoute({
  tags: ["audit-trail"],
  security: TOKEN,
  method: "get",
  path: "/audit-trail/{chain}",
  operationId: "readAuditTrail",
  summary: "Read a chain of the audit trail, with its head and its checkpoints",
  description:
    "One chain a region, and NL. Each link has the hash of the one before; `npm run audit:verify` shows how a chain is verified, also against checkpoints that were kept elsewhere.",
  middleware: allow("readAuditTrail"),
  request: {
    params: z.object({ chain: Chain.meta({ description: "A region, or NL" }) }),
    query: z
      .object({
        from: z.coerce.number().int().min(1).default(1).meta({ description: "First sequence" }),
        limit: z.coerce
          .number()
          .int()
          .min(1)
          .max(500)
          .default(100)
          .meta({ description: "At most this many" }),
      })
      .strict(),
  },
  responses: { 200: ok(ChainView, "Links in order"), ...problems(400, 401, 403) },
});
