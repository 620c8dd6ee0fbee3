import type { Access } from "#packages/policy/access.ts";
import type { Caller } from "#packages/policy/caller.ts";
import type { PersonalAccess } from "#packages/store/personal-access.ts";
import type { ClientLimiter } from "./client-limiter.ts";

/** What handlers find in `c.var`. `caller` is there behind `allow(…)`; all of it behind `personally(…)`. */
export type ApiEnv = {
  Variables: {
    /** Holds back clients that ask too much; every deployed function has one. */
    readonly limiter: ClientLimiter | undefined;
    readonly caller: Caller;
    /** What the policy says about this caller and operation; there behind `allow(…)`. */
    readonly access: Access | undefined;
    /** Whose personal session it is, and its token. */
    readonly own: PersonalAccess;
    readonly sessionToken: string;
    /** Trace context of the request, for the events that come of it. */
    readonly traceparent: string;
  };
};
