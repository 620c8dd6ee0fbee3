import type { createApi } from "#packages/api/create-api.ts";
import { readAuditTrailRoute } from "#packages/api/routes/audit-trail.ts";
import { readCheckpoints, readEntries, readHead } from "#packages/store/audit-trail.ts";
import type { Deps } from "./deps.ts";

/** The audit trail, for auditors: what they need to verify a chain themselves. */
export const serveAuditTrail = (api: ReturnType<typeof createApi>, { tables }: Deps): void => {
  const { records } = tables;

  api.openapi(readAuditTrailRoute, async (c) => {
    const { chain } = c.req.valid("param");
    const { from, limit } = c.req.valid("query");
    const [head, checkpoints, entries] = await Promise.all([
      readHead(records, chain),
      readCheckpoints(records, chain),
      readEntries(records, chain, { from, limit }),
    ]);
    const last = entries.at(-1)?.sequence;
    const nextSequence = last === undefined || last >= head.sequence ? undefined : last + 1;
    return c.json({ head, checkpoints, entries, nextSequence }, 200);
  });
};
