import type { Access } from "#packages/policy/access.ts";
import type { Caller } from "#packages/policy/caller.ts";

/** What handlers find in `c.var`. `caller` is there behind `allow(…)`. */
export type ApiEnv = {
  Variables: {
    readonly caller: Caller;
    /** What the policy says about this caller and operation; there behind `allow(…)`. */
    readonly access: Access | undefined;
    /** Trace context of the request, for the events that come of it. */
    readonly traceparent: string;
  };
};
