import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ChangedSettings } from "#packages/delivery/change-settings.ts";
import type { Done } from "#packages/delivery/transition.ts";
import type { Actor } from "#packages/domain/actor.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import type { Deps, Origin } from "./deps.ts";

/** The entry of the audit trail for what somebody did with a proposal (M4): who, what, under which rules. */
export const deedOnRecord = (
  { records }: Deps,
  { what, reason, proposal }: Done,
  by: Actor,
  { at, traceparent }: Origin,
): Promise<TransactWriteItem[]> =>
  auditWrites(records, {
    chain: proposal.region,
    at: at.toISOString(),
    what: "proposal-decided",
    by,
    about: `proposal ${proposal.id}`,
    detail: {
      deed: what,
      version: proposal.version,
      rules: proposal.explanation.rules,
      ...(reason === undefined ? {} : { reason }),
    },
    trace: traceparent,
  });

/** The entry for changed settings, the matcher's pause among them: which fields, and the version they led to. */
export const settingsOnRecord = (
  { records }: Deps,
  { change }: ChangedSettings,
  traceparent: string,
): Promise<TransactWriteItem[]> =>
  change === undefined
    ? Promise.resolve([])
    : auditWrites(records, {
        chain: change.region,
        at: change.at,
        what: "settings-changed",
        by: change.by,
        about: `settings ${change.region}`,
        detail: { version: change.version, fields: Object.keys(change.changed).sort().join(" ") },
        trace: traceparent,
      });
