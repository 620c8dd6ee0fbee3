import type { Caller } from "./caller.ts";

/** What handlers find in `c.var`. `caller` is there behind `allow(…)`. */
export type ApiEnv = {
  Variables: {
    readonly caller: Caller;
    /** Trace context of the request, for the events that come of it. */
    readonly traceparent: string;
  };
};
