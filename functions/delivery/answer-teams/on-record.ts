import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ChangedSettings } from "#packages/delivery/change-settings.ts";
import type { Done } from "#packages/delivery/transition.ts";
import type { Actor } from "#packages/domain/actor.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import type { Caller } from "#packages/policy/caller.ts";
import type { ActivityCode } from "#packages/rights/processing-activities.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { anonymousLog } from "#packages/store/processing-log.ts";
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

type Asking = { readonly var: { readonly caller: Caller; readonly traceparent: string } };
type Use = { readonly name: string; readonly activity: ActivityCode };

const usedOf = ({ id, jobSeekerId }: Proposal) => ({ jobSeekerId, about: `proposal ${id}` });

const toldOf = ({ var: { caller, traceparent } }: Asking, { now }: Deps, use: Use) => {
  const at = now();
  return { ...use, by: caller.actor, traceparent, startedAt: at, endedAt: at };
};

/**
 * Proposals name nobody, and are about somebody all the same: each person of those that are shown is told of in the log
 * of processing, before the answer or without one.
 */
export const proposalsShown = (
  c: Asking,
  deps: Deps,
  name: string,
  shown: readonly Proposal[],
): Promise<void> =>
  anonymousLog(deps.records).writeAll(
    shown.map(usedOf),
    toldOf(c, deps, { name, activity: "show-proposal-to-team" }),
  );

/** The line of a deed, for its transaction. */
export const deedLogged = (c: Asking, deps: Deps, { what, proposal }: Done): TransactWriteItem[] =>
  anonymousLog(deps.records).writes(
    usedOf(proposal),
    toldOf(c, deps, { name: what, activity: "work-on-proposal" }),
  );

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
