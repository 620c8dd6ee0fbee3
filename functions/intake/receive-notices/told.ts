import type { Caller } from "#packages/policy/caller.ts";
import type { ActivityCode } from "#packages/rights/processing-activities.ts";
import type { Told } from "#packages/rights/processing-line.ts";
import type { Deps } from "./deps.ts";

type Asking = { readonly var: { readonly caller: Caller; readonly traceparent: string } };

/** What the log of processing is told of a request that uses somebody's details. */
export const toldOf = (
  { var: { caller, traceparent } }: Asking,
  { now }: Deps,
  name: string,
  activity: ActivityCode,
): Told => {
  const at = now();
  return { name, activity, by: caller.actor, traceparent, startedAt: at, endedAt: at };
};
