import type { PlatformEvent } from "#events/index.ts";
import { RecouplingRequestedV1 } from "#events/recoupling-requested.v1.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import { REGIONS } from "#packages/domain/regions.ts";
import type { Log } from "#packages/runtime/log.ts";

export type Deps = {
  readonly ask: (events: readonly PlatformEvent[]) => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
};

/** Every night: asks that the firms of the whole country are coupled in one, across the borders of regions (B3). */
export const createHandler = (deps: Deps) => async (): Promise<void> => {
  const at = deps.now();
  const cause = { subject: "country", at, idFrom: ["country", dayInAmsterdam(at)] };
  await deps.ask([RecouplingRequestedV1.make({ regions: [...REGIONS], reason: "nightly" }, cause)]);
  deps.log.info("coupling asked", { regions: REGIONS.length });
};
